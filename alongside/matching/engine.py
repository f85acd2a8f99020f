"""The two doors of the engine: ``match`` for people, ``assign`` for a table of scores."""

from collections.abc import Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from alongside.matching.exclusions import never_together
from alongside.matching.market import Market, build_market
from alongside.matching.parts import POINTS
from alongside.matching.people import Mentee, Mentor, TopicTree
from alongside.matching.program import (
    OBJECTIVES,
    BrokenRuleError,
    Objective,
    Rules,
    UnknownObjectiveError,
    Weights,
)
from alongside.matching.results import Matching, Timings
from alongside.matching.scanning import scores_of

_WEIGHTS, _RULES, _NO_TREE = Weights(), Rules(), TopicTree()


def match(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    *,
    weights: Weights = _WEIGHTS,
    rules: Rules = _RULES,
    objective: Objective = "total",
    topics: TopicTree = _NO_TREE,
) -> Matching:
    """Pair mentees with mentors so that the objective is as great as it can be.

    Raises BrokenRuleError, UnknownObjectiveError, UnreadableTimeError, and ValueError for double ids.
    """
    if objective not in OBJECTIVES:
        raise UnknownObjectiveError(f"{objective!r} is none of {', '.join(OBJECTIVES)}.")
    began = perf_counter()
    market = build_market(mentors, mentees, weights, rules, topics)
    pins = _pins(market)
    read = perf_counter()
    mentor_index = np.arange(len(market.mentors))
    table = np.array([scores_of(market.features, i, mentor_index) for i in range(len(market.mentees))], np.int64)
    table = table.reshape(len(market.mentees), len(market.mentors))
    scored = perf_counter()
    rows, columns = _best(market, table, pins)
    done = perf_counter()
    total = float(table[rows, columns].sum()) / POINTS
    return Matching(
        objective=objective,
        market=market,
        rows=rows,
        columns=columns,
        scores=table[rows, columns],
        pins=frozenset(pins),
        prices=np.zeros(len(market.mentors), np.int64),
        total=total,
        upper_bound=total,
        rounds=1,
        timings=Timings(reading=read - began, scoring=scored - read, solving=done - scored, whole=done - began),
    )


def _pins(market: Market) -> list[tuple[int, int]]:
    row = {mentee.id: i for i, mentee in enumerate(market.mentees)}
    col = {mentor.id: j for j, mentor in enumerate(market.mentors)}
    pins = sorted({(row[a], col[b]) for a, b in market.rules.pinned if a in row and b in col})
    never = set(
        zip(
            *(each.tolist() for each in never_together(market.mentors, market.mentees, market.rules, False)),
            strict=True,
        )
    )
    for i, j in pins:
        if (i, j) in never:
            raise BrokenRuleError(f"{market.mentees[i].id} and {market.mentors[j].id} may never be paired.")
    return pins


def _best(
    market: Market, table: NDArray[np.int64], pins: list[tuple[int, int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    row = np.repeat(np.arange(len(market.mentees)), market.demand)
    col = np.repeat(np.arange(len(market.mentors)), market.capacity)
    value = np.maximum(table, 0)[np.ix_(row, col)]
    a, b = linear_sum_assignment(value, maximize=True)
    found = {(int(row[x]), int(col[y])) for x, y in zip(a, b, strict=True) if table[row[x], col[y]] > 0}
    flat = np.array(sorted(found | set(pins)), np.int64).reshape(-1, 2)
    return flat[:, 0], flat[:, 1]
