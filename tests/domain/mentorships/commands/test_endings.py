from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.mentorships.commands.endings import (
    MentorshipOver,
    UnknownLength,
    complete_mentorship,
    end_mentorship,
    extend_mentorship,
    pause_mentorship,
    resume_mentorship,
)
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.jobs import end_mentorships_of_closed_programs, resume_due_mentorships
from alongside.domain.mentorships.models import Closure, Mentorship
from alongside.domain.mentorships.queries import places_left
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Mentorship:
    program = cast.program(cast.group())
    return begin_mentorship(program, [cast.mentee(program), cast.mentor(program, capacity=1)], at=MONDAY)


def _part(pair: Mentorship, role: str):  # type: ignore[no-untyped-def]
    return pair.participants.select_related("enrollment", "person").get(role=role)


def test_a_break_moves_the_end_and_stops_the_steps(pair: Mentorship) -> None:
    ends_on = pair.ends_on
    assert ends_on is not None

    pause_mentorship(pair, by=_part(pair, "mentee").person, weeks=2, at=MONDAY)

    pair.refresh_from_db()
    assert pair.state == Mentorship.State.PAUSED
    assert pair.ends_on == ends_on + timedelta(weeks=2)
    assert pair.journey.paused_until == pair.paused_until == MONDAY.date() + timedelta(weeks=2)


def test_a_break_ends_by_itself(pair: Mentorship) -> None:
    pause_mentorship(pair, by=_part(pair, "mentee").person, weeks=1, at=MONDAY)

    resume_due_mentorships(MONDAY + timedelta(days=6))
    assert Mentorship.objects.get().state == Mentorship.State.PAUSED
    resume_due_mentorships(MONDAY + timedelta(days=7))
    assert Mentorship.objects.get().state == Mentorship.State.ACTIVE


def test_a_break_has_one_of_the_lengths_on_the_page(pair: Mentorship) -> None:
    with pytest.raises(UnknownLength):
        pause_mentorship(pair, by=_part(pair, "mentee").person, weeks=3, at=MONDAY)


def test_not_right_for_me_puts_the_mentee_first_and_frees_the_mentor(pair: Mentorship) -> None:
    leila, robert = _part(pair, "mentee"), _part(pair, "mentor")

    end_mentorship(pair, kind=Closure.Kind.NOT_RIGHT, by=leila.person, at=MONDAY)

    leila.enrollment.refresh_from_db()
    assert leila.enrollment.waiting_since == leila.enrollment.enrolled_at
    assert places_left(robert.enrollment) == places_left(leila.enrollment) == 1


def test_the_end_keeps_everything_readable_and_lets_nobody_write(pair: Mentorship) -> None:
    end_mentorship(pair, kind=Closure.Kind.EARLY, by=_part(pair, "mentor").person, at=MONDAY)

    pair.refresh_from_db()
    assert not pair.space.is_open
    assert pair.space.members.filter(left_at=None).count() == 2
    assert pair.journey.finished_at == MONDAY


def test_a_mentee_who_ends_it_is_not_put_first(pair: Mentorship) -> None:
    leila = _part(pair, "mentee")

    end_mentorship(pair, kind=Closure.Kind.EARLY, by=leila.person, at=MONDAY)

    leila.enrollment.refresh_from_db()
    assert leila.enrollment.waiting_since is None


def test_nothing_follows_an_end(pair: Mentorship) -> None:
    leila = _part(pair, "mentee").person
    complete_mentorship(pair, by=leila, goal_met=True, at=MONDAY)

    for act in (
        lambda: pause_mentorship(pair, by=leila, weeks=1, at=MONDAY),
        lambda: resume_mentorship(pair, by=leila, at=MONDAY),
        lambda: extend_mentorship(pair, by=leila, weeks=2, at=MONDAY),
        lambda: complete_mentorship(pair, by=leila, goal_met=False, at=MONDAY),
        lambda: end_mentorship(pair, kind=Closure.Kind.EARLY, by=leila, at=MONDAY),
    ):
        with pytest.raises(MentorshipOver):
            act()
    assert Closure.objects.get().kind == Closure.Kind.GOAL_MET


def test_more_time_moves_the_end(pair: Mentorship) -> None:
    ends_on = pair.ends_on
    assert ends_on is not None

    extend_mentorship(pair, by=_part(pair, "mentor").person, weeks=4, at=MONDAY)

    pair.refresh_from_db()
    assert pair.ends_on == ends_on + timedelta(weeks=4)


def test_a_closed_program_ends_its_pairs_kindly(pair: Mentorship) -> None:
    Program.objects.update(state=Program.State.CLOSED)

    end_mentorships_of_closed_programs(MONDAY)
    end_mentorships_of_closed_programs(MONDAY)

    assert Closure.objects.get().kind == Closure.Kind.PROGRAM
