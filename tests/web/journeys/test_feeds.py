from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from alongside.domain.journeys.commands.meetings import cancel_meeting, plan_meeting, propose_meeting
from alongside.domain.journeys.models import CalendarFeed, Meeting, Walker
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.people.models import Person
from alongside.kernel import clock
from tests import cast
from tests.domain.journeys import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> walk.Pair:
    return walk.pair(at=clock.now() - timedelta(days=3))


def planned(pair: walk.Pair, days: int = 3) -> Meeting:
    at = clock.now()
    meeting = propose_meeting(
        pair.journey, pair.robert, [at + timedelta(days=days)], how="video", place="https://meet.example/canary", at=at
    )
    return plan_meeting(meeting, pair.leila, meeting.proposals[0], at=at)


def address_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    page = client.post("/settings/calendar/").content.decode()
    return "/calendar/" + page.split("/calendar/")[1].split('"')[0]


def read(address: str) -> Any:
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content)


def test_a_calendar_reads_when_but_never_with_whom_or_where(pair: walk.Pair) -> None:
    meeting = planned(pair)

    calendar = read(address_of(pair.leila))

    (event,) = calendar.walk("VEVENT")
    assert event["summary"] == "Meeting"
    assert event.decoded("dtstart") == meeting.starts_at.replace(microsecond=0)
    assert b"Robert" not in calendar.to_ical()
    assert b"canary" not in calendar.to_ical()
    assert b"mailto" not in calendar.to_ical().lower()


def test_a_canceled_meeting_is_marked_so_and_a_parser_sees_a_newer_revision(pair: walk.Pair) -> None:
    meeting, address = planned(pair), address_of(pair.leila)
    before = read(address).walk("VEVENT")[0]

    cancel_meeting(meeting, pair.robert, at=clock.now())

    (after,) = read(address).walk("VEVENT")
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["status"] == "CANCELLED"


def test_a_new_address_ends_the_old_one_and_stopping_ends_it_for_good(pair: walk.Pair) -> None:
    old = address_of(pair.leila)
    new = address_of(pair.leila)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200

    client = Client()
    client.force_login(pair.leila)
    client.post("/settings/calendar/stop/")

    assert Client().get(new).status_code == 404


def test_the_secret_is_nowhere_in_the_database_and_the_page_says_it_once(pair: walk.Pair) -> None:
    secret = address_of(pair.leila).removeprefix("/calendar/").removesuffix(".ics")
    client = Client()
    client.force_login(pair.leila)

    assert secret not in str(CalendarFeed.objects.values())
    assert secret not in client.get("/settings/calendar/").content.decode()


def test_what_somebody_left_is_gone_from_their_calendar(pair: walk.Pair) -> None:
    planned(pair)
    address = address_of(pair.leila)

    Walker.objects.filter(person=pair.leila).update(left_at=clock.now())

    assert read(address).walk("VEVENT") == []


@pytest.mark.parametrize("secret", ["x", "%00", "a" * 5000])
def test_a_wrong_address_reads_like_no_page(secret: str) -> None:
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_somebody_suspended_has_no_calendar(pair: walk.Pair) -> None:
    address = address_of(pair.leila)

    Person.objects.filter(pk=pair.leila.pk).update(suspended_at=clock.now())

    assert Client().get(address).status_code == 404


def test_proposing_begins_with_times_that_suit_both(pair: walk.Pair) -> None:
    sides = [cast.mentor(pair.program, pair.robert), cast.mentee(pair.program, pair.leila)]
    room = begin_mentorship(pair.program, sides, at=clock.now())
    client = Client()
    client.force_login(pair.leila)

    page = client.get(f"/p/{room.pk}/meetings/propose/").content.decode()

    assert "These times suit everyone" in page
    assert len(re.findall(r'value="\d{4}-\d\d-\d\d"', page)) == 3
