"""A whole season in a real browser, from an empty database to the history of a pair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from alongside.domain.people.setup_code import setup_code
from alongside.kernel import clock
from tests.plugins.browser import Browse
from tests.stories.visitors import Visitor, let_the_worker_work, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_MONDAY = datetime(2026, 4, 6, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    with clock.travelled(A_MONDAY):
        yield


def test_a_season_from_an_empty_database_to_the_history_of_a_pair(browse: Browse) -> None:
    amara = Visitor(browse(), "Amara")
    invitation = opens_the_site_and_starts_a_group(amara)
    program = launches_a_program(amara)
    print(invitation, program)


def opens_the_site_and_starts_a_group(amara: Visitor) -> str:
    """The first account, the first group, and a link to invite people with."""
    amara.goes_to("/").sees("Open this site").finds_it_accessible()
    amara.writes("Code from the server", setup_code()).writes("First name", "Amara")
    amara.writes("Email address", amara.email).presses("Create the first account").is_welcomed()
    amara.goes_to("/groups/new/").is_welcomed().finds_it_accessible()
    amara.writes("Name", "Riverside Job Club").chooses("Professional").presses("Start this group")
    amara.sees("Riverside Job Club").finds_it_accessible()
    amara.goes_to("/g/riverside-job-club/manage/invitations/").presses("Make a link").finds_it_accessible()
    link = amara.page.get_by_label("Invitation link").first.input_value()
    return link.split("127.0.0.1")[1].split("/", 1)[1]


def launches_a_program(amara: Visitor) -> str:
    """Three presses from the empty tab to a program that is open."""
    amara.goes_to("/g/riverside-job-club/mentorship/").sees("Career advancement").finds_it_accessible()
    amara.presses("Use career advancement").finds_it_accessible()
    amara.presses("Launch and tell members").finds_it_accessible()
    amara.presses("Send").sees("Your program is open").finds_it_accessible()
    clock.travel(clock.now() + timedelta(minutes=11))
    let_the_worker_work()
    return amara.page.url


_ = travel
