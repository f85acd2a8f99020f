"""The objectives: the best total, most people first, the fair floor."""

from dataclasses import dataclass

import numpy as np

from alongside.matching.graph import Longs
from alongside.matching.growing import Grower
from alongside.matching.program import Objective, TooLargeError
from alongside.matching.sources import Source


@dataclass(frozen=True, slots=True)
class Solution:
    """Pairs with their scores, and a bound on the total of the scores."""

    mentees: Longs
    mentors: Longs
    scores: Longs
    bound: int
    prices: Longs
    rounds: int
    scanning: float


def solve(
    source: Source,
    capacity: Longs,
    demand: Longs,
    least: Longs,
    objective: Objective,
    *,
    served: Longs | None = None,
    prices: Longs | None = None,
) -> Solution:
    """Solve one market for *total*, *most* or *fair*; scores are whole numbers.

    ``least`` is each mentee's smallest allowed score, ``served`` marks mentees who are placed already,
    ``prices`` those of an earlier run. Time grows about linearly with the pairs looked at, memory with
    people.
    """
    grower = Grower(source, capacity, demand, least)
    grower.begin(prices)
    if objective == "total":
        grower.finish()
        return _solution(grower, 0)
    bonus = np.where((demand > 0) & (served == 0 if served is not None else True), _bonus(grower), 0)
    grower.place_first(bonus)
    grower.finish()
    _check_most_are_placed(grower, int(bonus.max(initial=0)))
    if objective == "fair":
        grower = _with_best_floor(grower)
    return _solution(grower, int(bonus[grower.graph.degree > 0].sum()))


def _bonus(grower: Grower) -> int:
    """What placing a mentee is worth, so that it comes first: see ``_enough``."""
    return min(grower.source.dearest, _enough(grower))


def _enough(grower: Grower) -> int:
    """More than any change of the total could be worth: one more mentee moves at most all others."""
    values = grower.graph.value[: grower.graph.size[0]]
    spread = int(values.max(initial=0)) - min(0, int(values.min(initial=0)))
    places = min(int(grower.demand.sum()), int(grower.capacity.sum()))
    return 2 * (spread + 1) * (places + 1)


def _check_most_are_placed(grower: Grower, bonus: int) -> None:
    """Beyond some 50,000 places the bonus would not fit the kernels' numbers, and a smaller one is no proof.

    There, the count itself is the proof wherever everyone who has any pair is placed, or every place is
    taken: more cannot be. Otherwise TooLargeError is raised.
    """
    if bonus >= _enough(grower):
        return
    g = grower.graph
    could = min(int(((g.demand > 0) & (g.mentee_head >= 0)).sum()), int(g.capacity.sum()))
    if grower.placed < could:
        raise TooLargeError(
            f"{could - grower.placed} of {could} people stay without a pair, and among so many it cannot be told "
            "for certain that nobody more can be placed. Use the objective total, or smaller groups."
        )


def _with_best_floor(grower: Grower) -> Grower:
    """Raise the floor as far as it goes without placing fewer mentees (bisection)."""
    placed = grower.placed
    if not placed:
        return grower
    g = grower.graph
    size = int(g.size[0])
    own_best = np.full(len(g.demand), np.iinfo(np.int64).min)
    np.maximum.at(own_best, g.mentee[:size], g.value[:size])
    # As many mentees as are placed must each have a pair at the floor.
    ceiling = int(np.sort(own_best)[-placed])
    floor = grower.worst
    best = grower
    while floor < ceiling:
        middle = (floor + ceiling + 1) // 2
        trial = best.raised(np.maximum(best.least, middle))
        trial.finish(enough=placed)
        if trial.placed >= placed:
            best, floor = trial, trial.worst
        else:
            ceiling = middle - 1
        best.rounds, best.scanning = trial.rounds, trial.scanning
    best = best.raised(np.maximum(best.least, floor))
    best.finish()
    return best


def _solution(grower: Grower, bonus: int) -> Solution:
    mentees, mentors, scores = grower.pairs()
    if not grower.proven:
        raise ArithmeticError("The assignment did not settle; this is a fault in the engine.")
    return Solution(
        mentees, mentors, scores, grower.upper_bound() - bonus, grower.graph.price, grower.rounds, grower.scanning
    )
