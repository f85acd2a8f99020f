"""The worker's part of a journey: openings and reminders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.domain.events.models import Event
from alongside.domain.journeys.commands.answers import share_answer, skip_step
from alongside.domain.journeys.commands.journeys import change_pace, finish_journey, pause_journey, resume_journey
from alongside.domain.journeys.jobs import open_due_steps, remind_of_steps
from alongside.domain.journeys.models import StepOpening
from tests import cast
from tests.cast import MONDAY
from tests.domain.journeys.walk import pair

pytestmark = pytest.mark.django_db
NEXT_MONDAY = MONDAY + timedelta(weeks=1)


def _told(name: str) -> int:
    return Event.objects.filter(name=f"journeys.{name}").count()


def _live(days: float, start: datetime = MONDAY, step: timedelta = timedelta(hours=1)) -> None:
    """The worker looks every hour, twice each time, as two workers would."""
    at = start
    while at <= start + timedelta(days=days):
        for _ in range(2):
            open_due_steps(at)
            remind_of_steps(at)
        at += step


def test_the_first_step_is_open_from_the_start_and_no_letter_repeats_the_introduction():
    walk = pair()

    assert walk.walker(walk.leila).position == 1
    assert walk.walker(walk.leila).next_step_on == NEXT_MONDAY.date()
    assert _told("StepOpened") == 0


def test_the_second_step_opens_on_monday_at_nine_where_each_lives():
    robert, leila = cast.person("Robert", time_zone="Pacific/Auckland"), cast.person(time_zone="America/Lima")
    walk = pair(mentor=robert, mentee=leila)

    _live(8)

    opened = {o.walker.person_id: o.opened_at for o in StepOpening.objects.filter(step__position=2)}
    # Nine in Auckland (UTC+12) is Sunday evening in UTC; nine in Lima (UTC-5) is Monday afternoon.
    assert opened[walk.robert.pk] == datetime(2026, 4, 12, 21, 0, tzinfo=UTC)
    assert opened[walk.leila.pk] == datetime(2026, 4, 13, 14, 0, tzinfo=UTC)


def test_four_weeks_open_four_steps_once_for_each_and_then_no_more():
    walk = pair()

    _live(50, step=timedelta(hours=3))

    assert StepOpening.objects.count() == 8
    assert _told("StepOpened") == 6
    assert walk.walker(walk.leila).next_step_on is None


def test_a_worker_that_slept_for_weeks_opens_one_step_and_not_all():
    pair()

    open_due_steps(MONDAY + timedelta(days=24))

    assert _told("StepOpened") == 2


def test_thursday_reminds_once_and_only_who_has_not_answered():
    walk = pair()
    share_answer(walk.journey, walk.robert, 1, "I am seventy.", at=MONDAY)

    _live(6)

    (reminded,) = Event.objects.filter(name="journeys.StepReminded")
    assert reminded.payload["person_id"] == str(walk.leila.pk)
    assert reminded.occurred_at == MONDAY + timedelta(days=3)


def test_a_skipped_week_reminds_nobody():
    walk = pair()
    skip_step(walk.journey, walk.leila, 1, at=MONDAY)

    _live(6)

    assert _told("StepReminded") == 0


def test_a_break_opens_nothing_and_resuming_opens_the_next_monday():
    walk = pair()
    pause_journey(walk.journey, until=date(2026, 4, 27), at=MONDAY)

    _live(20)
    assert _told("StepOpened") == 0
    assert _told("StepReminded") == 0

    resume_journey(walk.journey, at=datetime(2026, 4, 27, 0, 0, tzinfo=UTC))
    _live(8, start=datetime(2026, 4, 27, tzinfo=UTC))
    assert _told("StepOpened") == 2


def test_walking_slower_opens_every_other_monday():
    walk = pair()
    change_pace(walk.journey, walk.leila, "slower", at=MONDAY)

    _live(8)
    assert _told("StepOpened") == 0

    _live(35)
    assert walk.walker(walk.leila).position == 3


def test_a_finished_journey_opens_nothing():
    walk = pair()
    finish_journey(walk.journey, at=MONDAY)

    _live(10)

    assert _told("StepOpened") == 0


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_a_year_of_mondays_opens_each_step_at_nine_through_every_change_of_the_clock(zone):
    from zoneinfo import ZoneInfo

    pair(weeks=52, mentor=cast.person("Robert", time_zone=zone), mentee=cast.person(time_zone=zone))
    at = MONDAY
    while at < MONDAY + timedelta(days=372):
        open_due_steps(at)
        at += timedelta(minutes=30) if at.astimezone(ZoneInfo(zone)).weekday() == 0 else timedelta(hours=6)

    later = StepOpening.objects.filter(step__position__gt=1)
    clock = [o.opened_at.astimezone(ZoneInfo(zone)) for o in later]
    assert len(clock) == 102
    assert all((when.weekday(), when.hour) == (0, 9) and when.minute < 30 for when in clock)
