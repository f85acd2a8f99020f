"""Placing most people first stays right where the bonus for it does not fit the kernels' numbers."""

import numpy as np
import pytest

from alongside.matching import TooLargeError, TopicTree, Weights, match
from alongside.matching.market import build_market
from alongside.matching.plain import scores_of
from alongside.matching.sources import MarketSource
from tests.matching.community import community
from tests.matching.exact import best_program


def test_beyond_the_largest_bonus_the_answer_is_right_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MarketSource, "dearest", 4_000)
    right = refused = 0
    for seed in range(60):
        mentors, mentees, rules = community(seed)
        market = build_market(mentors, mentees, Weights(), rules, TopicTree())
        columns = np.arange(len(market.mentors))
        table = np.array([scores_of(market.features, i, columns) for i in range(len(market.mentees))]) / 10_000
        table[table < (rules.floor or 0)] = np.nan
        total, placed = best_program(table, market.capacity, market.demand, 1e3)

        try:
            found = match(mentors, mentees, rules=rules, objective="most")
        except TooLargeError:
            refused += 1
            continue
        assert len(np.unique(found.rows)) == placed
        assert found.total == pytest.approx(total)
        right += 1
    assert right > 10
    assert refused > 0
