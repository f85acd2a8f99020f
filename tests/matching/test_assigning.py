"""The solver against exact answers, on many small random markets."""

import os
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import sparse

from alongside.matching import Objective, assign
from tests.matching.exact import Table, best_floor, best_program, best_total, blocking_pairs

LONGER = int(os.environ.get("MATCHING_LONG_TESTS", "1"))
"""Set it to 10 or 100 for as many times the markets."""
Market = tuple[Table, NDArray[np.int64], NDArray[np.int64]]


def markets(many: int, seed: int, demands: bool = True, lowest: int = 0) -> Iterator[Market]:
    """Small random markets of all shapes: few or many score levels, scarce or plenty, sparse or full."""
    for number in range(many * LONGER):
        random = np.random.default_rng([seed, number])
        mentees, mentors = random.integers(1, 13, 2)
        scores = random.integers(lowest, random.choice([3, 30, 1000]), (mentees, mentors)).astype(float)
        scores[random.random(scores.shape) < random.choice([0, 0.2, 0.6])] = np.nan
        demand = random.integers(0, 4, mentees) if demands else np.ones(mentees, np.int64)
        yield scores, random.integers(0, 4, mentors), demand


def check_rules(market: Market, pairs: NDArray[np.int64]) -> None:
    scores, capacity, demand = market
    assert len({tuple(pair) for pair in pairs.tolist()}) == len(pairs)
    assert not np.isnan(scores[pairs[:, 0], pairs[:, 1]]).any()
    assert (np.bincount(pairs[:, 0], minlength=len(demand)) <= demand).all()
    assert (np.bincount(pairs[:, 1], minlength=len(capacity)) <= capacity).all()


def test_the_total_is_the_best_there_is_for_single_demands() -> None:
    for market in markets(1000, seed=1, demands=False):
        found = assign(market[0], market[1])

        check_rules(market, found.pairs)
        assert found.total == best_total(market[0], market[1]) == found.upper_bound


def test_the_total_is_the_best_there_is_for_all_demands() -> None:
    for market in markets(200, seed=2, lowest=-5):
        found = assign(*market)

        check_rules(market, found.pairs)
        assert found.total == best_program(*market)[0] == found.upper_bound


def test_most_places_the_most_people_then_the_best_total() -> None:
    for scores, capacity, demand in markets(200, seed=3, lowest=-5):
        found = assign(scores, capacity, demand, objective="most")

        check_rules((scores, capacity, demand), found.pairs)
        total, placed = best_program(scores, capacity, demand, 1e5)
        assert (found.total, len(np.unique(found.pairs[:, 0]))) == (total, placed)
        assert found.upper_bound == found.total


def test_fair_raises_the_worst_match_first() -> None:
    for scores, capacity, demand in markets(30, seed=4):
        found = assign(scores, capacity, demand, objective="fair")

        check_rules((scores, capacity, demand), found.pairs)
        placed, floor, total = best_floor(scores, capacity, demand)
        assert len(np.unique(found.pairs[:, 0])) == placed
        assert found.total == total == found.upper_bound
        if len(found.pairs):
            assert scores[found.pairs[:, 0], found.pairs[:, 1]].min() >= floor


def test_stable_leaves_no_pair_who_would_rather_have_each_other() -> None:
    for scores, capacity, demand in markets(1000, seed=5):
        found = assign(scores, capacity, demand, objective="stable")

        check_rules((scores, capacity, demand), found.pairs)
        assert blocking_pairs(scores, found.pairs, capacity, demand) == []
        assert found.total <= found.upper_bound


def test_a_floor_holds_for_every_objective() -> None:
    for scores, capacity, demand in markets(50, seed=6):
        floor = float(np.nanmedian(np.append(scores, 0)))
        for objective in ("total", "most", "fair", "stable"):
            found = assign(scores, capacity, demand, objective=objective, floor=floor)

            above = np.where(scores >= floor, scores, np.nan)
            check_rules((above, capacity, demand), found.pairs)
            if objective == "total":
                assert found.total == best_program(above, capacity, demand)[0]


