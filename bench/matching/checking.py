"""Whether a stable result is stable: every pair of a market is looked at again, none may block.

``plainly`` scores pair by pair in numpy, which shares nothing with the compiled kernels; ``all_pairs``
scans them all with the kernels, for markets where that would take hours.
"""

import numpy as np

from alongside.matching import Matching
from alongside.matching.plain import scores_of
from alongside.matching.scanning import best_pairs


def held(matching: Matching) -> tuple[np.ndarray, np.ndarray]:
    """The least a mentee and a mentor would have to be offered to change their minds."""
    market = matching.market
    floor, price = np.full(len(market.mentees), 1 << 20), np.full(len(market.mentors), 1 << 20)
    np.minimum.at(floor, matching.rows, matching.scores + 1)
    np.minimum.at(price, matching.columns, matching.scores)
    given = np.bincount(matching.rows, minlength=len(floor))
    filled = np.bincount(matching.columns, minlength=len(price))
    return np.where(given < market.demand, 0, floor), np.where(filled < market.capacity, -1, price)


def plainly(matching: Matching, rows: np.ndarray) -> int:
    """How many pairs block among those of some mentees (each asking for one mentor)."""
    floor, price = held(matching)
    columns, blocking = np.flatnonzero(matching.market.capacity > 0), 0
    for i in rows.tolist():
        scores = scores_of(matching.market.features, i, columns)
        blocking += int(((scores >= floor[i]) & (scores > price[columns])).sum())
    return blocking


def all_pairs(matching: Matching) -> int:
    """How many mentees have a pair that blocks, of all pairs."""
    floor, price = held(matching)
    rows, columns = np.flatnonzero(matching.market.demand > 0), np.flatnonzero(matching.market.capacity > 0)
    found = best_pairs(matching.market.features, rows, columns, price, np.zeros(len(rows), np.int64), floor[rows], 1)
    return len(found.mentee)
