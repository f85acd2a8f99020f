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
    AlreadyUndone,
    NothingTicked,
    TooLateToUndo,
    introduce_round,
    put_mentees_first,
    ready_introductions,
    undo_introductions,
)
from alongside.domain.pairing.commands.matches import tick_band, tick_match
from alongside.domain.pairing.commands.rounds import request_round, run_round
from alongside.domain.pairing.jobs import ready_introduced_rounds
from alongside.domain.pairing.models import Match, Round
from alongside.domain.pairing.queries.board import newest_round
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


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every round is too large to wait for, and made ready two pairs at a time."""
    monkeypatch.setattr("alongside.domain.pairing.commands.introducing.FEW_PAIRS", 1)
    monkeypatch.setattr("alongside.domain.pairing.commands.introducing._AT_ONCE", 2)


@pytest.mark.usefixtures("pieces")
def test_many_pairs_are_made_ready_by_the_worker_and_begin_together(program: Program, amara: Person) -> None:
    people(program, mentees=7, mentors=7)
    shown = run(program)

    introduce_round(shown, words="Hello", by=amara, at=MONDAY)

    assert Round.objects.get().state == Round.State.INTRODUCING
    assert not Introduction.objects.exists()
    ready_introduced_rounds(MONDAY + timedelta(minutes=1))
    shown.refresh_from_db()
    assert (shown.state, shown.begins_at) == (Round.State.INTRODUCED, MONDAY + timedelta(minutes=11))
    assert set(Introduction.objects.values_list("begins_at", "words")) == {(MONDAY + timedelta(minutes=11), "Hello")}
    assert Introduction.objects.waiting().count() == 7


@pytest.mark.usefixtures("pieces")
def test_nobody_begins_before_all_are_ready_even_when_the_worker_dies_in_the_middle(
    program: Program, amara: Person
) -> None:
    people(program, mentees=7, mentors=7)
    shown = run(program)
    introduce_round(shown, words="", by=amara, at=MONDAY)
    assert ready_introductions(shown, at=MONDAY)
    assert ready_introductions(shown, at=MONDAY)  # here the worker dies; another comes an hour later
    assert 0 < Round.objects.get().progress < 100
    later = MONDAY + timedelta(hours=1)

    begin_due_introductions(later)
    assert not Mentorship.objects.exists()
    ready_introduced_rounds(later)
    ready_introduced_rounds(later)
    begin_due_introductions(later + TEN_MINUTES - timedelta(seconds=1))
    assert not Mentorship.objects.exists()
    begin_due_introductions(later + TEN_MINUTES)
    begin_due_introductions(later + TEN_MINUTES)

    assert Mentorship.objects.count() == 7
    assert Introduction.objects.count() == 7


@pytest.mark.usefixtures("pieces")
def test_half_ready_introductions_are_taken_back_as_a_whole(program: Program, amara: Person) -> None:
    people(program, mentees=7, mentors=7)
    shown = run(program)
    introduce_round(shown, words="", by=amara, at=MONDAY)
    ready_introductions(shown, at=MONDAY)

    undo_introductions(shown, by=amara, at=MONDAY + timedelta(hours=5))

    assert not ready_introductions(shown, at=MONDAY + timedelta(hours=5))
    assert not Introduction.objects.exists()
    assert Match.objects.filter(state=Match.State.PROPOSED, ticked=True).count() == 7
    with pytest.raises(AlreadyUndone):
        undo_introductions(shown, by=amara, at=MONDAY)


def test_taking_back_leaves_a_newer_board_alone(program: Program, shown: Round, amara: Person) -> None:
    tick_match(match_of(shown, "Mentee0"), ticked=False, by=amara, at=MONDAY)
    introduce_round(shown, words="", by=amara, at=MONDAY)
    newer = request_round(program, by=amara, at=MONDAY + timedelta(minutes=1))
    run_round(newer, at=MONDAY + timedelta(minutes=1))

    undone = undo_introductions(shown, by=amara, at=MONDAY + timedelta(minutes=2))

    assert undone.state == Round.State.DISMISSED
    assert newest_round(program) == newer
    assert not Introduction.objects.exists()
