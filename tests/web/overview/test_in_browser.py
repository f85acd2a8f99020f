from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.safety.commands.reports import Evidence, Subject, make_report
from alongside.domain.spaces.models import Item
from alongside.kernel import clock
from tests import cast
from tests.domain.insights.season import NOW, Season
from tests.plugins.browser import Browse, check_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.travelled(NOW):
        yield


def as_somebody(page: Any, who: Any, site: str) -> None:
    """Bring a session along, as signing in leaves it."""
    client = Client()
    client.force_login(who)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)])
def test_the_pages_of_care_are_accessible_and_do_not_scroll_sideways(
    browse: Browse, site: str, phone: bool, dark: bool
) -> None:
    season = Season()
    pair = season.talking()
    season.asking("only for you")
    season.pair(mentee="Tom", mentor="Winston")
    leila, robert = season.mentee_of(pair), season.mentor_of(pair)
    said = Item.objects.get(space=pair.space, author=robert)
    report = make_report(
        leila,
        Subject(f"item:{said.pk}", about=robert.pk, group=season.group.pk, mentorship=pair.pk),
        kind="money",
        words="He asks for money",
        items=[Evidence(f"item:{said.pk}", robert.pk, said.said_at, "hello")],
        stop_contact=True,
        at=NOW,
    )
    hand_on_waiting_events(REACTIONS, at=NOW)
    operator = cast.person("Olu", is_operator=True)
    reports = f"/g/{season.group.slug}/manage/reports/"
    visits = {
        season.amara: [
            season.base,
            f"{season.base}write/?to=quiet",
            f"{season.base}numbers/",
            reports,
            f"{reports}{report.pk}/",
        ],
        leila: [
            "/notices/",
            "/settings/notices/",
            f"/report/?about=item:{said.pk}",
            f"/report/{report.pk}/",
            f"/block/{robert.pk}/",
            f"/safety/and-help/?about=mentorship:{pair.pk}",
            "/report/",
            "/help-now/",
        ],
        operator: [
            "/operator/",
            "/operator/email/",
            "/operator/people/",
            f"/operator/people/{leila.pk}/",
            "/operator/groups/",
            "/demo/mail/",
        ],
    }

    for who, addresses in visits.items():
        page = browse(phone=phone, dark=dark)
        as_somebody(page, who, site)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
            check_accessible(page)


def test_reporting_and_writing_work_without_javascript(browse: Browse, site: str) -> None:
    season = Season()
    pair = season.talking()
    season.pair(mentee="Tom", mentor="Winston")
    leila, robert = season.mentee_of(pair), season.mentor_of(pair)
    said = Item.objects.get(space=pair.space, author=robert)

    page = browse(javascript=False)
    as_somebody(page, leila, site)
    page.goto(f"/report/?about=message:{said.pk}")
    page.get_by_label("Asks for money or private details").check()
    page.get_by_role("button", name="Send report").click()
    assert page.get_by_role("heading", name="Thank you for telling us").is_visible()

    page = browse(javascript=False)
    as_somebody(page, season.amara, site)
    page.goto(season.base)
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_text("Taken back. Nobody has heard anything.").is_visible()