def test_dense_and_sparse_tables_give_the_same_answer() -> None:
    for scores, capacity, demand in markets(100, seed=7):
        rows, columns = np.nonzero(~np.isnan(scores))
        held = sparse.coo_array((scores[rows, columns], (rows, columns)), shape=scores.shape)
        for objective in ("total", "most", "stable"):
            dense = assign(scores, capacity, demand, objective=objective)
            thin = assign(held, capacity, demand, objective=objective)
            assert (dense.total, dense.upper_bound) == (thin.total, thin.upper_bound)
            assert dense.pairs.tolist() == thin.pairs.tolist()


@pytest.mark.parametrize("objective", ["total", "most", "fair", "stable"])
def test_the_order_of_rows_and_columns_does_not_matter(objective: Objective) -> None:
    for number, (scores, capacity, demand) in enumerate(markets(40, seed=8)):
        random = np.random.default_rng(number)
        rows, columns = random.permutation(len(demand)), random.permutation(len(capacity))

        plain = assign(scores, capacity, demand, objective=objective)
        shuffled = assign(scores[rows][:, columns], capacity[columns], demand[rows], objective=objective)

        assert (shuffled.total, shuffled.upper_bound) == (plain.total, plain.upper_bound)
        back = np.stack([rows[shuffled.pairs[:, 0]], columns[shuffled.pairs[:, 1]]], axis=1)
        assert described(scores, capacity, demand, back) == described(scores, capacity, demand, plain.pairs)


def described(
    scores: Table, capacity: NDArray[np.int64], demand: NDArray[np.int64], pairs: NDArray[np.int64]
) -> object:
    """The pairs by what is known of both people, as those known to be alike are interchangeable."""
    row = [(int(demand[i]), tuple(np.sort(scores[i]).tolist())) for i in range(len(demand))]
    column = [(int(capacity[j]), tuple(np.sort(scores[:, j]).tolist())) for j in range(len(capacity))]
    return sorted(repr((row[i], column[j])) for i, j in pairs)


def test_fractions_are_rounded_to_a_grid_and_the_bound_allows_for_it() -> None:
    for number in range(100):
        random = np.random.default_rng(number)
        scores, capacity = random.random((20, 15)), random.integers(1, 3, 15)

        found = assign(scores, capacity)

        assert found.total == pytest.approx(best_total(scores, capacity), rel=1e-8)
        assert found.total <= found.upper_bound <= found.total * (1 + 1e-7)


def test_most_people_come_first_whatever_the_fractions() -> None:
    for number in range(60):
        random = np.random.default_rng(number)
        scores, capacity = random.random((9, 7)), random.integers(0, 2, 7)
        scores[random.random(scores.shape) < 0.6] = np.nan

        found = assign(scores, capacity, objective="most")

        total, placed = best_program(scores, capacity, np.ones(9), 1e3)
        assert len(found.pairs) == placed
        assert found.total == pytest.approx(total)


def test_an_empty_table_has_no_pairs() -> None:
    assert assign(np.zeros((0, 3)), [1, 1, 1]).total == 0
    assert assign(np.zeros((3, 0)), []).total == 0
    assert assign(np.full((2, 2), np.nan), [1, 1], objective="fair").total == 0


@pytest.mark.parametrize("scores", [np.zeros(3), np.array([[np.inf]])])
def test_a_table_that_makes_no_sense_is_refused(scores: Table) -> None:
    with pytest.raises(ValueError, match=r"table|finite"):
        assign(scores, [1])


@pytest.mark.parametrize("places", [[1], [-1, 1], [0.5, 1]])
def test_places_that_make_no_sense_are_refused(places: list[float]) -> None:
    with pytest.raises(ValueError, match="whole number"):
        assign(np.zeros((1, 2)), places)
