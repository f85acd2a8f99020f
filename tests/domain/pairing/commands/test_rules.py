from __future__ import annotations

from typing import Any

import pytest

from alongside.domain.enrollments.models import Enrollment
from alongside.domain.mentorships.queries import may_be_paired
from alongside.domain.pairing.commands.rules import (
    NothingCounts,
    OddRule,
    SamePerson,
    TooLongAName,
    change_pairing_rules,
    keep_apart,
    never_pair,
)
from alongside.domain.pairing.models import Match, NeverPair, Round
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY
from tests.domain.pairing.board import match_of, people, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


@pytest.fixture
def amara(program: Program) -> Person:
    return cast.organizer(program.group)


def _change(program: Program, amara: Person, **answers: Any) -> None:
    usual = {"weights": {}, "share_language": True, "keep_musts": True, "least_hours": 0.0, "least_score": 0.0}
    change_pairing_rules(program, by=amara, at=MONDAY, **{**usual, **answers})


def _pairs(shown: Round) -> set[tuple[str, str]]:
    rows = Match.objects.filter(round=shown).values_list("mentee__person__first_name", "mentor__person__first_name")
    return set(rows)


def test_a_language_in_common_is_asked_for_until_the_organizer_lets_go_of_it(program: Program, amara: Person) -> None:
    cast.mentee(program, languages=["fr"])
    cast.mentor(program)
    assert _pairs(run(program)) == set()

    _change(program, amara, share_language=False)

    assert _pairs(run(program)) == {("Leila", "Robert")}


def test_a_must_becomes_a_wish_when_the_organizer_says_so(program: Program, amara: Person) -> None:
    cast.mentee(program, preferences=["a_woman"], required_preferences=["a_woman"])
    cast.mentor(program)
    assert _pairs(run(program)) == set()

    _change(program, amara, keep_musts=False)

    shown = run(program)
    assert _pairs(shown) == {("Leila", "Robert")}
    assert "wish_unmet" in {check["code"] for check in match_of(shown, "Leila").reasons["check"]}


def test_people_without_enough_time_in_common_are_not_suggested(program: Program, amara: Person) -> None:
    cast.mentee(program, reach_times=["mon-18-19"])
    cast.mentor(program, reach_times=["mon-18-22"])
    assert len(_pairs(run(program))) == 1

    _change(program, amara, least_hours=2.0)

    shown = run(program)
    assert _pairs(shown) == set()
    assert shown.unmatched[0]["reasons"][0]["code"] == "too_little_overlap"


def test_a_fit_that_is_too_weak_waits(program: Program, amara: Person) -> None:
    cast.mentee(program, topics=["Welding"])
    cast.mentor(program)
    assert len(_pairs(run(program))) == 1

    _change(program, amara, least_score=0.8)

    shown = run(program)
    assert _pairs(shown) == set()
    assert shown.unmatched[0]["reasons"][0]["code"] == "topics_nobody_offers"


def test_what_counts_decides_who_is_suggested(program: Program, amara: Person) -> None:
    cast.mentee(program, topics=["Interviews"], background="Nursing")
    cast.mentor(program, cast.person("Dot"), topics=["Confidence"], background="Nursing")
    cast.mentor(program, cast.person("Robert"), topics=["Interviews"], background="Law")
    assert _pairs(run(program)) == {("Leila", "Robert")}

    _change(program, amara, weights={"topics": 0.0, "background": 80.0})

    assert _pairs(run(program)) == {("Leila", "Dot")}


@pytest.mark.parametrize(
    "answers", [{"weights": {"topics": -1}}, {"weights": {"stars": 3}}, {"least_hours": 41}, {"least_score": 1.5}]
)
def test_a_rule_has_one_of_the_answers_of_the_page(program: Program, amara: Person, answers: Any) -> None:
    with pytest.raises(OddRule):
        _change(program, amara, **answers)


def test_something_has_to_count(program: Program, amara: Person) -> None:
    from alongside.domain.pairing.commands.rules import COMPONENTS

    with pytest.raises(NothingCounts):
        _change(program, amara, weights=dict.fromkeys(COMPONENTS, 0.0))


def test_people_who_share_a_team_a_manager_or_a_household_are_kept_apart(program: Program, amara: Person) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)
    assert len(_pairs(run(program))) == 1

    keep_apart(leila, shares="Mill Lane 3;  team  Blue ", by=amara, at=MONDAY)
    keep_apart(robert, shares="Manager Dot; Team blue", by=amara, at=MONDAY)

    assert _pairs(run(program)) == set()
    assert not may_be_paired(Enrollment.objects.get(pk=leila.pk), Enrollment.objects.get(pk=robert.pk))
    with pytest.raises(TooLongAName):
        keep_apart(leila, shares="x" * 81, by=amara, at=MONDAY)


def test_two_people_are_put_on_the_never_list_by_hand_once(program: Program, amara: Person) -> None:
    leila, robert = cast.mentee(program), cast.mentor(program)

    never_pair(program, leila.person, robert.person, by=amara, at=MONDAY)
    never_pair(program, robert.person, leila.person, by=amara, at=MONDAY)

    assert NeverPair.objects.count() == 1
    assert _pairs(run(program)) == set()
    with pytest.raises(SamePerson):
        never_pair(program, leila.person, leila.person, by=amara, at=MONDAY)


def test_a_pin_that_a_household_forbids_by_now_does_not_stop_the_round(program: Program, amara: Person) -> None:
    people(program, mentees=2, mentors=2)
    match = match_of(run(program), "Mentee0")
    Match.objects.filter(pk=match.pk).update(pinned=True)
    for enrollment in (match.mentee, match.mentor):
        keep_apart(enrollment, shares="Mill Lane 3", by=amara, at=MONDAY)

    shown = run(program)

    assert shown.state == Round.State.PROPOSED
    assert match.mentor != match_of(shown, "Mentee0").mentor
