"""Exact repair: from any prices and any assignment to the best assignment on the graph.

Shortest augmenting paths with potentials (Jonker and Volgenant, Computing 38 (1987); Ahuja, Magnanti,
Orlin, *Network Flows*, ch. 9 and 12), for mentees with demands and mentors with capacities, in both
directions: from a mentee who wants a place, and from a place that should not stay empty at its price.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.matching.compiling import compiled
from alongside.matching.graph import NEVER, Graph, Longs, bonus, drop, take


class Search(NamedTuple):
    """Working memory of the searches: distances, the arcs that led there, what was touched, a heap.

    Nodes are mentors 0 .. m-1 and mentees m .. m+n-1. ``counts``: touched nodes, heap entries.
    """

    distance: Longs
    via: NDArray[np.int32]
    touched: NDArray[np.int32]
    heap_distance: Longs
    heap_node: NDArray[np.int32]
    counts: Longs


def new_search(graph: Graph) -> Search:
    """Working memory for searches on a graph."""
    nodes = len(graph.capacity) + len(graph.demand)
    entries = int(graph.size[0]) + len(graph.held) + nodes + 16
    return Search(
        distance=np.full(nodes, NEVER, np.int64),
        via=np.full(nodes, -1, np.int32),
        touched=np.empty(nodes, np.int32),
        heap_distance=np.empty(entries, np.int64),
        heap_node=np.empty(entries, np.int32),
        counts=np.zeros(2, np.int64),
    )


def repair(graph: Graph, moved: Longs | None = None) -> None:
    """Make the assignment the best on the graph, and prices and profits its proof.

    ``moved``: the only mentees for whom anything changed since that was so; without it, all.
    """
    repair_some(graph, new_search(graph), np.arange(len(graph.demand)) if moved is None else moved)


@compiled
def _push(s: Search, distance: int, node: int) -> None:
    at = s.counts[1]
    s.counts[1] += 1
    while at > 0:
        up = (at - 1) >> 1
        if s.heap_distance[up] < distance or (s.heap_distance[up] == distance and s.heap_node[up] <= node):
            break
        s.heap_distance[at] = s.heap_distance[up]
        s.heap_node[at] = s.heap_node[up]
        at = up
    s.heap_distance[at] = distance
    s.heap_node[at] = node


@compiled
def _pop(s: Search) -> None:
    """Take the first entry away; the caller has read it."""
    s.counts[1] -= 1
    many = s.counts[1]
    distance, node = s.heap_distance[many], s.heap_node[many]
    at = 0
    while True:
        down = 2 * at + 1
        if down >= many:
            break
        other = down + 1
        if other < many and (
            s.heap_distance[other] < s.heap_distance[down]
            or (s.heap_distance[other] == s.heap_distance[down] and s.heap_node[other] < s.heap_node[down])
        ):
            down = other
        if s.heap_distance[down] > distance or (s.heap_distance[down] == distance and s.heap_node[down] >= node):
            break
        s.heap_distance[at] = s.heap_distance[down]
        s.heap_node[at] = s.heap_node[down]
        at = down
    s.heap_distance[at] = distance
    s.heap_node[at] = node


@compiled
def _reach(s: Search, node: int, distance: int, arc: int) -> None:
    if s.distance[node] == NEVER:
        s.touched[s.counts[0]] = node
        s.counts[0] += 1
    s.distance[node] = distance
    s.via[node] = arc


@compiled
def _forget(s: Search) -> None:
    for at in range(s.counts[0]):
        s.distance[s.touched[at]] = NEVER
    s.counts[0] = 0
    s.counts[1] = 0


@compiled
def place_mentee(g: Graph, s: Search, start: int) -> None:
    """Give a mentee one more mentor by the cheapest chain of moves, or settle that none is worth it."""
    m = len(g.capacity)
    limit = g.profit[start] + bonus(g, start, g.degree[start] + 1)
    end, end_is_room = m + start, False
    _reach(s, m + start, 0, -1)
    _push(s, 0, m + start)
    while s.counts[1] > 0 and s.heap_distance[0] < limit:
        distance, node = s.heap_distance[0], s.heap_node[0]
        _pop(s)
        if distance > s.distance[node]:
            continue
        if node >= m:
            i = node - m
            base = distance + g.profit[i]
            e = g.mentee_head[i]
            while e >= 0:
                j = g.mentor[e]
                reached = base + g.price[j] - g.value[e]
                if reached < limit and reached < s.distance[j] and g.used[e] == 0:
                    _reach(s, j, reached, e)
                    if g.load[j] < g.capacity[j]:
                        limit, end, end_is_room = reached, j, True
                    else:
                        _push(s, reached, j)
                e = g.mentee_next[e]
        else:
            for at in range(g.held_start[node], g.held_start[node] + g.load[node]):
                e = g.held[at]
                i = g.mentee[e]
                reached = distance + g.value[e] - g.price[node] - g.profit[i]
                if reached < limit and reached < s.distance[m + i]:
                    _reach(s, m + i, reached, e)
                    leaving = reached + g.profit[i] + bonus(g, i, g.degree[i])
                    if leaving < limit:
                        limit, end, end_is_room = leaving, m + i, False
                    _push(s, reached, m + i)
    for at in range(s.counts[0]):
        node = s.touched[at]
        if s.distance[node] < limit:
            if node < m:
                g.price[node] += limit - s.distance[node]
            else:
                g.profit[node - m] -= limit - s.distance[node]
    if end != m + start:
        if not end_is_room:
            left = s.via[end]
            drop(g, left)
            end = g.mentor[left]
        arc = s.via[end]
        while g.mentee[arc] != start:
            left = s.via[m + g.mentee[arc]]
            drop(g, left)
            take(g, arc)
            arc = s.via[g.mentor[left]]
        take(g, arc)
    _forget(s)


@compiled
def fill_place(g: Graph, s: Search, start: int) -> None:
    """Fill a place that has a price, by the cheapest chain of moves, or lower the price."""
    m = len(g.capacity)
    limit = g.price[start]
    end, end_is_wish = start, False
    _reach(s, start, 0, -1)
    _push(s, 0, start)
    while s.counts[1] > 0 and s.heap_distance[0] < limit:
        distance, node = s.heap_distance[0], s.heap_node[0]
        _pop(s)
        if distance > s.distance[node]:
            continue
        if node >= m:
            i = node - m
            for at in range(g.has_start[i], g.has_start[i] + g.degree[i]):
                e = g.has[at]
                j = g.mentor[e]
                reached = distance + g.value[e] - g.price[j] - g.profit[i]
                if reached < limit and reached < s.distance[j]:
                    _reach(s, j, reached, e)
                    if reached + g.price[j] < limit:
                        limit, end, end_is_wish = reached + g.price[j], j, False
                    _push(s, reached, j)
        else:
            base = distance + g.price[node]
            e = g.mentor_head[node]
            while e >= 0:
                i = g.mentee[e]
                reached = base + g.profit[i] - g.value[e]
                if reached < limit and reached < s.distance[m + i] and g.used[e] == 0:
                    _reach(s, m + i, reached, e)
                    if g.degree[i] < g.demand[i]:
                        missing = max(0, -g.profit[i] - bonus(g, i, g.degree[i] + 1))
                        if reached + missing < limit:
                            limit, end, end_is_wish = reached + missing, m + i, True
                    _push(s, reached, m + i)
                e = g.mentor_next[e]
    for at in range(s.counts[0]):
        node = s.touched[at]
        if s.distance[node] < limit:
            if node < m:
                g.price[node] -= limit - s.distance[node]
            else:
                g.profit[node - m] += limit - s.distance[node]
    if end != start:
        if not end_is_wish:
            left = s.via[end]
            drop(g, left)
            end = m + g.mentee[left]
        arc = s.via[end]
        while g.mentor[arc] != start:
            left = s.via[g.mentor[arc]]
            drop(g, left)
            take(g, arc)
            arc = s.via[m + g.mentee[left]]
        take(g, arc)
    _forget(s)


@compiled
def settle_profit(g: Graph, i: int) -> None:
    """Set a mentee's profit to the least that no unused arc beats; drop arcs that fall short of it."""
    profit = -g.first[i]
    e = g.mentee_head[i]
    while e >= 0:
        if g.used[e] == 0:
            profit = max(profit, g.value[e] - g.price[g.mentor[e]])
        e = g.mentee_next[e]
    if g.degree[i] > 0:
        profit = max(profit, -bonus(g, i, g.degree[i]))
    g.profit[i] = profit
    at = g.degree[i] - 1
    while at >= 0:
        e = g.has[g.has_start[i] + at]
        if g.value[e] - g.price[g.mentor[e]] < profit:
            drop(g, e)
        at -= 1


@compiled
def wants_more(g: Graph, i: int) -> bool:
    """Whether one more mentor would be worth more to a mentee than it costs."""
    return bool(g.degree[i] < g.demand[i] and g.profit[i] + bonus(g, i, g.degree[i] + 1) > 0)


@compiled
def repair_some(g: Graph, s: Search, moved: Longs) -> None:
    """See ``repair``."""
    for i in moved:
        settle_profit(g, i)
    for i in moved:
        e = g.mentee_head[i]
        while e >= 0 and wants_more(g, i):
            j = g.mentor[e]
            if g.used[e] == 0 and g.load[j] < g.capacity[j] and g.value[e] - g.price[j] == g.profit[i]:
                take(g, e)
            e = g.mentee_next[e]
    for j in range(len(g.capacity)):
        while g.price[j] > 0 and g.load[j] < g.capacity[j]:
            fill_place(g, s, j)
    for i in moved:
        settle_again = True
        while settle_again and wants_more(g, i):
            before = g.degree[i]
            settle_profit(g, i)
            if wants_more(g, i):
                place_mentee(g, s, i)
            settle_again = g.degree[i] > before
