from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.events.models import Event
from alongside.domain.mentorships.commands.mentorships import begin_mentorship
from alongside.domain.mentorships.models import MentorRequest
from alongside.domain.pairing.commands.matches import leave_out, pin_match
from alongside.domain.pairing.commands.rounds import RoundUnderWay, TooFewPeople, request_round, run_round
from alongside.domain.pairing.jobs import run_requested_rounds, study_rounds
from alongside.domain.pairing.models import Match, NeverPair, Round
from alongside.domain.pairing.words import advice, known_advice
from alongside.domain.programs.models import Program
from alongside.domain.safety.models import Block
from tests import cast
from tests.cast import MONDAY
from tests.domain.pairing.board import match_of, people, people_too_many_to_be_sure, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


def _pairs(shown: Round) -> set[tuple[str, str]]:
    rows = Match.objects.filter(round=shown).values_list("mentee__person__first_name", "mentor__person__first_name")
    return set(rows)


def test_people_are_paired_by_what_they_want_with_reasons_for_both(program: Program) -> None:
    leila = cast.mentee(program, cast.person("Leila"), topics=["Interviews", "My CV"])
    cast.mentor(program, cast.person("Winston"), topics=["Confidence"])
    cast.mentor(program, cast.person("Robert"), topics=["Interviews", "My CV"])

    shown = run(program)

    match = match_of(shown, "Leila")
    assert match.mentor.person.first_name == "Robert"
    assert {reason["code"] for reason in match.reasons["mentee"]} >= {"offers_topics"}
    assert {reason["code"] for reason in match.reasons["mentor"]} >= {"wants_topics"}
    assert match.reasons["mentee"][0]["facts"]["topics"] == ["Interviews", "My CV"]
    assert match.reasons["both"][0] == {"code": "shared_times", "facts": {"times": leila.reach_times}}
    assert (match.band, match.ticked) == (Match.Band.STRONG, True)
    assert shown.total == pytest.approx(shown.upper_bound)


def test_a_round_runs_once_and_the_same_people_get_the_same_answer(program: Program) -> None:
    people(program, mentees=9, mentors=7, capacity=2)
    asked = request_round(program, by=None, at=MONDAY)

    assert run_requested_rounds(MONDAY) == 1
    assert not run_round(asked, at=MONDAY)
    first = _pairs(asked)
    second = run(program)

    assert _pairs(second) == first
    assert second.changes == [{"code": "nothing_changed", "facts": {}}]
    assert Event.objects.filter(name="pairing.RoundProposed").count() == 2


