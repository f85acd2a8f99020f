"""A market that stays solved while people leave, come back, and pairs are tried out.

Prices and profits of the last solution are kept; a change is repaired where it happened, and only
mentees and mentors whose prices moved are looked at again. The result is the best total, as proven as a
run from scratch, in milliseconds instead of a whole run.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from alongside.matching.engine import floor_of
from alongside.matching.exclusions import Partners
from alongside.matching.graph import NEVER, Longs, drop, partners, used_pairs
from alongside.matching.growing import Grower
from alongside.matching.joining import UnforeseenError, with_mentee, with_mentor
from alongside.matching.market import build_market
from alongside.matching.parts import POINTS
from alongside.matching.people import Mentee, Mentor, TopicTree
from alongside.matching.program import Pair, Rules, Weights
from alongside.matching.repair import fill_place, new_search, place_mentee, settle_profit, wants_more
from alongside.matching.sources import MarketSource

MARGIN = 100
"""Pairs that miss by so few points are kept at hand, so that most changes need few looks."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The total after a change, what the change gained or cost, and the pairs that came and went."""

    total: float
    gain: float
    new: tuple[Pair, ...]
    ended: tuple[Pair, ...]


class Standing:
    """One solved market (objective *total*), changed person by person. Not for several threads at once.

    A change costs what it moves, some milliseconds at 20,000 people. What is learned from everyone (how
    rare a topic is, how telling a word) stays as it was when the market was read; where a newcomer would
    change what others' answers are worth altogether, the market is read and solved anew.
    """

    def __init__(
        self, mentors: Sequence[Mentor], mentees: Sequence[Mentee], *, weights: Weights, rules: Rules,
        topics: TopicTree | None = None,
    ) -> None:  # fmt: skip
        if rules.pinned:
            raise ValueError("A standing market takes pins one by one, with what_if.")
        self._weights, self._rules, self._topics = weights, rules, topics or TopicTree()
        self._solve(mentors, mentees, frozenset(), frozenset())

    def _solve(
        self, mentors: Sequence[Mentor], mentees: Sequence[Mentee], closed: Collection[str], gone: Collection[str]
    ) -> None:
        """Read and solve everything; mentors and mentees who left stay among them, with no places."""
        self.market = build_market(mentors, mentees, self._weights, self._rules, self._topics)
        self._partners = Partners(self.market.mentors, self.market.mentees, self._rules)
        self._row = {mentee.id: i for i, mentee in enumerate(self.market.mentees)}
        self._column = {mentor.id: j for j, mentor in enumerate(self.market.mentors)}
        self._asked = self.market.demand.astype(np.int64)
        least = np.full(len(self._asked), floor_of(self._rules), np.int64)
        capacity, demand = self.market.capacity.astype(np.int64), self._asked.copy()
        self._grower = Grower(MarketSource(self.market.features), capacity, demand, least)
        # The graph keeps the places of those who left, for they may come back.
        for places in (capacity, self._grower.graph.capacity):
            places[[self._column[name] for name in closed]] = 0
        for places in (demand, self._grower.graph.demand):
            places[[self._row[name] for name in gone]] = 0
        self._grower.begin()
        self._grower.finish()
        self._grower.look_ahead(MARGIN)
        self._slots, self._points = partners(self._grower.graph)

    @property
    def total(self) -> float:
        """The total of scores."""
        return self._points / POINTS

    @property
    def upper_bound(self) -> float:
        """The dual bound; equal to the total, for every change is solved to the end."""
        return self._grower.upper_bound() / POINTS

    @property
    def pair_ids(self) -> tuple[Pair, ...]:
        """The pairs as ids (mentee, mentor), sorted."""
        rows, columns, _ = used_pairs(self._grower.graph)
        return tuple(sorted(self._pair(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)))

    def join(self, person: Mentee | Mentor) -> Outcome:
        """A newcomer joins, and is paired where the total gains. Raises ValueError for an id that is taken."""
        if person.id in (self._row if isinstance(person, Mentee) else self._column):
            raise ValueError(f"Two people on one side have the id {person.id!r}.")
        try:
            if isinstance(person, Mentee):
                self._add_mentee(person)
            else:
                self._add_mentor(person)
        except UnforeseenError:
            return self._solve_with(person)
        return self._settled()

    def leave(self, mentee_id: str) -> Outcome:
        """A mentee leaves; their places go to whoever gains most."""
        i = self._row[mentee_id]
        g = self._grower.graph
        arcs = g.has[g.has_start[i] : g.has_start[i] + g.degree[i]].tolist()
        for e in arcs:
            drop(g, e)
        g.demand[i] = self._grower.demand[i] = 0
        g.profit[i] = NEVER
        self._fill(g.mentor[arcs].tolist())
        return self._settled()

    def come_back(self, mentee_id: str) -> Outcome:
        """A mentee who left is there again, asking for as many mentors as before."""
        i = self._row[mentee_id]
        g = self._grower.graph
        g.demand[i] = self._grower.demand[i] = self._asked[i]
        # Prices may have fallen anywhere meanwhile: this mentee's whole row has to be looked at.
        self._grower.look_again_at(i)
        self._place([i])
        return self._settled()

    def close(self, mentor_id: str) -> Outcome:
        """A mentor leaves; their mentees go to whoever is best for everyone."""
        j = self._column[mentor_id]
        g = self._grower.graph
        arcs = g.held[g.held_start[j] : g.held_start[j] + g.load[j]].tolist()
        for e in arcs:
            drop(g, e)
        g.capacity[j] = self._grower.capacity[j] = 0
        g.price[j] = NEVER
        self._place(g.mentee[arcs].tolist())
        return self._settled()

    def what_if(self, mentee_id: str, mentor_id: str) -> Outcome | None:
        """What a pin of this pair would give or cost everyone; nothing is changed. None where it is excluded."""
        i, j = self._row[mentee_id], self._column[mentor_id]
        start = self._grower.graph.has_start
        if j in self._slots[start[i] : start[i + 1]]:
            return Outcome(self.total, 0.0, (), ())
        one, column = np.array([i]), np.array([j])
        source = self._grower.source
        free = np.zeros(len(self.market.mentors), np.int64)
        found = source.best(one, column, free, np.array([-1]), self._grower.least[one], 1)
        if not len(found.score) or not self._grower.demand[i] or not self._grower.capacity[j]:
            return None
        trial = self._grower.copy()
        trial.settle_pair(i, j)
        slots, points = partners(trial.graph)
        return self._outcome(slots, points + int(found.score[0]), (i, j))

    def _add_mentee(self, person: Mentee) -> None:
        self.market = with_mentee(self.market, person, self._partners.of(person))
        self._partners.add(person)
        i = self._row[person.id] = len(self._row)
        self._asked = np.append(self._asked, max(0, person.demand))
        self._grower.add_mentee(MarketSource(self.market.features), int(self._asked[i]), floor_of(self._rules))
        self._place([i])

    def _add_mentor(self, person: Mentor) -> None:
        self.market = with_mentor(self.market, person, self._partners.of(person))
        self._partners.add(person)
        j = self._column[person.id] = len(self._column)
        self._grower.add_mentor(MarketSource(self.market.features), max(0, person.capacity))
        self._fill([j])

    def _solve_with(self, person: Mentee | Mentor) -> Outcome:
        """Read and solve everything, newcomer included; those who left stay out."""
        mentors, mentees = [*self.market.mentors], [*self.market.mentees]
        closed = [mentors[j].id for j in np.flatnonzero(self._grower.capacity == 0).tolist()]
        gone = [mentees[i].id for i in np.flatnonzero(self._grower.demand == 0).tolist()]
        if isinstance(person, Mentee):
            mentees.append(person)
        else:
            mentors.append(person)
        before, stood = self.total, {*self.pair_ids}
        self._solve(mentors, mentees, closed, gone)
        now = {*self.pair_ids}
        return Outcome(self.total, self.total - before, tuple(sorted(now - stood)), tuple(sorted(stood - now)))

    def _fill(self, mentors: Sequence[int]) -> None:
        """Fill places that stand empty at a price, or lower the price."""
        g = self._grower.graph
        search = new_search(g)
        for j in mentors:
            while g.price[j] > 0 and g.load[j] < g.capacity[j]:
                fill_place(g, search, j)

    def _place(self, mentees: Sequence[int]) -> None:
        """Place mentees as long as the total gains."""
        g = self._grower.graph
        search = new_search(g)
        for i in mentees:
            settle_profit(g, i)
            while wants_more(g, i):
                place_mentee(g, search, i)
                settle_profit(g, i)

    def _settled(self) -> Outcome:
        self._grower.finish_here()
        slots, points = partners(self._grower.graph)
        outcome = self._outcome(slots, points)
        self._slots, self._points = slots, points
        return outcome

    def _outcome(self, slots: Longs, points: int, pinned: tuple[int, int] | None = None) -> Outcome:
        """What differs between these places of all mentees and those that stand."""
        start = self._grower.graph.has_start
        held = np.append(self._slots, np.full(len(slots) - len(self._slots), -1))
        changed = np.searchsorted(start, np.flatnonzero(slots != held), side="right") - 1
        rows = {*changed.tolist(), *((pinned[0],) if pinned else ())}
        now = {(i, j) for i in rows for j in slots[start[i] : start[i + 1]].tolist() if j >= 0}
        stood = {(i, j) for i in rows for j in held[start[i] : start[i + 1]].tolist() if j >= 0}
        now |= {pinned} if pinned else set()
        new, ended = (tuple(sorted(self._pair(*pair) for pair in pairs)) for pairs in (now - stood, stood - now))
        return Outcome(points / POINTS, (points - self._points) / POINTS, new, ended)

    def _pair(self, i: int, j: int) -> Pair:
        return self.market.mentees[i].id, self.market.mentors[j].id
