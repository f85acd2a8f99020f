from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.commands.introductions import (
    AlreadyTold,
    Plan,
    begin_introduction,
    plan_introductions,
    take_back_introductions,
)
from alongside.domain.mentorships.jobs import begin_due_introductions
from alongside.domain.mentorships.models import Introduction, Mentorship
from alongside.domain.mentorships.queries import places_left
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(minutes=10)


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


@pytest.fixture
def amara(program: Program) -> Person:
    return cast.organizer(program.group)


def _plan(program: Program, amara: Person, *pairs: tuple[Enrollment, Enrollment]) -> list[Introduction]:
    plans = [Plan(uuid4(), mentee.pk, mentor.pk) for mentee, mentor in pairs]
    return plan_introductions(program, plans, by=amara, words="", begins_at=LATER, at=MONDAY)


def _rows(introductions: list[Introduction]) -> QuerySet[Introduction]:
    return Introduction.objects.filter(pk__in=[each.pk for each in introductions])


def test_nobody_is_paired_before_the_moment_but_the_place_is_held(program: Program, amara: Person) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program, capacity=1)
    _plan(program, amara, (leila, robert))

    begin_due_introductions(LATER - timedelta(seconds=1))

    assert places_left(robert) == 0
    assert not Mentorship.objects.exists()


def test_the_pair_begins_when_the_moment_comes_and_only_once(program: Program, amara: Person) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program, capacity=1)
    (introduction,) = _plan(program, amara, (leila, robert))

    begin_due_introductions(LATER)
    begin_due_introductions(LATER)
    begin_introduction(introduction, at=LATER)

    assert Mentorship.objects.count() == 1
    assert Mentorship.objects.get().introduction == introduction


def test_undo_gives_every_place_back(program: Program, amara: Person) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program, capacity=1)
    introductions = _plan(program, amara, (leila, robert))

    take_back_introductions(
        Introduction.objects.filter(pk__in=[each.pk for each in introductions]), at=LATER - timedelta(seconds=1)
    )
    begin_due_introductions(LATER)

    assert places_left(robert) == 1
    assert not Mentorship.objects.exists()


def test_what_was_told_cannot_be_taken_back(program: Program, amara: Person) -> None:
    introductions = _plan(program, amara, (cast.mentee(program), cast.mentor(program)))

    with pytest.raises(AlreadyTold):
        take_back_introductions(_rows(introductions), at=LATER)


def test_a_mentor_is_planned_for_no_more_people_than_there_is_room(program: Program, amara: Person) -> None:
    robert = cast.mentor(program, capacity=2)

    introductions = _plan(program, amara, *((cast.mentee(program), robert) for _ in range(3)))

    assert sorted(each.skipped for each in introductions) == ["", "", "full"]


@pytest.mark.parametrize(
    ("what", "skipped"), [("left", "left"), ("paused", "paused"), ("blocked", "not_possible"), ("suspended", "left")]
)
def test_somebody_who_left_meanwhile_is_skipped_and_the_rest_goes_on(
    program: Program, amara: Person, what: str, skipped: str
) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    gone, _ = _plan(program, amara, (leila, robert), (cast.mentee(program), cast.mentor(program)))
    if what == "blocked":
        Block.objects.create(blocker=leila.person, blocked=robert.person, made_at=MONDAY)
    elif what == "suspended":
        Person.objects.filter(pk=robert.person_id).update(suspended_at=MONDAY)
    else:
        Enrollment.objects.filter(pk=leila.pk).update(state=what)

    begin_due_introductions(LATER)

    gone.refresh_from_db()
    assert (gone.state, gone.skipped) == (Introduction.State.SKIPPED, skipped)
    assert Mentorship.objects.count() == 1