def test_a_round_of_too_many_people_to_be_sure_ends_and_says_what_to_do(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The greatest price of the engine stands in for the 50,000 places where it runs out.
    monkeypatch.setattr("alongside.matching.sources.MarketSource.dearest", 1)
    people_too_many_to_be_sure(program)
    asked = request_round(program, by=None, at=MONDAY)

    assert run_requested_rounds(MONDAY) == 0
    asked.refresh_from_db()
    assert asked.state == Round.State.FAILED
    (why,) = advice(asked.advice)
    assert why.endswith("Choose the best fit over everyone, or split the program.")

    again = request_round(program, by=None, at=MONDAY, objective=Round.Objective.TOTAL)
    assert run_round(again, at=MONDAY)
    again.refresh_from_db()
    assert {each["objective"] for each in again.trades} == {"total", "stable"}


def test_one_round_is_asked_for_at_a_time(program: Program) -> None:
    people(program, mentees=2, mentors=2)
    request_round(program, by=None, at=MONDAY)

    with pytest.raises(RoundUnderWay):
        request_round(program, by=None, at=MONDAY)


def test_a_round_whose_worker_died_is_taken_over(program: Program) -> None:
    people(program, mentees=2, mentors=2)
    asked = request_round(program, by=None, at=MONDAY)
    Round.objects.filter(pk=asked.pk).update(state=Round.State.RUNNING, claimed_at=MONDAY)

    assert run_requested_rounds(MONDAY + timedelta(minutes=9)) == 0
    assert run_requested_rounds(MONDAY + timedelta(minutes=11)) == 1


def test_a_round_needs_both_sides(program: Program) -> None:
    people(program, mentees=2, mentors=0)

    with pytest.raises(TooFewPeople):
        request_round(program, by=None, at=MONDAY)


def _block(a: Enrollment, b: Enrollment) -> None:
    Block.objects.create(blocker=b.person, blocked=a.person, made_at=MONDAY)


def _earlier(a: Enrollment, b: Enrollment) -> None:
    other = cast.program(a.program.group)
    begin_mentorship(other, [cast.mentee(other, a.person), cast.mentor(other, b.person)], at=MONDAY)


def _never(a: Enrollment, b: Enrollment) -> None:
    NeverPair.objects.create(program=a.program, one=b.person, other=a.person, made_at=MONDAY)


def _household(a: Enrollment, b: Enrollment) -> None:
    Enrollment.objects.filter(pk__in=[a.pk, b.pk]).update(household="Mill Lane 3")


def _languages(a: Enrollment, b: Enrollment) -> None:
    Enrollment.objects.filter(pk=b.pk).update(languages=["fr"])


def _required(a: Enrollment, b: Enrollment) -> None:
    Enrollment.objects.filter(pk=a.pk).update(preferences=["a_woman"], required_preferences=["a_woman"])


def _paused(a: Enrollment, b: Enrollment) -> None:
    Enrollment.objects.filter(pk=b.pk).update(state=Enrollment.State.PAUSED)


def _full(a: Enrollment, b: Enrollment) -> None:
    begin_mentorship(b.program, [cast.mentee(b.program), b], at=MONDAY)


def _silent(a: Enrollment, b: Enrollment) -> None:
    Enrollment.objects.filter(pk=b.pk).update(capacity=5)
    pair = begin_mentorship(b.program, [cast.mentee(b.program), b], at=MONDAY - timedelta(days=30))
    assert pair.is_current


@pytest.mark.parametrize(
    "between", [_block, _earlier, _never, _household, _languages, _required, _paused, _full, _silent]
)
def test_nobody_is_suggested_against_a_rule(program: Program, between: Any) -> None:
    leila, robert = cast.mentee(program, cast.person("Leila")), cast.mentor(program, capacity=1)
    cast.mentor(program, cast.person("Dot"), topics=["Confidence"], capacity=1)
    cast.mentee(program, cast.person("Tom"), topics=["Confidence"])
    assert ("Leila", "Robert") in _pairs(run(program))

    between(leila, robert)

    assert ("Leila", "Robert") not in _pairs(run(program))


def test_a_mentor_nobody_waits_for_is_not_silent(program: Program) -> None:
    cast.mentee(program)
    cast.mentor(program, enrolled_at=MONDAY - timedelta(days=60))

    assert run(program).silent == 0


def test_a_mentor_who_let_a_request_run_out_is_silent_until_they_sign_in(program: Program) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    cast.mentor(program, cast.person("Dot"))
    MentorRequest.objects.create(
        mentee=leila,
        mentor=robert,
        asked_by=leila.person,
        state=MentorRequest.State.EXPIRED,
        requested_at=MONDAY - timedelta(days=22),
    )

    assert run(program).silent == 1
    robert.person.last_login = MONDAY - timedelta(days=1)
    robert.person.save()
    assert run(program).silent == 0


def test_whoever_was_let_down_comes_first_when_places_are_short(program: Program) -> None:
    cast.mentor(program, capacity=1)
    for name in ("Tom", "Leila", "Yusuf"):
        cast.mentee(program, cast.person(name))
    Enrollment.objects.filter(person__first_name="Leila").update(waiting_since=MONDAY - timedelta(days=9))

    assert _pairs(run(program)) == {("Leila", "Robert")}


def test_people_without_a_mentor_come_with_the_reason_and_what_would_help(program: Program) -> None:
    cast.mentee(program, cast.person("Leila"))
    cast.mentee(program, cast.person("Tom"), topics=["Welding"])
    cast.mentor(program, capacity=1)

    shown = run(program)

    (row,) = shown.unmatched
    assert row["enrollment"] == str(Enrollment.objects.get(person__first_name="Tom").pk)
    assert row["reasons"][0] == {"code": "topics_nobody_offers", "facts": {"topics": ["Welding"]}}
    assert {"code": "recruit_for_topic", "facts": {"topic": "Welding", "people": 1}} in shown.advice
    assert {"code": "one_more_place_each", "facts": {"placed": 1}} in shown.advice
    assert all(item["code"] in known_advice() for item in shown.advice)


def test_a_pinned_pair_stays_and_a_left_out_pair_stays_out(program: Program) -> None:
    amara = cast.organizer(program.group)
    people(program, mentees=4, mentors=4)
    shown = run(program)
    pin_match(match_of(shown, "Mentee0"), pinned=True, by=amara, at=MONDAY)
    leave_out(match_of(shown, "Mentee1"), by=amara, at=MONDAY)

    again = run(program)

    assert match_of(again, "Mentee0").pinned
    left_out = match_of(again, "Mentee1")
    assert (left_out.state, left_out.ticked, left_out.changed_by) == (Match.State.LEFT_OUT, False, amara)


def test_the_difference_to_the_last_round_is_kept(program: Program) -> None:
    people(program, mentees=3, mentors=3)
    run(program)
    cast.mentee(program, cast.person("Late"), topics=["Confidence"])
    cast.mentor(program, cast.person("Helper"), topics=["Confidence"])

    shown = run(program)

    assert shown.changes == [
        {"code": "same_pairs", "facts": {"pairs": 3}},
        {"code": "new_pairs", "facts": {"pairs": 1}},
        {"code": "joined", "facts": {"people": 1}},
    ]


def test_earlier_suggestions_stay_unless_a_change_helps_as_the_organizer_asks(program: Program) -> None:
    people(program, mentees=2, mentors=2)
    assert ("Mentee0", "Mentor0") in _pairs(run(program))
    # Somebody who fits Mentee0 a little better, and somebody who fits Mentee1 much better.
    Enrollment.objects.filter(person__first_name="Mentor1").update(topics=["Welding"])
    Enrollment.objects.filter(person__first_name="Mentor0").update(reach_times=["tue-evening"])
    cast.mentor(program, cast.person("Slightly"), topics=["Interviews"])
    cast.mentor(program, cast.person("Much"), topics=["My CV"])

    def again(hour: int, steadiness: str) -> set[tuple[str, str]]:
        asked = request_round(program, by=None, at=MONDAY + timedelta(hours=hour), steadiness=steadiness)
        run_round(asked, at=MONDAY + timedelta(hours=hour))
        return _pairs(asked)

    assert again(1, Round.Steadiness.FIRM) == {("Mentee0", "Mentor0"), ("Mentee1", "Mentor1")}
    assert again(2, Round.Steadiness.UNLESS) == {("Mentee0", "Mentor0"), ("Mentee1", "Much")}
    assert again(3, Round.Steadiness.FREE) == {("Mentee0", "Slightly"), ("Mentee1", "Much")}


def test_what_each_objective_would_bring_is_tried_out(program: Program) -> None:
    people(program, mentees=5, mentors=4)

    trades = {each["objective"]: each for each in run(program).trades}

    assert set(trades) == {"most", "total", "fair", "stable"}
    assert trades["most"]["people"] == 4
    assert trades["fair"]["worst"] >= max(each["worst"] for each in trades.values() if each["people"] == 4) - 1e-9
    assert all(each["total"] > 0 for each in trades.values())


def test_a_large_board_is_there_before_its_advice(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.domain.pairing.commands.rounds.SMALL", 3)
    people(program, mentees=4, mentors=2)

    shown = run(program)
    assert (shown.state, shown.advice, shown.studied_at) == (Round.State.PROPOSED, [], None)
    assert study_rounds(MONDAY) == 1
    assert study_rounds(MONDAY) == 0

    shown.refresh_from_db()
    assert shown.advice
    assert shown.studied_at == MONDAY


def test_several_mentors_of_one_kind_are_one_piece_of_advice(program: Program) -> None:
    people(program, mentees=12, mentors=2)

    recruits = [
        each for each in run(program).advice if each["code"].startswith("recruit_") and "mentors" in each["facts"]
    ]

    kinds = [(tuple(each["facts"]["topics"]), tuple(each["facts"]["languages"])) for each in recruits]
    assert len(kinds) == len(set(kinds))
    assert sum(each["facts"]["placed"] for each in recruits) == 6


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), max_size=14))
def test_no_round_ever_pairs_people_with_a_block_between_them(blocks: set[tuple[int, int, bool]]) -> None:
    program = cast.program(cast.group())
    mentees = [cast.mentee(program, cast.person(f"M{n}")) for n in range(5)]
    mentors = [cast.mentor(program, cast.person(f"R{n}"), capacity=1) for n in range(5)]
    for a, b, by_mentor in blocks:
        one, other = mentees[a].person, mentors[b].person
        blocker, blocked = (other, one) if by_mentor else (one, other)
        Block.objects.get_or_create(blocker=blocker, blocked=blocked, defaults={"made_at": MONDAY})

    shown = run(program)

    for match in Match.objects.filter(round=shown).select_related("mentee", "mentor"):
        assert not Block.objects.between(match.mentee.person_id, match.mentor.person_id).exists()
