"""A mentor somebody waits for is asked kindly, once, and rests from suggestions a week later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.pairing.jobs import ask_silent_mentors
from alongside.domain.pairing.loading import load_field
from alongside.domain.people.models import Person
from tests.cast import MONDAY
from tests.domain.mentorships.nudged import DAY, Nudged, pair, told

pytestmark = pytest.mark.django_db


def look(day: int) -> None:
    at = MONDAY + day * DAY
    ask_silent_mentors(at)
    hand_on_waiting_events(REACTIONS, at=at)


def has_room(nudged: Nudged, day: int) -> bool:
    return len(load_field(nudged.program, MONDAY + day * DAY).mentors) == 1


def test_a_silent_mentor_is_asked_once_then_rests_and_is_back_by_looking_in() -> None:
    nudged = pair()
    Person.objects.filter(pk=nudged.robert.pk).update(last_login=MONDAY)

    for day in range(20):
        look(day)
    assert told("mentor_asked") == [("Robert", "21 Apr")]
    assert has_room(nudged, 20)
    assert not has_room(nudged, 22)

    Person.objects.filter(pk=nudged.robert.pk).update(last_login=MONDAY + 23 * DAY)
    assert has_room(nudged, 23)
    for day in range(24, 40):
        look(day)
    assert len(told("mentor_asked")) == 2  # another silence, another question


def test_who_said_that_they_are_away_is_not_asked_and_not_suggested() -> None:
    nudged = pair()
    away_until = (MONDAY + 30 * DAY).date()
    Person.objects.filter(pk=nudged.robert.pk).update(last_login=MONDAY, away_until=away_until)

    for day in range(29):
        look(day)

    assert not told("mentor_asked")
    assert not has_room(nudged, 10)
    Person.objects.filter(pk=nudged.robert.pk).update(last_login=MONDAY + timedelta(days=30))
    assert has_room(nudged, 30)
