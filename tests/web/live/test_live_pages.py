"""The chat of two people with two browsers."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.spaces.commands.items import send_message
from alongside.domain.spaces.commands.rooms import leave_space
from alongside.kernel import clock
from tests import cast
from tests.domain.journeys import walk
from tests.plugins.browser import check_accessible
from tests.web.sessions import session_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair(transactional_db):
    running = walk.program()
    robert, leila = cast.person("Robert"), cast.person("Leila")
    sides = [cast.mentor(running, robert), cast.mentee(running, leila)]
    return begin_mentorship(running, sides, at=clock.now()), robert, leila


def _open(browse, site, person, path, **options):
    page = browse(**options)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_for(person), "url": site}])
    page.goto(path)
    return page


def test_words_appear_at_the_other_person_without_a_reload_and_stand_once(browse, site, pair):
    mentorship, robert, leila = pair
    path = f"/p/{mentorship.pk}/chat/"
    hers, his = _open(browse, site, leila, path), _open(browse, site, robert, path, phone=True)
    his.wait_for_timeout(1200)  # until the stream is open

    hers.get_by_label("Message to Robert").fill("Is it silly to ask?")
    hers.get_by_role("button", name="Send").click()

    expect(his.locator(".bubble")).to_contain_text("Is it silly to ask?", timeout=1000)
    expect(hers.locator(".bubble")).to_have_count(1)
    expect(hers.get_by_label("Message to Robert")).to_have_value("")
    his.get_by_label("Message to Leila").fill("Not at all")
    his.get_by_role("button", name="Send").click()
    expect(hers.locator(".bubble").nth(1)).to_contain_text("Not at all", timeout=1000)
    expect(his.locator(".bubble")).to_have_count(2)
    check_accessible(hers)


def test_after_a_lost_connection_the_page_catches_up_in_order(browse, site, pair):
    mentorship, robert, leila = pair
    page = _open(browse, site, leila, f"/p/{mentorship.pk}/chat/")
    page.wait_for_timeout(800)
    page.context.set_offline(True)
    page.wait_for_timeout(300)
    for number in range(60):
        send_message(mentorship.space, robert, f"Message {number}", at=clock.now())

    page.context.set_offline(False)

    expect(page.locator(".bubble")).to_have_count(60, timeout=10_000)
    shown = page.locator(".bubble p").all_inner_texts()
    assert shown == [f"Message {number}" for number in range(60)]


def test_the_other_answer_appears_on_this_week_and_what_i_write_stays(browse, site, pair):
    from alongside.domain.journeys.commands.answers import share_answer

    mentorship, robert, leila = pair
    page = _open(browse, site, leila, f"/p/{mentorship.pk}/")
    page.wait_for_timeout(1200)
    page.get_by_label("Your answer").fill("I am writing this")

    share_answer(mentorship.journey, robert, 1, "I am seventy", at=clock.now())

    expect(page.locator("#answers-part")).to_contain_text("I am seventy", timeout=1500)
    expect(page.get_by_label("Your answer")).to_have_value("I am writing this")
    check_accessible(page)


def test_who_is_shut_out_loses_the_page_within_moments(browse, site, pair):
    mentorship, _robert, leila = pair
    page = _open(browse, site, leila, f"/p/{mentorship.pk}/chat/")
    page.wait_for_timeout(1200)

    leave_space(mentorship.space, leila, at=clock.now())

    expect(page.get_by_role("heading", level=1)).to_contain_text("not", timeout=3000)


def test_without_scripts_one_writes_and_reads_by_reloading(browse, site, pair):
    mentorship, _robert, leila = pair
    page = _open(browse, site, leila, f"/p/{mentorship.pk}/chat/", javascript=False)

    page.get_by_label("Message to Robert").fill("Hello there")
    page.get_by_role("button", name="Send").click()

    expect(page.locator(".bubble")).to_contain_text("Hello there")
