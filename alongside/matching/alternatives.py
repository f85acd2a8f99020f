"""The mentors who fit each mentee best, taken or not: what an organizer or a member chooses from."""

import numpy as np

from alongside.matching.results import Matching
from alongside.matching.scanning import best_pairs


def best_mentors(matching: Matching, count: int) -> dict[str, tuple[str, ...]]:
    """For each mentee's id up to ``count`` mentors' ids, best first; only pairs no rule excludes.

    Time grows with all pairs, memory with ``count`` times the mentees. Equal scores keep one order.
    """
    market = matching.market
    found: dict[str, tuple[str, ...]] = {mentee.id: () for mentee in market.mentees}
    if not market.mentors or not market.mentees:
        return found
    everybody, nothing = np.arange(len(market.mentees)), np.zeros(len(market.mentees), np.int64)
    prices = np.zeros(len(market.mentors), np.int64)
    best = best_pairs(market.features, everybody, np.arange(len(market.mentors)), prices, nothing - 1, nothing, count)
    for i, j in zip(best.mentee.tolist(), best.mentor.tolist(), strict=True):
        found[market.mentees[i].id] += (market.mentors[j].id,)
    return found
