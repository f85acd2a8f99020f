from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.groups.commands.gatherings import cancel_gathering, plan_gathering
from alongside.domain.groups.models import Gathering
from alongside.kernel import clock
from tests import cast
from tests.cast import MONDAY
from tests.domain.groups.commands.test_gatherings import PLAN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.travelled(MONDAY):
        yield


def filled(**other: str) -> dict[str, str]:
    day = (MONDAY + timedelta(days=3)).date().isoformat()
    return {"title": "Library evening", "day": day, "time": "19:30", "minutes": "90", "place": "The library", **other}


def test_an_organizer_plans_by_their_own_clock_and_a_member_reads_by_theirs(client: Client) -> None:
    group = cast.group()
    amara = cast.organizer(group, cast.person("Amara", time_zone="Europe/Berlin"))
    leila = cast.member(group, cast.person("Leila", time_zone="America/New_York"))

    client.force_login(amara)
    client.post(f"/g/{group.slug}/events/plan/", filled())
    client.force_login(leila)
    page = client.get(f"/g/{group.slug}/events/").content.decode()

    assert "Library evening" in page
    assert "1:30 pm" in page
    assert "Plan one" not in page
    assert "Library evening" in client.get("/today/").content.decode()


def test_a_time_that_has_passed_is_said_at_the_field_and_all_words_stay(client: Client) -> None:
    group = cast.group()
    client.force_login(cast.organizer(group))

    page = client.post(f"/g/{group.slug}/events/plan/", filled(day="2020-01-01", words="Bring tea")).content.decode()

    assert "Choose a time from now onwards." in page
    assert "Bring tea" in page
    assert not Gathering.objects.exists()


def test_only_organizers_plan_and_only_members_read(client: Client) -> None:
    group = cast.group(visibility="public")
    gathering = plan_gathering(group, PLAN, by=cast.organizer(group), at=MONDAY)
    member, outsider = cast.member(group), cast.person("Noor")
    base = f"/g/{group.slug}/events/"

    def answers(who: Any) -> list[int]:
        client.force_login(who)
        return [
            client.get(base).status_code,
            client.get(f"{base}{gathering.pk}/event.ics").status_code,
            client.get(f"{base}{gathering.pk}/change/").status_code,
            client.post(f"{base}plan/", filled()).status_code,
            client.post(f"{base}{gathering.pk}/cancel/").status_code,
        ]

    assert answers(member) == [200, 200, 403, 403, 403]
    assert answers(outsider) == [403, 403, 403, 403, 403]
    assert Gathering.objects.count() == 1


def test_a_calendar_learns_that_it_was_called_off(client: Client) -> None:
    group = cast.group()
    amara = cast.organizer(group)
    gathering = plan_gathering(group, PLAN, by=amara, at=MONDAY)
    client.force_login(amara)
    address = f"/g/{group.slug}/events/{gathering.pk}/event.ics"
    before = client.get(address).content.decode()

    client.post(f"/g/{group.slug}/events/{gathering.pk}/cancel/")
    after = client.get(address).content.decode()

    assert "STATUS:CONFIRMED" in before
    assert "STATUS:CANCELLED" in after
    assert "SEQUENCE:1" in after
    assert "Called off" in client.get(f"/g/{group.slug}/events/").content.decode()


def test_an_organizer_changes_what_stands_there(client: Client) -> None:
    group = cast.group()
    amara = cast.organizer(group)
    gathering = plan_gathering(group, PLAN, by=amara, at=MONDAY)
    client.force_login(amara)
    address = f"/g/{group.slug}/events/{gathering.pk}/change/"

    assert 'value="Library evening"' in client.get(address).content.decode()
    client.post(address, filled(place="The park"))

    gathering.refresh_from_db()
    assert gathering.place == "The park"


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_takes_as_many_queries_for_many_as_for_one(client: Client, count: int) -> None:
    group = cast.group()
    amara = cast.organizer(group)
    for number in range(count):
        plan_gathering(group, replace(PLAN, title=f"Evening {number}"), by=amara, at=MONDAY)
    cancel_gathering(plan_gathering(group, PLAN, by=amara, at=MONDAY), by=amara, at=MONDAY)
    client.force_login(amara)
    client.get(f"/g/{group.slug}/events/")

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/g/{group.slug}/events/")

    assert len(asked) == QUERIES


QUERIES = 9
