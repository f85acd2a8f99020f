"""Where pairs come from: a market whose scores are made on the fly, or a table that is at hand."""

from time import perf_counter
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from alongside.matching.compiling import compiled, runs_plain
from alongside.matching.features import Features
from alongside.matching.graph import NEVER, Longs
from alongside.matching.scanning import Found, best_pairs


class Source(Protocol):
    """Anything that can find, for each mentee, the allowed pairs with the greatest score - price.

    ``dearest``: the greatest price it can reckon with.
    """

    dearest: int

    def best(self, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, k: int) -> Found:
        """See ``scanning.best_pairs``."""
        ...


class MarketSource:
    """All pairs of a market, scored while they are looked at, in numbers of 32 bits at most."""

    dearest = 1 << 30

    def __init__(self, features: Features) -> None:
        self._features = features

    def best(self, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, k: int) -> Found:
        """See ``scanning.best_pairs``."""
        return best_pairs(self._features, mentees, mentors, price, above, least, k)


class Timed:
    """A source that counts the seconds spent looking."""

    def __init__(self, source: Source) -> None:
        self._source, self.dearest, self.seconds = source, source.dearest, 0.0

    def best(self, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, k: int) -> Found:
        """See ``scanning.best_pairs``."""
        began = perf_counter()
        found = self._source.best(mentees, mentors, price, above, least, k)
        self.seconds += perf_counter() - began
        return found


class TableSource:
    """All pairs of a table of whole numbers, ``FORBIDDEN`` where a pair is excluded."""

    dearest = NEVER >> 2

    def __init__(self, table: NDArray[np.int32]) -> None:
        self._table = table

    def best(self, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, k: int) -> Found:
        """See ``scanning.best_pairs``."""
        k = max(1, min(k, len(mentors)))
        who = np.zeros((len(mentees), k), np.int64)
        score, many = np.zeros_like(who), np.zeros(len(mentees), np.int64)
        look = _best_of_table_plain if runs_plain() else _best_of_table
        look(self._table, mentees, mentors, price, above, least, who, score, many)
        kept = np.arange(k) < many[:, None]
        return Found(np.repeat(mentees, many), who[kept], score[kept], (many == k) & (k < len(mentors)))


class ArcSource:
    """A list of pairs that is short enough to be stored whole."""

    dearest = NEVER >> 2

    def __init__(self, mentees: Longs, mentors: Longs, scores: Longs, people: int) -> None:
        self._pairs = mentees, mentors, scores
        self._people = people

    def best(self, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, k: int) -> Found:
        """Every pair that qualifies, however large ``k`` is."""
        rows, columns, scores = self._pairs
        bound = np.full(self._people, NEVER)
        floor = np.full(self._people, NEVER)
        bound[mentees], floor[mentees] = above, least
        hit = (scores >= floor[rows]) & (scores - price[columns] > bound[rows])
        hit &= np.isin(columns, mentors)
        return Found(rows[hit], columns[hit], scores[hit], np.zeros(len(mentees), bool))


@compiled
def _best_of_table(
    table: NDArray[np.int32], mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs,
    who: Longs, score: Longs, many: Longs,
) -> None:  # fmt: skip
    """Insertion into a short sorted list: most pairs fail the first comparison."""
    k = who.shape[1]
    for q in range(len(mentees)):
        i = mentees[q]
        bound = above[q]
        for j in mentors:
            s = np.int64(table[i, j])
            if s < least[q] or s - price[j] <= bound:
                continue
            value = s - price[j]
            at = min(many[q], k - 1)
            while at > 0 and score[q, at - 1] - price[who[q, at - 1]] < value:
                who[q, at] = who[q, at - 1]
                score[q, at] = score[q, at - 1]
                at -= 1
            who[q, at] = j
            score[q, at] = s
            if many[q] < k:
                many[q] += 1
            if many[q] == k:
                bound = score[q, k - 1] - price[who[q, k - 1]]


def _best_of_table_plain(
    table: NDArray[np.int32], mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs,
    who: Longs, score: Longs, many: Longs,
) -> None:  # fmt: skip
    """The same in numpy, for machines without numba."""
    for q, i in enumerate(mentees):
        scores = table[i, mentors].astype(np.int64)
        value = scores - price[mentors]
        hit = np.flatnonzero((scores >= least[q]) & (value > above[q]))
        hit = hit[np.argsort(-value[hit], kind="stable")][: who.shape[1]]
        many[q] = len(hit)
        who[q, : len(hit)] = mentors[hit]
        score[q, : len(hit)] = scores[hit]
