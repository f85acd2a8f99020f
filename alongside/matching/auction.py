"""The auction: mentees bid for places, prices rise, and most of the best assignment is found fast.

Bertsekas, "The auction algorithm: a distributed relaxation method for the assignment problem",
Annals of Operations Research 14 (1988); a mentor with several places is several identical objects.
The result is near the best; ``repair`` makes it exact.
"""

import numpy as np

from alongside.matching.compiling import compiled
from alongside.matching.graph import Graph, drop, take


@compiled
def auction(g: Graph, step: int) -> int:
    """Let every mentee with open wishes bid, each bid at least ``step`` above the last; count the bids."""
    waiting = np.empty(g.demand.sum() + 1, np.int32)
    bid = np.zeros(g.size[0], np.int64)
    many = 0
    for i in range(len(g.demand) - 1, -1, -1):
        for _ in range(g.degree[i], g.demand[i]):
            waiting[many] = i
            many += 1
    bids = 0
    while many > 0:
        many -= 1
        i = waiting[many]
        bids += 1
        arc, best, second = -1, 0, 0
        e = g.mentee_head[i]
        while e >= 0:
            if g.used[e] == 0:
                gain = g.value[e] - g.price[g.mentor[e]]
                if gain > best:
                    second = best
                    best = gain
                    arc = e
                elif gain > second:
                    second = gain
            e = g.mentee_next[e]
        if arc < 0:
            continue
        j = g.mentor[arc]
        offer = g.value[arc] - second + step
        if g.load[j] < g.capacity[j]:
            take(g, arc)
            bid[arc] = offer
            continue
        lowest, loser = offer, -1
        for at in range(g.held_start[j], g.held_start[j] + g.load[j]):
            if bid[g.held[at]] < lowest:
                lowest = bid[g.held[at]]
                loser = g.held[at]
        g.price[j] = max(g.price[j], lowest)
        if loser < 0:
            waiting[many] = i
        else:
            waiting[many] = g.mentee[loser]
            drop(g, loser)
            take(g, arc)
            bid[arc] = offer
        many += 1
    return bids
