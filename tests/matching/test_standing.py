"""A standing market gives the answers of runs from scratch, change by change."""

from dataclasses import replace

import numpy as np
import pytest

from alongside.matching import Rules, Weights, match
from alongside.matching.standing import Standing
from tests.matching.community import community


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
