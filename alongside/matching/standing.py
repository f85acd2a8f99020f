"""A market that stays solved while people leave, come back, and pairs are tried out.

Prices and profits of the last solution are kept; a change is repaired where it happened, and only
mentees and mentors whose prices moved are looked at again. The result is the best total, as proven as a
run from scratch, in milliseconds instead of a whole run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alongside.matching.engine import floor_of
from alongside.matching.graph import NEVER, Longs, drop, used_pairs
from alongside.matching.growing import Grower
from alongside.matching.market import Market, build_market
from alongside.matching.parts import POINTS
from alongside.matching.people import Mentee, Mentor, TopicTree
from alongside.matching.program import Pair, Rules, Weights
from alongside.matching.repair import fill_place, new_search, place_mentee, settle_profit, wants_more
from alongside.matching.sources import MarketSource


@dataclass(frozen=True, slots=True)
class Outcome:
    """The total after a change, what the change gained or cost, and the pairs that came and went."""

    total: float
    gain: float
    new: tuple[Pair, ...]
    ended: tuple[Pair, ...]


class Standing:
    """One solved market (objective *total*), changed person by person. Not for several threads at once."""

    def __init__(
        self, mentors: Sequence[Mentor], mentees: Sequence[Mentee], *, weights: Weights, rules: Rules,
        topics: TopicTree | None = None,
    ) -> None:  # fmt: skip
        if rules.pinned:
            raise ValueError("A standing market takes pins one by one, with what_if.")
        self.market: Market = build_market(mentors, mentees, weights, rules, topics or TopicTree())
        self._row = {mentee.id: i for i, mentee in enumerate(self.market.mentees)}
        self._column = {mentor.id: j for j, mentor in enumerate(self.market.mentors)}
        self._asked = self.market.demand.astype(np.int64)
        least = np.full(len(self._asked), floor_of(rules), np.int64)
        capacity, demand = self.market.capacity.astype(np.int64), self._asked.copy()
        self._grower = Grower(MarketSource(self.market.features), capacity, demand, least)
        self._grower.begin()
        self._grower.finish()
        self._pairs = self._keys()

    @property
    def total(self) -> float:
        """The total of scores."""
        return int(used_pairs(self._grower.graph)[2].sum()) / POINTS

    @property
    def upper_bound(self) -> float:
        """The dual bound; equal to the total, for every change is solved to the end."""
        return self._grower.upper_bound() / POINTS

    @property
    def pair_ids(self) -> tuple[Pair, ...]:
        """The pairs as ids (mentee, mentor), sorted."""
        return self._ids(self._pairs)

    def leave(self, mentee_id: str) -> Outcome:
        """A mentee leaves; their places go to whoever gains most."""
        i, before = self._row[mentee_id], self.total
        g = self._grower.graph
        freed = [int(g.mentor[e]) for e in g.has[g.has_start[i] : g.has_start[i] + g.degree[i]].tolist()]
        for e in g.has[g.has_start[i] : g.has_start[i] + g.degree[i]].tolist():
            drop(g, e)
        g.demand[i] = self._grower.demand[i] = 0
        g.profit[i] = NEVER
        search = new_search(g)
        for j in freed:
            while g.price[j] > 0 and g.load[j] < g.capacity[j]:
                fill_place(g, search, j)
        return self._settled(before)

    def come_back(self, mentee_id: str) -> Outcome:
        """A mentee who left is there again, asking for as many mentors as before."""
        i, before = self._row[mentee_id], self.total
        g = self._grower.graph
        g.demand[i] = self._grower.demand[i] = self._asked[i]
        # Prices may have fallen anywhere meanwhile: this mentee's whole row has to be looked at.
        self._grower.look_again_at(i)
        search = new_search(g)
        settle_profit(g, i)
        while wants_more(g, i):
            place_mentee(g, search, i)
            settle_profit(g, i)
        return self._settled(before)

    def what_if(self, mentee_id: str, mentor_id: str) -> Outcome | None:
        """What a pin of this pair would give or cost everyone; nothing is changed. None where it is excluded."""
        i, j = self._row[mentee_id], self._column[mentor_id]
        if (self._pairs == i * len(self._column) + j).any():
            return Outcome(self.total, 0.0, (), ())
        one, column = np.array([i]), np.array([j])
        source = self._grower.source
        free = np.zeros(len(self.market.mentors), np.int64)
        found = source.best(one, column, free, np.array([-1]), self._grower.least[one], 1)
        if not len(found.score) or not self._grower.demand[i] or not self._grower.capacity[j]:
            return None
        before = self.total
        trial = self._grower.copy()
        trial.settle_pair(i, j)
        trial.finish()
        rows, columns, scores = trial.pairs()
        after = (int(scores.sum()) + int(found.score[0])) / POINTS
        keys = np.append(rows * len(self._column) + columns, i * len(self._column) + j)
        return self._outcome(before, after, np.sort(keys))

    def _settled(self, before: float) -> Outcome:
        self._grower.finish_here()
        keys = self._keys()
        outcome = self._outcome(before, self.total, keys)
        self._pairs = keys
        return outcome

    def _outcome(self, before: float, after: float, keys: Longs) -> Outcome:
        new = np.setdiff1d(keys, self._pairs, assume_unique=True)
        ended = np.setdiff1d(self._pairs, keys, assume_unique=True)
        return Outcome(after, after - before, self._ids(new), self._ids(ended))

    def _keys(self) -> Longs:
        rows, columns, _ = used_pairs(self._grower.graph)
        return np.sort(rows * len(self._column) + columns)

    def _ids(self, keys: Longs) -> tuple[Pair, ...]:
        many = len(self._column)
        found = ((self.market.mentees[key // many].id, self.market.mentors[key % many].id) for key in keys.tolist())
        return tuple(sorted(found))
