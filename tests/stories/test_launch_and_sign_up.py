"""A program is launched and people sign up, in a real browser: wide, on a phone, in the dark, without a script."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.groups.models import Group
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.plugins.browser import Browse, check_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, site: str, person: Person) -> Page:
    """Let the browser be this person."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    return page


@pytest.fixture
def group() -> Group:
    return cast.group(slug="riverside")


def launched(group: Group, browse: Browse, site: str, **how: Any) -> Program:
    page = sign_in(browse(**how), site, cast.organizer(group))
    page.goto("/g/riverside/mentorship/")
    check_accessible(page)
    page.click("text=Use career advancement")
    check_accessible(page)
    page.click("text=Launch and tell members")
    check_accessible(page)
    page.click("button:has-text('Send')")
    assert page.inner_text("h1") == "Your program is open"
    check_accessible(page)
    return Program.objects.get()


def sign_up(page: Page, button: str, topic: str, *, writes: str) -> None:
    """Four questions, looked over and done; axe looks at every page."""
    page.goto("/g/riverside/mentorship/")
    check_accessible(page)
    page.locator(f"a:has-text('{button}') >> visible=true").first.click()
    check_accessible(page)
    page.check(f"text={topic}")
    page.click("text=Continue")
    check_accessible(page)
    page.fill("textarea[name=about_words]", writes)
    page.click("text=Continue")
    check_accessible(page)
    page.click("text=Continue")
    page.check("text=Phone")
    page.check("text=Evenings")
    check_accessible(page)
    page.click("text=Continue")
    assert page.inner_text("h1") == "Is this right?"
    assert writes in page.inner_text("main")
    check_accessible(page)
    page.click("text=Sign me up")
    assert page.inner_text("h1") == "You are signed up"
    check_accessible(page)


def test_an_organizer_launches_and_two_people_sign_up(group: Group, browse: Browse, site: str) -> None:
    program = launched(group, browse, site)
    robert, leila = cast.member(group, cast.person("Robert")), cast.member(group, cast.person("Leila"))

    mentor = sign_in(browse(dark=True), site, robert)
    sign_up(mentor, "Offer to be a mentor", "Interviews", writes="I keep an allotment")
    mentee = sign_in(browse(phone=True), site, leila)
    sign_up(mentee, "Ask for a mentor", "Interviews", writes="I repair bicycles")

    mentee.goto(f"/g/riverside/mentorship/{program.pk}/people/")
    check_accessible(mentee)
    mentee.click("text=Robert")
    assert "You both said: Interviews" in mentee.inner_text("main")
    check_accessible(mentee)
    assert Enrollment.objects.active().count() == 2


def test_signing_up_needs_no_script(group: Group, browse: Browse, site: str) -> None:
    cast.organizer(group)
    program = cast.program(group, topics=["Interviews", "Confidence"], sign_up_closes_on=None)
    page = sign_in(browse(javascript=False, phone=True), site, cast.member(group, cast.person("Leila")))

    page.goto(f"/g/riverside/mentorship/{program.pk}/join/mentee/")
    page.check("text=Interviews")
    page.click("text=Continue")
    page.click("button:has-text('Skip')")
    page.click("button:has-text('Skip')")
    page.check("text=Phone")
    page.click("text=Continue")
    assert page.inner_text("h1") == "Is this right?"
    page.click("text=Sign me up")

    assert page.inner_text("h1") == "You are signed up"


def test_words_are_saved_while_they_are_written(group: Group, browse: Browse, site: str) -> None:
    program = cast.program(group, topics=["Interviews", "Confidence"], sign_up_closes_on=None)
    page = sign_in(browse(), site, cast.member(group, cast.person("Leila")))

    page.goto(f"/g/riverside/mentorship/{program.pk}/join/mentee/1/")
    page.fill("textarea[name=help_words]", "I go blank")
    page.wait_for_selector("text=Saved at")
    page.reload()

    assert page.input_value("textarea[name=help_words]") == "I go blank"


def test_every_page_of_an_organizer_is_accessible(group: Group, browse: Browse, site: str) -> None:
    program = launched(group, browse, site, dark=True)
    cast.mentee(program, state="applied", applied_at=program.launched_at)
    cast.mentor(program)
    page = sign_in(browse(phone=True), site, Person.objects.get(first_name="Amara"))
    manage = f"/g/riverside/manage/mentorship/{program.pk}"
    for address in (
        "/g/riverside/manage/mentorship/", "/g/riverside/manage/mentorship/new/", f"{manage}/settings/",
        f"{manage}/questions/", f"{manage}/steps/", f"{manage}/steps/new/", f"{manage}/people/",
        f"{manage}/applications/", f"{manage}/poster/", f"{manage}/close/", "/g/riverside/manage/roster/",
    ):  # fmt: skip
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        check_accessible(page)
