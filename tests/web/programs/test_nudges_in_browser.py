"""The pages of nudging on a phone in the dark and on a wide screen: accessible, and never wider than the screen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.journeys.commands.extras import open_extra_step
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.programs.commands.extra_steps import first_extra_steps
from alongside.domain.programs.models import ExtraStep
from alongside.domain.spaces.commands.items import send_message
from alongside.kernel import clock
from tests import cast
from tests.domain.mentorships.nudged import pair
from tests.plugins.browser import Browse, check_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "keys"])]


def as_somebody(page: Any, who: Any, site: str) -> None:
    client = Client()
    client.force_login(who)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)])
def test_the_pages_of_nudging_are_accessible_and_do_not_scroll_sideways(
    browse: Browse, site: str, phone: bool, dark: bool
) -> None:
    nudged = pair(at=clock.now() - timedelta(days=1))
    first_extra_steps(nudged.program, "en")
    nudged.program.steps.filter(position=3).update(role="mentee")
    robert = nudged.program.enrollments.get(person=nudged.robert)
    begin_mentorship(nudged.program, [robert, cast.mentee(nudged.program, cast.person("Noor"))], at=clock.now())
    extra = ExtraStep.objects.filter(program=nudged.program, trigger="no_meeting").get()
    send_message(nudged.mentorship.space, nudged.robert, "Hello", at=clock.now())
    share_answer(nudged.mentorship.journey, nudged.robert, 1, "I am seventy.", at=clock.now())
    open_extra_step(nudged.mentorship.journey, nudged.leila.pk, extra.pk, at=clock.now())
    base = f"/g/{nudged.program.group.slug}/manage/mentorship/{nudged.program.pk}/"
    week = nudged.program.steps.get(position=5)
    visits = {
        nudged.amara: [
            f"{base}nudges/", f"{base}calendar/", f"{base}calendar/?shows=silent", f"{base}extra-steps/",
            f"{base}extra-steps/{extra.pk}/", f"{base}steps/", f"{base}steps/{week.pk}/",
        ],
        nudged.leila: [f"/p/{nudged.mentorship.pk}/", "/settings/away/", "/settings/"],
        nudged.robert: ["/p/?all=1"],
    }  # fmt: skip
    for who, addresses in visits.items():
        page = browse(phone=phone, dark=dark)
        as_somebody(page, who, site)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            if "nudges" in address:
                page.locator("summary").nth(3).click()
            check_accessible(page)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{address} scrolls sideways by {wide} pixels"
