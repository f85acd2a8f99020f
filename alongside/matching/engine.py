"""``match``: people in, pairs with reasons and a proof out."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from alongside.matching.choices import choices_of
from alongside.matching.compiling import without_loading
from alongside.matching.explaining import breakdown
from alongside.matching.market import Market, build_market, with_favors
from alongside.matching.objectives import Solution, solve
from alongside.matching.parts import POINTS
from alongside.matching.people import Mentee, Mentor, TopicTree
from alongside.matching.program import OBJECTIVES, Objective, Pair, Rules, UnknownObjectiveError, Weights
from alongside.matching.results import Matching, Timings
from alongside.matching.sources import MarketSource
from alongside.matching.stable import settle

FEW_PAIRS = 1_000
"""Up to so many pairs, plain Python is done before the compiled kernels would be loaded."""
_WEIGHTS, _RULES, _NO_TREE = Weights(), Rules(), TopicTree()


def match(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    *,
    weights: Weights = _WEIGHTS,
    rules: Rules = _RULES,
    objective: Objective = "total",
    topics: TopicTree = _NO_TREE,
    previous: Matching | Collection[Pair] | None = None,
    steadiness: float = 0.0,
) -> Matching:
    """Pair mentees with mentors so that the objective is as great as it can be, and prove it.

    ``previous`` is the run before (a ``Matching``, whose prices make this one start warm) or just its
    pairs; ``steadiness`` from 0 to 1 is how much score a standing proposal may cost before it is
    changed (0: none, the best total decides; 1: it changes only where it must).

    The result does not depend on the order of the people. Memory grows with people, time with pairs;
    6 thousand million pairs take seconds. Raises BrokenRuleError for an impossible pin,
    UnknownObjectiveError, UnreadableTimeError, TooLargeError (*most* and *fair* beyond some 50,000 places,
    where many stay out), and ValueError for double ids.
    """
    if objective not in OBJECTIVES:
        raise UnknownObjectiveError(f"{objective!r} is none of {', '.join(OBJECTIVES)}.")
    began = perf_counter()
    market = build_market(mentors, mentees, weights, rules, topics)
    read = perf_counter()
    favors = _favors(market, previous, steadiness)
    few = len(market.mentors) * len(market.mentees) <= FEW_PAIRS
    with without_loading() if few else nullcontext():
        solution = _solve(with_favors(market, favors) if favors else market, objective, _prices(market, previous))
    return _matching(market, objective, solution, favors, _Clock(began, read, perf_counter()))


@dataclass(frozen=True, slots=True)
class _Clock:
    began: float
    read: float
    solved: float


def _solve(market: Market, objective: Objective, prices: NDArray[np.int64] | None) -> Solution:
    capacity, demand = market.capacity.astype(np.int64), market.demand.astype(np.int64)
    pinned = np.array(market.pins, np.int64).reshape(-1, 2)
    served = np.bincount(pinned[:, 0], minlength=len(demand))
    capacity = np.maximum(0, capacity - np.bincount(pinned[:, 1], minlength=len(capacity)))
    demand = np.maximum(0, demand - served)
    least = np.full(len(demand), floor_of(market.rules), np.int64)
    source = MarketSource(market.features)
    if objective == "stable":
        return settle(source, capacity, demand, least, choices=choices_of(market.mentors, market.mentees))
    return solve(source, capacity, demand, least, objective, served=served, prices=prices)


def floor_of(rules: Rules) -> int:
    """The program's floor in points, 0 without one."""
    return int(np.ceil(round((rules.floor or 0.0) * POINTS, 6)))


def _favors(
    market: Market, previous: Matching | Collection[Pair] | None, steadiness: float
) -> dict[tuple[int, int], int]:
    """Points that favor standing proposals; none for those the rules no longer allow to stand."""
    points = round(POINTS * min(1.0, max(0.0, steadiness)))
    if previous is None or not points:
        return {}
    row = {mentee.id: i for i, mentee in enumerate(market.mentees)}
    column = {mentor.id: j for j, mentor in enumerate(market.mentors)}
    pairs = previous.pair_ids if isinstance(previous, Matching) else previous
    standing = sorted({(row[a], column[b]) for a, b in pairs if a in row and b in column} - set(market.pins))
    floor = floor_of(market.rules)
    return {pair: points for pair in standing if sum(breakdown(market, *pair).values()) >= floor}


def _prices(market: Market, previous: Matching | Collection[Pair] | None) -> NDArray[np.int64] | None:
    """The prices of the run before, mentor by mentor; new mentors start at none."""
    if not isinstance(previous, Matching) or not previous.prices.any():
        return None
    price = dict(zip((mentor.id for mentor in previous.market.mentors), previous.prices.tolist(), strict=True))
    known = np.array([price.get(mentor.id, 0) for mentor in market.mentors], np.int64)
    # Prices above any score only tell who was placed first in that run.
    return np.minimum(known, POINTS)


def _matching(
    market: Market, objective: Objective, solution: Solution, favors: dict[tuple[int, int], int], clock: _Clock
) -> Matching:
    found = zip(solution.mentees.tolist(), solution.mentors.tolist(), solution.scores.tolist(), strict=True)
    scored = {(i, j): score - favors.get((i, j), 0) for i, j, score in found}
    kept = sum(favors.get(pair, 0) for pair in scored)
    pinned = {pair: sum(breakdown(market, *pair).values()) for pair in market.pins}
    pairs = sorted((scored | pinned).items())
    index = np.array([pair for pair, _ in pairs], np.int64).reshape(-1, 2)
    scores = np.array([score for _, score in pairs], np.int64)
    done = perf_counter()
    return Matching(
        objective=objective,
        market=market,
        rows=index[:, 0],
        columns=index[:, 1],
        scores=scores,
        pins=frozenset(market.pins),
        prices=solution.prices,
        total=float(scores.sum()) / POINTS,
        upper_bound=float(solution.bound - kept + sum(pinned.values())) / POINTS,
        rounds=solution.rounds,
        timings=Timings(
            reading=clock.read - clock.began,
            scoring=solution.scanning,
            solving=clock.solved - clock.read - solution.scanning,
            whole=done - clock.began,
        ),
    )
