from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.mentorships.jobs import begin_due_introductions
from alongside.domain.mentorships.models import Introduction, Mentorship
from alongside.domain.notifications.models import Notice
from alongside.domain.pairing.commands.introducing import (
    AlreadyIntroduced,
    NothingTicked,
    TooLateToUndo,
    introduce_round,
    put_mentees_first,
    undo_introductions,
)
from alongside.domain.pairing.commands.matches import tick_band
from alongside.domain.pairing.models import Match, Round
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY
from tests.domain.pairing.board import match_of, people, run

pytestmark = pytest.mark.django_db
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


@pytest.fixture
def amara(program: Program) -> Person:
    return cast.organizer(program.group)


@pytest.fixture
def shown(program: Program) -> Round:
    people(program, mentees=3, mentors=3)
    return run(program)


def test_people_hear_of_each_other_after_ten_minutes_with_reasons(shown: Round, amara: Person) -> None:
    introduce_round(shown, words="I thought of you two.", by=amara, at=MONDAY)
    hand_on_waiting_events(REACTIONS, at=MONDAY)

    begin_due_introductions(MONDAY + TEN_MINUTES - timedelta(seconds=1))
    assert not Mentorship.objects.exists()
    assert not Notice.objects.filter(kind="mentorship_began").exists()

    begin_due_introductions(MONDAY + TEN_MINUTES)
    hand_on_waiting_events(REACTIONS, at=MONDAY + TEN_MINUTES)

    assert Mentorship.objects.count() == 3
    notices = Notice.objects.filter(kind="mentorship_began")
    assert notices.count() == 6
    facts = notices.get(person__first_name="Mentee0").facts
    assert facts["words"] == "I thought of you two."
    assert facts["why_you"] == ["Mentor0 can help with Interviews."]
    assert "Tuesday evenings and Thursday evenings" in facts["why_both"][0]


def test_undo_opens_the_board_again_and_nobody_ever_hears_of_it(shown: Round, amara: Person) -> None:
    introduce_round(shown, words="", by=amara, at=MONDAY)

    undo_introductions(shown, by=amara, at=MONDAY + TEN_MINUTES - timedelta(seconds=1))
    begin_due_introductions(MONDAY + TEN_MINUTES)

    assert not Mentorship.objects.exists()
    assert Round.objects.get(pk=shown.pk).state == Round.State.PROPOSED
    introduce_round(shown, words="", by=amara, at=MONDAY + TEN_MINUTES)
    assert Introduction.objects.waiting().count() == 3


def test_what_people_were_told_is_not_undone(shown: Round, amara: Person) -> None:
    introduce_round(shown, words="", by=amara, at=MONDAY)

    with pytest.raises(TooLateToUndo):
        undo_introductions(shown, by=amara, at=MONDAY + TEN_MINUTES)


def test_introductions_can_wait_for_monday(shown: Round, amara: Person) -> None:
    monday = MONDAY + timedelta(days=7)
    introduce_round(shown, words="", by=amara, at=MONDAY, begins_at=monday)

    begin_due_introductions(monday - timedelta(minutes=1))
    assert not Mentorship.objects.exists()
    begin_due_introductions(monday)
    assert Mentorship.objects.count() == 3


def test_a_round_is_introduced_once(shown: Round, amara: Person) -> None:
    introduce_round(shown, words="", by=amara, at=MONDAY)

    with pytest.raises(AlreadyIntroduced) as refusal:
        introduce_round(shown, words="", by=amara, at=MONDAY)

    assert "Amara" in str(refusal.value)
    assert Introduction.objects.count() == 3


def test_something_must_be_ticked(shown: Round, amara: Person) -> None:
    tick_band(shown, Match.Band.STRONG, ticked=False, by=amara, at=MONDAY)

    with pytest.raises(NothingTicked):
        introduce_round(shown, words="", by=amara, at=MONDAY)


def test_somebody_who_left_while_the_organizer_worked_is_marked_and_not_introduced(shown: Round, amara: Person) -> None:
    Enrollment.objects.filter(person__first_name="Mentee0").update(state=Enrollment.State.LEFT)

    introduce_round(shown, words="", by=amara, at=MONDAY)

    introduction = match_of(shown, "Mentee0").introduction
    assert introduction is not None
    assert introduction.skipped == Introduction.Skipped.LEFT
    assert Introduction.objects.waiting().count() == 2


def test_people_without_a_mentor_are_told_once_that_they_are_first(program: Program, amara: Person) -> None:
    people(program, mentees=3, mentors=1)
    shown = run(program)

    assert put_mentees_first(shown, by=amara, at=MONDAY) == 2
    assert put_mentees_first(shown, by=amara, at=MONDAY) == 0
    hand_on_waiting_events(REACTIONS, at=MONDAY)
    assert Notice.objects.filter(kind="mentee_put_first").count() == 2
