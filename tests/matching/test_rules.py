"""No rule is ever broken, whatever the objective, and no row order changes an answer."""

import os
from dataclasses import replace

import numpy as np
import pytest

from alongside.matching import (
    OBJECTIVES,
    BrokenRuleError,
    Matching,
    Mentee,
    Mentor,
    Objective,
    Rules,
    UnknownObjectiveError,
    match,
)
from alongside.matching.calendars import free
from alongside.matching.components import spoken
from tests.matching.community import community

LONGER = int(os.environ.get("MATCHING_LONG_TESTS", "1"))


def assert_no_rule_is_broken(matching: Matching, mentors: list[Mentor], mentees: list[Mentee], rules: Rules) -> None:
    mentor_of, mentee_of = {each.id: each for each in mentors}, {each.id: each for each in mentees}
    never = {frozenset(pair) for pair in (*rules.blocked, *rules.never_pair)}
    never |= {frozenset(pair) for pair in (*rules.already_paired, *rules.forbidden)}
    never |= set() if rules.repeat_earlier else {frozenset(pair) for pair in rules.earlier}
    assert len(set(matching.pair_ids)) == len(matching.pair_ids)
    for mentee_id, mentor_id in matching.pair_ids:
        mentee, mentor = mentee_of[mentee_id], mentor_of[mentor_id]
        assert frozenset((mentee_id, mentor_id)) not in never
        assert not set(mentee.apart) & set(mentor.apart)
        both = spoken(mentee), spoken(mentor)
        assert not rules.share_language or not all(both) or set(both[0] or ()) & set(both[1] or ())
        if rules.required_preferences:
            assert set(mentee.requires) <= set(mentor.traits)
            assert set(mentor.requires) <= set(mentee.traits)
        times = free(mentee, None), free(mentor, None)
        common = sum(max(0, min(a + n, b + m) - max(a, b)) for a, n in times[0] for b, m in times[1])
        assert not all(times) or common / 2 >= rules.minimum_overlap
    for mentor in mentors:
        assert sum(pair[1] == mentor.id for pair in matching.pair_ids) <= mentor.capacity
    for mentee in mentees:
        assert sum(pair[0] == mentee.id for pair in matching.pair_ids) <= mentee.demand
    assert all(each.score >= (rules.floor or 0) for each in matching.pairs)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_rule_is_ever_broken(objective: Objective) -> None:
    for seed in range(60 * LONGER):
        mentors, mentees, rules = community(seed)

        matching = match(mentors, mentees, rules=rules, objective=objective)

        assert_no_rule_is_broken(matching, mentors, mentees, rules)
        assert matching.total <= matching.upper_bound + 1e-9
        assert objective == "stable" or matching.proven
        assert sum(each.score for each in matching.pairs) == pytest.approx(matching.total)


def test_a_blocked_pair_never_comes_back_in_many_runs() -> None:
    mentors = [Mentor(id=f"m{k}", topics=["python"], capacity=2) for k in range(4)]
    mentees = [Mentee(id=f"e{k}", topics=["python"]) for k in range(6)]
    random = np.random.default_rng(5)
    blocked: set[tuple[str, str]] = set()
    previous: Matching | None = None
    for run in range(500 * LONGER):
        if run % 10 == 0:
            blocked, previous = set(), None
        rules = Rules(blocked=sorted(blocked))
        objective = OBJECTIVES[run % len(OBJECTIVES)]

        previous = match(mentors, mentees, rules=rules, objective=objective, previous=previous, steadiness=1.0)

        assert not blocked & {pair[::-1] for pair in previous.pair_ids}
        if previous.pair_ids:
            blocked.add(previous.pair_ids[random.integers(len(previous.pair_ids))][::-1])


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_order_of_people_changes_nothing(objective: Objective) -> None:
    for seed in range(15 * LONGER):
        mentors, mentees, rules = community(seed)
        random = np.random.default_rng(seed)

        first = match(mentors, mentees, rules=rules, objective=objective)
        second = match(
            [mentors[k] for k in random.permutation(len(mentors))],
            [mentees[k] for k in random.permutation(len(mentees))],
            rules=rules,
            objective=objective,
        )

        assert first.pairs == second.pairs
        assert first.unmatched == second.unmatched
        assert (first.total, first.upper_bound) == (second.total, second.upper_bound)


def test_a_pin_holds_and_may_overrule_a_language() -> None:
    mentors = [Mentor(id="ada", topics=["go"], languages=["en"]), Mentor(id="bo", topics=["law"], languages=["de"])]
    mentees = [Mentee(id="cy", topics=["go"], languages=["en"]), Mentee(id="di", topics=["go"], languages=["en"])]

    matching = match(mentors, mentees, rules=Rules(pinned=[("cy", "bo")]))

    assert matching.pair_ids == (("cy", "bo"), ("di", "ada"))
    pinned = next(each for each in matching.pairs if each.pinned)
    assert [reason.code for reason in pinned.reasons] == ["pinned"]


def test_a_pin_cannot_overrule_a_block() -> None:
    rules = Rules(pinned=[("cy", "ada")], blocked=[("ada", "cy")])

    with pytest.raises(BrokenRuleError):
        match([Mentor(id="ada")], [Mentee(id="cy")], rules=rules)


def test_nobody_is_paired_with_themselves() -> None:
    assert match([Mentor(id="ada", topics=["go"])], [Mentee(id="ada", topics=["go"])]).pairs == ()


def test_an_earlier_pair_comes_back_only_where_the_program_allows_it() -> None:
    mentors, mentees = [Mentor(id="ada", topics=["go"])], [Mentee(id="cy", topics=["go"])]
    rules = Rules(earlier=[("cy", "ada")])

    assert match(mentors, mentees, rules=rules).pairs == ()
    assert len(match(mentors, mentees, rules=replace(rules, repeat_earlier=True)).pairs) == 1


def test_the_same_id_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="id 'ada'"):
        match([Mentor(id="ada"), Mentor(id="ada")], [])


def test_an_unknown_objective_is_refused() -> None:
    with pytest.raises(UnknownObjectiveError):
        match([], [], objective="best")  # type: ignore[arg-type]


def test_who_has_waited_longest_comes_first_when_places_are_short() -> None:
    mentees = [Mentee(id="new", topics=["go"]), Mentee(id="old", topics=["go"], waiting=1.0)]

    assert match([Mentor(id="ada", topics=["go"])], mentees).pair_ids == (("old", "ada"),)
