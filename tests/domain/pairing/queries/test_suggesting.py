from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import MentorRequest
from alongside.domain.pairing.queries.suggesting import suggest_mentors
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


def _names(mentee: Enrollment) -> list[str]:
    return [mentor.person.first_name for mentor, _fit in suggest_mentors(mentee, at=MONDAY)]


def test_five_mentors_who_fit_come_with_a_reason_each_the_best_first(program: Program) -> None:
    leila = cast.mentee(program, topics=["Interviews", "My CV"])
    for number in range(8):
        cast.mentor(program, cast.person(f"Mentor{number}"), topics=["Interviews"])
    cast.mentor(program, cast.person("Best"), topics=["Interviews", "My CV"])
    cast.mentor(program, cast.person("Other"), topics=["Welding"])

    found = suggest_mentors(leila, at=MONDAY)

    assert len(found) == 5
    assert found[0][0].person.first_name == "Best"
    assert all(fit.fit.reasons["mentee"] for _mentor, fit in found)
    assert "Other" not in _names(leila)


def test_full_silent_paused_and_blocked_mentors_are_not_suggested(program: Program) -> None:
    leila = cast.mentee(program)
    cast.mentor(program, cast.person("Free"))
    full = cast.mentor(program, cast.person("Full"), capacity=1)
    begin_mentorship(program, [cast.mentee(program, cast.person("Tom")), full], at=MONDAY)
    silent = cast.mentor(program, cast.person("Silent"), capacity=9)
    begin_mentorship(program, [cast.mentee(program, cast.person("Ana")), silent], at=MONDAY - timedelta(days=22))
    cast.mentor(program, cast.person("Paused"), state=Enrollment.State.PAUSED)
    blocked = cast.mentor(program, cast.person("Blocked"))
    Block.objects.create(blocker=blocked.person, blocked=leila.person, made_at=MONDAY)

    assert _names(leila) == ["Free"]


def test_a_mentor_heard_of_within_21_days_is_suggested_still(program: Program) -> None:
    leila = cast.mentee(program)
    busy = cast.mentor(program, cast.person("Busy"), capacity=9)
    begin_mentorship(program, [cast.mentee(program, cast.person("Ana")), busy], at=MONDAY - timedelta(days=20))

    assert _names(leila) == ["Busy"]


def test_somebody_they_asked_already_is_not_suggested_again(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    asked = MentorRequest.objects.create(
        mentee=leila, mentor=robert, asked_by=leila.person, requested_at=MONDAY, state=MentorRequest.State.OPEN
    )

    assert _names(leila) == []
    MentorRequest.objects.filter(pk=asked.pk).update(state=MentorRequest.State.WITHDRAWN)
    assert _names(leila) == ["Robert"]
