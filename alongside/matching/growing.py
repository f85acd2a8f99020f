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

from alongside.matching.auction import auction
from alongside.matching.graph import (
    NEVER,
    Graph,
    Longs,
    copy_of,
    drop,
    known,
    new_graph,
    use_again,
    used_pairs,
    with_arcs,
    with_mentee,
    with_mentor,
    with_room,
)
from alongside.matching.repair import repair
from alongside.matching.sources import Source

AT_FIRST = 24
AT_ONCE = 20_000
PER_ROUND = 8
MOST_ROUNDS = 200
USUAL = 0.75
"""A newcomer's first look asks for this share of what others gain."""
STEP_SHARE = 500
"""An auction step is the greatest score over this."""
WHOLE_SHARE = 0.5
"""Above this share of all pairs, looking at all of them is cheaper than at moved rows and columns."""


@dataclass
class Grower:
    """A graph over a source of pairs, grown until nothing outside it is worth adding.

    ``least`` is the smallest score a pair may have, for each mentee. ``scanning`` counts seconds spent
    looking at pairs (scoring) apart from the rest. ``margin``: pairs that miss by so little are kept as
    well, so that small changes need no look. What is known of pairs outside the graph: at the prices
    ``_price``, none of a mentee's is worth more than ``_level``.
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
    margin: int = 0
    _level: Longs = field(init=False)
    _price: Longs = field(init=False)

    def __post_init__(self) -> None:
        self.graph = new_graph(self.capacity, self.demand, 0)
        self._level = np.full(len(self.demand), NEVER)
        self._price = np.zeros(len(self.capacity), np.int64)

    def begin(self, price: Longs | None = None) -> None:
        """Fill the graph with each mentee's best pairs at these prices, and hold an auction on it."""
        mentees, mentors = self._open()
        start = np.zeros(len(self.capacity), np.int64) if price is None else price
        self._level[:] = np.iinfo(np.int32).min // 2
        self.graph = with_room(self.graph, (AT_FIRST + 2 * PER_ROUND) * len(mentees))
        # Some at a time, and not named: what was found and the graph made of it are much the same size.
        for some in np.array_split(mentees, max(1, len(mentees) // AT_ONCE)):
            self.graph = with_arcs(self.graph, *self._best(some, mentors, start, AT_FIRST))
        self._price = start
        if price is not None:
            self.graph.price[:] = np.where(self.capacity > 0, price, 0)
        greatest = int(self.graph.value[: self.graph.size[0]].max(initial=0))
        auction(self.graph, max(1, greatest // STEP_SHARE))

    def finish(self, enough: int | None = None) -> None:
        """Repair and grow until the assignment is proven best over all pairs of the source.

        With ``enough``, stop as soon as that many mentees are placed.
        """
        self.proven = False
        moved: Longs | None = None
        for _ in range(MOST_ROUNDS):
            repair(self.graph, moved)
            self.rounds += 1
            if enough is not None and self.placed >= enough:
                return
            moved = self._grow()
            if not len(moved):
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
        for _ in range(MOST_ROUNDS):
            moved = self._grow()
            if not len(moved):
                return
            repair(self.graph, moved)
        self.proven = False

    def look_again_at(self, mentee: int) -> None:
        """Look at all pairs of this mentee when growing next."""
        self._level[mentee] = NEVER

    def look_ahead(self, margin: int) -> None:
        """Look at everyone's pairs once more, with a margin from now on: what follows will be small changes."""
        self.margin = margin
        self._level[:] = NEVER
        self._grow()

    def add_mentee(self, source: Source, demand: int, least: int) -> None:
        """One more mentee, the last row of ``source``, with the pairs that will do; still to be placed."""
        self.source, row = source, np.array([len(self.demand)])
        self.demand, self.least = np.append(self.demand, demand), np.append(self.least, least)
        # Looking for a good part of what others gain leaves most pairs out at a glance; a second look follows
        # where that was too much to ask.
        usual = self.graph.profit[self.graph.degree > 0]
        self._level = np.append(self._level, int(USUAL * usual.mean()) if len(usual) else 0)
        self.graph = with_mentee(self.graph, demand)
        mentors = np.flatnonzero(self.capacity > 0)
        self.graph = with_arcs(self.graph, *self._best(row, mentors, self.graph.price, AT_FIRST))

    def add_mentor(self, source: Source, capacity: int) -> None:
        """One more mentor, the last column of ``source``, too dear for anyone; their price is still to fall."""
        self.source, column = source, np.array([len(self.capacity)])
        self.capacity = np.append(self.capacity, capacity)
        seeking = np.flatnonzero(self.demand > 0)
        free = np.zeros(len(self.capacity), np.int64)
        found = source.best(seeking, column, free, self.graph.profit[seeking], self.least[seeking], 1)
        worth = found.score - self.graph.profit[found.mentee]
        price = int(worth.max(initial=0))
        self.graph = with_mentor(self.graph, capacity, price)
        # All pairs with a price beyond any score are worth less than any level.
        self._price = np.append(self._price, NEVER)
        keenest = np.argsort(-worth, kind="stable")[:AT_FIRST]
        self.graph = with_arcs(self.graph, found.mentee[keenest], found.mentor[keenest], found.score[keenest])

    def copy(self) -> "Grower":
        """A copy to try something on."""
        other = Grower(self.source, self.capacity.copy(), self.demand.copy(), self.least)
        other.graph, other.settled = copy_of(self.graph), list(self.settled)
        other._level, other._price, other.margin = self._level.copy(), self._price, self.margin
        return other

    def settle_pair(self, i: int, j: int) -> None:
        """Take one place of each out of the market for good, and the pair itself with them."""
        g, moved = self.graph, {i}
        self.settled.append(i * len(self.capacity) + j)
        for places, taken, start, arcs, at in (
            (self.demand, g.degree, g.has_start, g.has, i),
            (self.capacity, g.load, g.held_start, g.held, j),
        ):
            places[at] -= 1
            if taken[at] > places[at]:
                own = arcs[start[at] : start[at] + taken[at]]
                least = int(own[np.argmin(g.value[own])])
                moved.add(int(g.mentee[least]))
                drop(g, least)
        g.demand[i], g.capacity[j] = self.demand[i], self.capacity[j]
        same = np.flatnonzero((g.mentee == i) & (g.mentor == j))
        if len(same):
            self.graph = g._replace(value=g.value.copy())
            self.graph.value[same] = -NEVER
        repair(self.graph, np.array(sorted(moved)))
        self.finish_here()

    def place_first(self, bonus: Longs) -> None:
        """From now on, placing a mentee at all is worth ``bonus`` beyond the score."""
        self.graph.first[:] = bonus

    def raised(self, least: Longs) -> "Grower":
        """The same market with pairs below ``least`` excluded, standing where this one stands."""
        g = self.graph
        size = int(g.size[0])
        keep = np.flatnonzero(g.value[:size] >= least[g.mentee[:size]])
        other = Grower(self.source, self.capacity, self.demand, least, self.rounds, self.scanning)
        other._level, other._price = self._level.copy(), self._price
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

    def _best(self, mentees: Longs, mentors: Longs, price: Longs, k: int) -> tuple[Longs, Longs, Longs]:
        """The best pairs above the mentees' levels; where there are more than ``k``, the level is the last's value."""
        began = perf_counter()
        found = self.source.best(mentees, mentors, price, self._level[mentees], self.least[mentees], k)
        last = np.searchsorted(found.mentee, mentees[found.cut], side="right") - 1
        self._level[mentees[found.cut]] = found.score[last] - price[found.mentor[last]]
        self.scanning += perf_counter() - began
        return found.mentee, found.mentor, found.score

    def _grow(self) -> Longs:
        """Add pairs that would pay at the present prices, or nearly; the mentees who got some that pay."""
        g = self.graph
        seeking, offering = self.demand > 0, self.capacity > 0
        sunk = seeking & (g.profit < self._level)
        cheaper = offering & (g.price < self._price)
        here = int(sunk.sum()) * int(offering.sum()) + int(cheaper.sum()) * int(seeking.sum())
        if here > WHOLE_SHARE * int(seeking.sum()) * int(offering.sum()):
            sunk, cheaper = seeking, offering & False
        rest = seeking & ~sunk
        self._level[sunk] = g.profit[sunk] - self.margin
        if cheaper.any():
            self._level[rest] = np.maximum(self._level[rest], g.profit[rest] - self.margin)
        self._price = g.price.copy()
        found = [
            self._best(np.flatnonzero(rows), np.flatnonzero(columns), g.price, PER_ROUND)
            for rows, columns in ((sunk, offering), (rest, cheaper))
            if rows.any() and columns.any()
        ]
        if not found:
            return np.zeros(0, np.int64)
        mentees, mentors, scores = self._new(*(np.concatenate(each) for each in zip(*found, strict=True)))
        self.graph = with_arcs(g, mentees, mentors, scores)
        return np.unique(mentees[scores - g.price[mentors] > g.profit[mentees]])

    def _new(self, mentees: Longs, mentors: Longs, scores: Longs) -> tuple[Longs, Longs, Longs]:
        """Leave out pairs the graph has."""
        new = ~known(self.graph, mentees, mentors)
        if self.settled:
            new &= ~np.isin(mentees * len(self.capacity) + mentors, np.array(self.settled, np.int64))
        return mentees[new], mentors[new], scores[new]
