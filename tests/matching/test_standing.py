"""A standing market gives the answers of runs from scratch, change by change."""

from dataclasses import replace

import numpy as np
import pytest

from alongside.matching import Mentee, Mentor, Rules, Weights, match
from alongside.matching.plain import scores_of
from alongside.matching.standing import Standing
from tests.matching.community import community
from tests.matching.exact import best_program


def test_after_every_change_the_total_is_that_of_a_run_from_scratch() -> None:
    for seed in range(10):
        mentors, mentees, rules = community(seed, mentees=20, mentors=8)
        standing = Standing(mentors, mentees, weights=Weights(topics=1), rules=rules)
        random, gone = np.random.default_rng(seed), set[str]()
        everyone = {each.id: each for each in mentees}
        for _ in range(12):
            name = str(random.choice(sorted(everyone)))
            outcome = standing.come_back(name) if name in gone else standing.leave(name)
            gone ^= {name}

            # Weights are shared out by what people said, so those who left stay in, asking for none.
            there = [replace(each, demand=0) if each.id in gone else each for each in mentees]
            scratch = match(mentors, there, weights=Weights(topics=1), rules=rules)
            assert standing.total == pytest.approx(scratch.total)
            assert standing.upper_bound == pytest.approx(standing.total)
            assert outcome.total == pytest.approx(standing.total)


def test_what_a_pin_would_cost_is_what_it_costs() -> None:
    for seed in range(10):
        mentors, mentees, rules = community(seed)
        standing = Standing(mentors, mentees, weights=Weights(), rules=rules)
        before = standing.pair_ids
        for mentee in mentees[:4]:
            for mentor in mentors[:4]:
                outcome = standing.what_if(mentee.id, mentor.id)
                if outcome is None:
                    continue
                pinned = match(mentors, mentees, rules=replace(rules, pinned=[(mentee.id, mentor.id)]))
                assert outcome.total == pytest.approx(pinned.total)
                assert outcome.gain <= 1e-9
        assert standing.pair_ids == before


def test_an_excluded_pair_cannot_be_tried() -> None:
    mentors, mentees, _ = community(1)
    rules = Rules(blocked=[(mentees[0].id, mentors[0].id)])

    assert Standing(mentors, mentees, weights=Weights(), rules=rules).what_if(mentees[0].id, mentors[0].id) is None


def test_newcomers_find_the_places_a_run_from_scratch_would_give_them() -> None:
    for seed in range(25):
        mentors, mentees, rules = community(seed, mentees=14, mentors=8)
        # How telling a word is depends on everyone's texts, which a standing market does not weigh again.
        mentees = [replace(each, about="") for each in mentees]
        standing = Standing(mentors, mentees[:9], weights=Weights(), rules=rules)
        for many in range(10, 15):
            standing.join(mentees[many - 1])

            scratch = match(mentors, mentees[:many], rules=rules)
            assert standing.total == pytest.approx(scratch.total)
            assert standing.upper_bound == pytest.approx(standing.total)


def test_whoever_joins_and_leaves_the_total_is_the_exact_best() -> None:
    for seed in range(25):
        mentors, mentees, rules = community(seed, mentees=16, mentors=12)
        standing = Standing(mentors[:7], mentees[:10], weights=Weights(), rules=rules)
        newcomers: list[Mentee | Mentor] = [*mentees[10:], *mentors[7:]]
        random = np.random.default_rng(seed)
        closed, gone = set[str](), set[str]()
        for step in range(len(newcomers) + 8):
            before = {*standing.pair_ids}
            if newcomers and random.random() < 0.6:
                outcome = standing.join(newcomers.pop(int(random.integers(len(newcomers)))))
            elif step % 4 == 0:
                name = str(random.choice([each.id for each in standing.market.mentors]))
                outcome = standing.close(name)
                closed.add(name)
            else:
                name = str(random.choice([each.id for each in standing.market.mentees]))
                outcome = standing.come_back(name) if name in gone else standing.leave(name)
                gone ^= {name}

            assert before - {*outcome.ended} | {*outcome.new} == {*standing.pair_ids}
            assert standing.total == pytest.approx(exact_total(standing, closed, gone, rules))
            assert standing.upper_bound == pytest.approx(standing.total)


def exact_total(standing: Standing, closed: set[str], gone: set[str], rules: Rules) -> float:
    """The best total of the people who are there, by an integer program over every pair."""
    market = standing.market
    columns = np.arange(len(market.mentors))
    scores = np.array([scores_of(market.features, i, columns) for i in range(len(market.mentees))]) / 10_000
    scores[scores < (rules.floor or 0)] = np.nan
    capacity = np.array([0 if each.id in closed else each.capacity for each in market.mentors])
    demand = np.array([0 if each.id in gone else each.demand for each in market.mentees])
    return best_program(scores, capacity, demand)[0]


def test_an_id_that_is_taken_cannot_join() -> None:
    mentors, mentees, rules = community(1)
    standing = Standing(mentors, mentees, weights=Weights(), rules=rules)

    with pytest.raises(ValueError, match="e3"):
        standing.join(mentees[3])
