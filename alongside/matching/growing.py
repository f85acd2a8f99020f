"""Column generation: the best assignment over all pairs, of which only a few are ever stored.

1. The graph starts with each mentee's best pairs by score minus price.
2. An auction finds a good assignment on it, and exact repair the best one, with its prices.
3. With the prices every pair outside the graph is looked at; those that would pay join the graph.
   When none would, the prices prove the assignment best over *all* pairs: the dual bound equals the
   total (Dantzig and Wolfe, "Decomposition principle for linear programs", Operations Research 8
   (1960); prices instead of scores alone decide what is worth keeping).
"""

from dataclasses import dataclass, field
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from alongside.matching.auction import auction
from alongside.matching.graph import NEVER, Graph, Longs, copy_of, drop, new_graph, use_again, used_pairs, with_arcs
from alongside.matching.repair import repair
from alongside.matching.sources import Source

AT_FIRST = 24
PER_ROUND = 8
MOST_ROUNDS = 200
STEP_SHARE = 500
"""An auction step is the greatest score over this."""
WHOLE_SHARE = 0.5
"""Above this share of all pairs, looking at all of them is cheaper than at moved rows and columns."""


@dataclass
class Grower:
    """A graph over a source of pairs, grown until nothing outside it is worth adding.

    ``least`` is the smallest score a pair may have, for each mentee. ``seconds`` counts time spent
    looking at pairs (scoring) apart from the rest.
    """

    source: Source
    capacity: Longs
    demand: Longs
    least: Longs
    rounds: int = 0
    scanning: float = 0.0
    proven: bool = False
    settled: list[int] = field(default_factory=list)
    graph: Graph = field(init=False)
    _price: Longs = field(init=False)
    _profit: Longs = field(init=False)
    _cut: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.graph = new_graph(self.capacity, self.demand, 0)
        self._forget_checks()

    def begin(self, price: Longs | None = None) -> None:
        """Fill the graph with each mentee's best pairs at these prices, and hold an auction on it."""
        mentees, mentors = self._open()
        start = np.zeros(len(self.capacity), np.int64) if price is None else price
        nothing = np.full(len(mentees), np.iinfo(np.int32).min // 2, np.int64)
        found = self._best(mentees, mentors, start, nothing, AT_FIRST)
        self.graph = with_arcs(self.graph, *found)
        if price is not None:
            self.graph.price[:] = np.where(self.capacity > 0, price, 0)
        greatest = int(found[2].max(initial=0))
        auction(self.graph, max(1, greatest // STEP_SHARE))

    def finish(self, enough: int | None = None) -> None:
        """Repair and grow until the assignment is proven best over all pairs of the source.

        With ``enough``, stop as soon as that many mentees are placed.
        """
        self.proven = False
        for _ in range(MOST_ROUNDS):
            repair(self.graph)
            self.rounds += 1
            if enough is not None and self.placed >= enough:
                return
            if not self._grow():
                self.proven = True
                return

    @property
    def placed(self) -> int:
        """How many mentees have a mentor."""
        return int((self.graph.degree > 0).sum())

    @property
    def worst(self) -> int:
        """The lowest score in use, or a very high one without pairs."""
        return int(used_pairs(self.graph)[2].min(initial=NEVER))

    def finish_here(self) -> None:
        """As ``finish``, where the assignment is the best on the graph already: look first, repair if need be."""
        if self._grow():
            self.finish()

    def look_again_at(self, mentee: int) -> None:
        """Look at all pairs of this mentee when growing next."""
        self._cut[mentee] = True

    def copy(self) -> "Grower":
        """A copy to try something on."""
        other = Grower(self.source, self.capacity.copy(), self.demand.copy(), self.least)
        other.graph, other.settled = copy_of(self.graph), list(self.settled)
        other._price, other._profit, other._cut = self._price, self._profit, self._cut.copy()
        return other

    def settle_pair(self, i: int, j: int) -> None:
        """Take one place of each out of the market for good, and the pair itself with them."""
        g = self.graph
        self.settled.append(i * len(self.capacity) + j)
        for places, taken, start, arcs, at in (
            (self.demand, g.degree, g.has_start, g.has, i),
            (self.capacity, g.load, g.held_start, g.held, j),
        ):
            places[at] -= 1
            if taken[at] > places[at]:
                own = arcs[start[at] : start[at] + taken[at]]
                drop(g, int(own[np.argmin(g.value[own])]))
        g.demand[i], g.capacity[j] = self.demand[i], self.capacity[j]
        same = np.flatnonzero((g.mentee == i) & (g.mentor == j))
        if len(same):
            self.graph = g._replace(value=g.value.copy())
            self.graph.value[same] = -NEVER

    def place_first(self, bonus: Longs) -> None:
        """From now on, placing a mentee at all is worth ``bonus`` beyond the score."""
        self.graph.first[:] = bonus
        self._forget_checks()

    def raised(self, least: Longs) -> "Grower":
        """The same market with pairs below ``least`` excluded, standing where this one stands."""
        g = self.graph
        size = int(g.size[0])
        keep = np.flatnonzero(g.value[:size] >= least[g.mentee[:size]])
        other = Grower(self.source, self.capacity, self.demand, least, self.rounds, self.scanning)
        other.graph = with_arcs(
            new_graph(self.capacity, self.demand, 0),
            g.mentee[keep].astype(np.int64),
            g.mentor[keep].astype(np.int64),
            g.value[keep],
        )
        other.graph.price[:], other.graph.first[:] = g.price, g.first
        use_again(other.graph, np.flatnonzero(g.used[keep]))
        return other

    def upper_bound(self) -> int:
        """The dual bound on score plus bonus, valid when ``proven``: see ``graph`` for the conditions."""
        g = self.graph
        size = int(g.size[0])
        bound = int((g.price * g.capacity).sum())
        # A mentee's own part is the greatest of profit * k + bonus over 0..demand mentors.
        most = np.maximum(0, g.profit * g.demand + np.where(g.demand > 0, g.first, 0))
        most = np.maximum(most, np.where(g.demand > 0, g.profit + g.first, 0))
        excess = g.value[:size] - g.price[g.mentor[:size]] - g.profit[g.mentee[:size]]
        return bound + int(most.sum()) + int(np.maximum(0, excess).sum())

    def pairs(self) -> tuple[Longs, Longs, Longs]:
        """The assignment: mentees, mentors, scores."""
        return used_pairs(self.graph)

    def _open(self) -> tuple[Longs, Longs]:
        return np.flatnonzero(self.demand > 0), np.flatnonzero(self.capacity > 0)

    def _best(self, mentees: Longs, mentors: Longs, price: Longs, above: Longs, k: int) -> tuple[Longs, ...]:
        began = perf_counter()
        found = self.source.best(mentees, mentors, price, above, self.least[mentees], k)
        self._cut[mentees] = found.full
        self.scanning += perf_counter() - began
        return found.mentee, found.mentor, found.score

    def _grow(self) -> bool:
        """Add pairs that would pay at the present prices; False when there are none."""
        g = self.graph
        mentees, mentors = self._open()
        sunk = np.flatnonzero((g.profit < self._profit) | self._cut)
        cheaper = np.flatnonzero(g.price < self._price)
        sunk, cheaper = np.intersect1d(sunk, mentees), np.intersect1d(cheaper, mentors)
        cost = len(sunk) * len(mentors) + len(cheaper) * len(mentees)
        if cost > WHOLE_SHARE * len(mentees) * len(mentors):
            looks = [(mentees, mentors)]
        else:
            looks = [(sunk, mentors), (np.setdiff1d(mentees, sunk), cheaper)]
        self._price, self._profit = g.price.copy(), g.profit.copy()
        found = [
            self._best(rows, cols, g.price, g.profit[rows], PER_ROUND)
            for rows, cols in looks
            if len(rows) and len(cols)
        ]
        if not found:
            return False
        new = self._not_used(*(np.concatenate(each) for each in zip(*found, strict=True)))
        self.graph = with_arcs(g, *new)
        return len(new[0]) > 0

    def _not_used(self, mentees: Longs, mentors: Longs, scores: Longs) -> tuple[Longs, Longs, Longs]:
        """Leave out pairs the graph has: of those only used ones can pay."""
        many = len(self.capacity)
        used = used_pairs(self.graph)
        known = np.concatenate([used[0] * many + used[1], np.array(self.settled, np.int64)])
        new = ~np.isin(mentees * many + mentors, known)
        return mentees[new], mentors[new], scores[new]

    def _forget_checks(self) -> None:
        self._price = np.full(len(self.capacity), np.iinfo(np.int64).max)
        self._profit = np.full(len(self.demand), np.iinfo(np.int64).max)
        self._cut = np.ones(len(self.demand), bool)
