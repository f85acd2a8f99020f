"""The chat of two people with two browsers."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.notifications.models import Notice
from alongside.domain.spaces.commands.changes import edit_item, react, retract_item
from alongside.domain.spaces.commands.drafts import choose_signs
from alongside.domain.spaces.commands.items import add_comment, send_message, share_post
from alongside.domain.spaces.commands.rooms import leave_space
from alongside.domain.spaces.models import Item
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


def _agree(mentorship, *people):
    for person in people:
        choose_signs(mentorship.space, person, read_marks=True, writing=True)


def test_who_is_writing_and_who_has_read_appear_where_both_agreed(browse, site, pair):
    mentorship, robert, leila = pair
    _agree(mentorship, robert, leila)
    path = f"/p/{mentorship.pk}/chat/"
    hers, his = _open(browse, site, leila, path), _open(browse, site, robert, path)
    his.wait_for_timeout(1200)

    hers.get_by_label("Message to Robert").press_sequentially("I was")
    expect(his.get_by_text("Leila is writing.")).to_be_visible(timeout=1000)
    hers.get_by_role("button", name="Send").click()

    expect(his.locator(".bubble")).to_contain_text("I was", timeout=1000)
    expect(his.get_by_text("Leila is writing.")).to_be_hidden()
    expect(hers.locator(".bubble [data-seen]")).to_be_visible(timeout=2000)


def test_where_one_did_not_agree_nothing_is_said_about_writing(browse, site, pair):
    mentorship, robert, leila = pair
    _agree(mentorship, leila)
    path = f"/p/{mentorship.pk}/chat/"
    hers, his = _open(browse, site, leila, path), _open(browse, site, robert, path)
    his.wait_for_timeout(1200)
    asked = []
    hers.on("request", lambda request: asked.append(request.url))

    hers.get_by_label("Message to Robert").press_sequentially("I was")
    hers.get_by_role("button", name="Send").click()

    expect(his.locator(".bubble")).to_contain_text("I was", timeout=1000)
    his.wait_for_timeout(800)
    expect(hers.locator(".bubble [data-seen]")).to_be_hidden()
    assert not [address for address in asked if address.endswith("/writing/")]


def test_signs_edits_and_what_was_taken_back_are_drawn_live(browse, site, pair):
    mentorship, robert, leila = pair
    item = send_message(mentorship.space, leila, "First words", at=clock.now())
    page = _open(browse, site, leila, f"/p/{mentorship.pk}/chat/")
    page.wait_for_timeout(1200)

    react(item, robert, "heart", at=clock.now())
    expect(page.locator(".bubble .sign")).to_have_count(1, timeout=1000)
    edit_item(item, leila, "Better words", at=clock.now())
    expect(page.locator(".bubble")).to_contain_text("Better words", timeout=1000)
    edit_at = page.locator(".bubble .menu__list a", has_text="Edit")
    assert edit_at.get_attribute("href").endswith(f"?back=%2Fp%2F{mentorship.pk}%2Fchat%2F")
    retract_item(item, leila, at=clock.now())
    expect(page.locator(".bubble")).to_contain_text("Taken back", timeout=1000)
    expect(page.locator(".bubble")).to_have_count(1)


@pytest.mark.parametrize("path", ["", "posts/"])
def test_posts_and_comments_appear_also_while_one_writes_a_comment(browse, site, pair, path):
    mentorship, robert, leila = pair
    post = share_post(mentorship.space, robert, "My first post", at=clock.now())
    page = _open(browse, site, leila, f"/p/{mentorship.pk}/{path}")
    page.wait_for_timeout(1200)
    box = page.get_by_label("Comment on this post")
    box.fill("I am writing this")

    add_comment(post, robert, "A comment", at=clock.now())
    share_post(mentorship.space, robert, "My second post", at=clock.now())
    react(post, leila, "heart", at=clock.now())

    expect(page.get_by_text("A comment")).to_be_visible(timeout=1500)
    expect(page.get_by_text("My second post")).to_be_visible(timeout=1500)
    expect(page.locator(f"#words-{post.pk} .sign")).to_have_count(1, timeout=1500)
    expect(box.first).to_have_count(1)
    expect(page.locator(f"#comment-{post.pk}")).to_have_value("I am writing this")
    assert page.locator("article.post").all_inner_texts()[0].count("My second post") == 1
    expect(page.locator("article.post")).to_have_count(2)


def test_the_count_of_notices_is_drawn_live_on_any_page(browse, site, pair):
    _mentorship, _robert, leila = pair
    page = _open(browse, site, leila, "/groups/")
    page.wait_for_timeout(1200)
    expect(page.locator("[data-notices] .count")).to_have_count(0)

    Notice.objects.create(person=leila, kind="message_sent", once="one", noticed_at=clock.now())

    expect(page.locator("[data-notices] .count")).to_contain_text("1", timeout=1500)


def test_two_tabs_show_everything_once_and_one_of_them_listens(browse, site, pair):
    mentorship, robert, leila = pair
    path = f"/p/{mentorship.pk}/chat/"
    one = _open(browse, site, leila, path)
    other = one.context.new_page()
    streams = []
    other.on("request", lambda request: streams.append(request.url) if request.url.endswith("/live/") else None)
    other.goto(path)
    one.wait_for_timeout(1000)

    for number in range(3):
        send_message(mentorship.space, robert, f"Message {number}", at=clock.now())
    for tab in (one, other):
        expect(tab.locator(".bubble")).to_have_count(3, timeout=2000)
    assert not streams

    one.close()
    send_message(mentorship.space, robert, "After the first tab closed", at=clock.now())
    expect(other.locator(".bubble")).to_have_count(4, timeout=6000)


def test_without_a_stream_the_page_asks_every_few_seconds(browse, site, pair):
    mentorship, robert, leila = pair
    page = browse()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_for(leila), "url": site}])
    page.route("**/live/", lambda route: route.abort())
    page.goto(f"/p/{mentorship.pk}/chat/")

    send_message(mentorship.space, robert, "Slowly but surely", at=clock.now())

    expect(page.locator(".bubble")).to_contain_text("Slowly but surely", timeout=6000)


def test_a_failed_look_is_tried_again_and_a_failed_message_stays_and_is_stored_once(browse, site, pair):
    mentorship, robert, leila = pair
    page = _open(browse, site, leila, f"/p/{mentorship.pk}/chat/")
    page.wait_for_timeout(1200)
    failures = {"since": 2, "messages": 1}

    def fail(route):
        kind = "since" if "/since/" in route.request.url else "messages"
        failures[kind] -= 1
        if failures[kind] < 0:
            return route.continue_()
        if kind == "messages":
            route.fetch()  # stored, but the answer is lost on its way
        return route.abort()

    page.route("**/since/**", fail)
    page.route("**/messages/", fail)
    send_message(mentorship.space, robert, "Through the noise", at=clock.now())
    expect(page.locator(".bubble")).to_contain_text("Through the noise", timeout=7000)

    box = page.get_by_label("Message to Robert")
    box.fill("Sent twice")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Not sent. Your words are still here.")).to_be_visible()
    expect(box).to_have_value("Sent twice")
    page.get_by_role("button", name="Send").click()

    expect(box).to_have_value("")
    expect(page.locator(".bubble", has_text="Sent twice")).to_have_count(1)
    assert Item.objects.filter(author=leila).count() == 1


def test_too_much_at_once_stays_in_the_box(browse, site, pair, settings):
    settings.MESSAGES_A_MINUTE = 1
    mentorship, _robert, leila = pair
    page = _open(browse, site, leila, f"/p/{mentorship.pk}/chat/")
    box = page.get_by_label("Message to Robert")
    for words in ("One", "Two"):
        box.fill(words)
        page.get_by_role("button", name="Send").click()
        page.wait_for_timeout(500)

    expect(page.get_by_text("That was a lot at once.")).to_be_visible()
    expect(box).to_have_value("Two")
