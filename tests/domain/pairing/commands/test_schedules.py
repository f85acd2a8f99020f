from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.models import Event
from alongside.domain.mentorships.models import Introduction
from alongside.domain.pairing.commands.schedules import OddSchedule, schedule_rounds, stop_schedule
from alongside.domain.pairing.jobs import run_due_schedules
from alongside.domain.pairing.models import Match, Round
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY
from tests.domain.pairing.board import people, people_too_many_to_be_sure

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


@pytest.fixture
def amara(program: Program) -> Person:
    return cast.organizer(program.group)


def _schedule(program: Program, amara: Person, **options: Any) -> None:
    options = {"every_weeks": 1, "next_at": MONDAY, "least_band": "strong", "least_share": 50, **options}
    schedule_rounds(program, by=amara, words="Hello", **options)


def test_a_good_round_introduces_its_strong_pairs_and_can_be_taken_back(program: Program, amara: Person) -> None:
    people(program, mentees=4, mentors=4)
    _schedule(program, amara)

    assert run_due_schedules(MONDAY) == 1
    assert run_due_schedules(MONDAY) == 0

    assert Introduction.objects.waiting().count() == 4
    assert Round.objects.get().can_be_undone(MONDAY + timedelta(minutes=9))
    assert Event.objects.filter(name="pairing.RoundIntroducedItself").count() == 1


def test_too_many_people_to_be_sure_ends_a_scheduled_round_without_anybody_introduced(
    program: Program, amara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alongside.matching.sources.MarketSource.dearest", 1)
    people_too_many_to_be_sure(program)
    _schedule(program, amara)

    assert run_due_schedules(MONDAY) == 0

    assert Round.objects.get().state == Round.State.FAILED
    assert not Introduction.objects.exists()
    assert set(Event.objects.filter(name__startswith="pairing.").values_list("name", flat=True)) == {
        "pairing.RoundRequested",
        "pairing.RoundFailed",
    }


def test_below_the_share_of_people_nobody_is_introduced(program: Program, amara: Person) -> None:
    people(program, mentees=8, mentors=2)
    _schedule(program, amara)

    run_due_schedules(MONDAY)

    assert not Introduction.objects.exists()
    assert Round.objects.get().state == Round.State.PROPOSED
    assert Event.objects.filter(name="pairing.RoundHeldBack").count() == 1


def test_pairs_that_are_not_good_enough_are_left_for_the_organizer(program: Program, amara: Person) -> None:
    people(program, mentees=3, mentors=3)
    Enrollment.objects.filter(person__first_name="Mentee0").update(reach_ways=["chat"])
    Enrollment.objects.filter(person__first_name="Mentor0").update(reach_ways=["in_person"])
    _schedule(program, amara)

    run_due_schedules(MONDAY)

    assert Introduction.objects.waiting().count() == 2
    assert Match.objects.get(mentee__person__first_name="Mentee0").ticked is False


def test_a_score_below_the_cut_off_is_never_introduced(program: Program, amara: Person) -> None:
    people(program, mentees=3, mentors=3)
    _schedule(program, amara, least_score=1.0, least_share=0)

    run_due_schedules(MONDAY)

    assert not Introduction.objects.exists()


def test_the_next_round_comes_after_its_weeks_and_stops_when_told(program: Program, amara: Person) -> None:
    people(program, mentees=8, mentors=2)
    _schedule(program, amara, every_weeks=2)
    run_due_schedules(MONDAY)

    assert run_due_schedules(MONDAY + timedelta(days=13)) == 0
    assert Round.objects.count() == 1
    run_due_schedules(MONDAY + timedelta(days=14))
    assert Round.objects.count() == 2
    stop_schedule(program)
    run_due_schedules(MONDAY + timedelta(days=60))
    assert Round.objects.count() == 2


def test_a_schedule_has_one_of_the_lengths_on_the_page(program: Program, amara: Person) -> None:
    with pytest.raises(OddSchedule):
        _schedule(program, amara, every_weeks=3)
