"""A sparse graph of pairs that grows, with prices of mentors and profits of mentees.

``Graph`` holds arrays only, so that compiled kernels can read and change it. Pairs on the graph are
called arcs. The optimality conditions kept by the kernels, with ``first`` the bonus for placing a
mentee at all (0 for the objective *total*) and m(k) = ``first`` for k = 1 and 0 beyond:

- an unused arc has value - price - profit <= 0, a used one >= 0;
- price >= 0, and 0 while the mentor has room;
- profit + m(k) >= 0 for a mentee with k mentors, and profit + m(k + 1) <= 0 if one more is asked for.

Where they hold, the assignment is the best on the graph (linear programming duality).
"""

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from alongside.matching.compiling import compiled

Longs = NDArray[np.int64]
N = TypeVar("N", bound=np.generic)
NEVER = 1 << 60


class Graph(NamedTuple):
    """Arrays of arcs (with spare room at the end; ``size[0]`` are in use), of mentees and of mentors.

    Arcs of a mentee are a chain from ``mentee_head`` along ``mentee_next``; likewise for mentors.
    ``held`` lists the used arcs of a mentor from ``held_start``, ``has`` those of a mentee.
    """

    size: Longs
    mentee: NDArray[np.int32]
    mentor: NDArray[np.int32]
    value: Longs
    used: NDArray[np.uint8]
    mentee_next: NDArray[np.int32]
    mentor_next: NDArray[np.int32]
    mentee_head: NDArray[np.int32]
    mentor_head: NDArray[np.int32]
    price: Longs
    profit: Longs
    capacity: Longs
    demand: Longs
    first: Longs
    load: Longs
    degree: Longs
    held_start: Longs
    held: NDArray[np.int32]
    has_start: Longs
    has: NDArray[np.int32]


def new_graph(capacity: Longs, demand: Longs, arcs: int) -> Graph:
    """An empty graph with room for ``arcs``."""
    mentors, mentees = len(capacity), len(demand)
    return Graph(
        size=np.zeros(1, np.int64),
        mentee=np.empty(arcs, np.int32),
        mentor=np.empty(arcs, np.int32),
        value=np.empty(arcs, np.int64),
        used=np.zeros(arcs, np.uint8),
        mentee_next=np.empty(arcs, np.int32),
        mentor_next=np.empty(arcs, np.int32),
        mentee_head=np.full(mentees, -1, np.int32),
        mentor_head=np.full(mentors, -1, np.int32),
        price=np.zeros(mentors, np.int64),
        profit=np.zeros(mentees, np.int64),
        capacity=capacity.astype(np.int64),
        demand=demand.astype(np.int64),
        first=np.zeros(mentees, np.int64),
        load=np.zeros(mentors, np.int64),
        degree=np.zeros(mentees, np.int64),
        held_start=_starts(capacity),
        held=np.empty(int(capacity.sum()), np.int32),
        has_start=_starts(demand),
        has=np.empty(int(demand.sum()), np.int32),
    )


def with_room(graph: Graph, room: int) -> Graph:
    """The graph with room for so many arcs; what is not used of it takes no memory."""
    old = int(graph.size[0])
    return graph._replace(
        mentee=_longer(graph.mentee, old, room),
        mentor=_longer(graph.mentor, old, room),
        value=_longer(graph.value, old, room),
        used=_longer(graph.used, old, room),
        mentee_next=_longer(graph.mentee_next, old, room),
        mentor_next=_longer(graph.mentor_next, old, room),
    )


def with_arcs(graph: Graph, mentees: Longs, mentors: Longs, values: Longs) -> Graph:
    """The graph with more arcs; it is changed in place unless its arrays must be longer."""
    old, more = int(graph.size[0]), len(mentees)
    if old + more > len(graph.mentee):
        graph = with_room(graph, max(2 * len(graph.mentee), old + more))
    graph.mentee[old : old + more] = mentees
    graph.mentor[old : old + more] = mentors
    graph.value[old : old + more] = values
    graph.used[old : old + more] = 0
    chain(graph, old, old + more)
    graph.size[0] = old + more
    return graph


def with_mentee(graph: Graph, demand: int) -> Graph:
    """The graph with one more mentee, who has no arcs yet."""
    return graph._replace(
        mentee_head=np.append(graph.mentee_head, np.int32(-1)),
        profit=np.append(graph.profit, 0),
        demand=np.append(graph.demand, demand),
        first=np.append(graph.first, 0),
        degree=np.append(graph.degree, 0),
        has_start=np.append(graph.has_start, graph.has_start[-1] + demand),
        has=np.append(graph.has, np.zeros(demand, np.int32)),
    )


def with_mentor(graph: Graph, capacity: int, price: int) -> Graph:
    """The graph with one more mentor, who has no arcs yet."""
    return graph._replace(
        mentor_head=np.append(graph.mentor_head, np.int32(-1)),
        price=np.append(graph.price, price),
        capacity=np.append(graph.capacity, capacity),
        load=np.append(graph.load, 0),
        held_start=np.append(graph.held_start, graph.held_start[-1] + capacity),
        held=np.append(graph.held, np.zeros(capacity, np.int32)),
    )


def used_pairs(graph: Graph) -> tuple[Longs, Longs, Longs]:
    """The assignment by mentee: mentees, mentors and values of the used arcs."""
    arcs = np.empty(int(graph.degree.sum()), np.int64)
    _used_arcs(graph, arcs)
    return graph.mentee[arcs].astype(np.int64), graph.mentor[arcs].astype(np.int64), graph.value[arcs]


def partners(graph: Graph) -> tuple[Longs, int]:
    """The mentor in each place of each mentee (as ``has`` lies), -1 where it is open; and the sum of values."""
    mentors = np.full(len(graph.has), -1, np.int64)
    return mentors, int(_partners(graph, mentors))


def known(graph: Graph, mentees: Longs, mentors: Longs) -> NDArray[np.bool_]:
    """Which of some pairs are on the graph."""
    found = np.zeros(len(mentees), np.bool_)
    _are_known(graph, mentees, mentors, found)
    return found


def copy_of(graph: Graph) -> Graph:
    """A copy to try something on. Arcs are shared up to their end, where nothing changes in place."""
    size = int(graph.size[0])
    arcs = ("mentee", "mentor", "value", "mentee_next", "mentor_next")
    shared = {name: getattr(graph, name)[:size] for name in arcs}
    others = {name: each.copy() for name, each in graph._asdict().items() if name not in shared}
    return Graph(**shared, **others)._replace(used=graph.used[:size].copy())


def _starts(places: Longs) -> Longs:
    return np.concatenate([[0], np.cumsum(places)]).astype(np.int64)


def _longer(array: NDArray[N], old: int, room: int) -> NDArray[N]:
    longer = np.empty(room, array.dtype)
    longer[:old] = array[:old]
    return longer


@compiled
def chain(g: Graph, first: int, last: int) -> None:
    """Hang arcs ``first`` to ``last`` into the chains, so that a mentee's earliest arc comes first."""
    for e in range(last - 1, first - 1, -1):
        i, j = g.mentee[e], g.mentor[e]
        g.mentee_next[e] = g.mentee_head[i]
        g.mentee_head[i] = e
        g.mentor_next[e] = g.mentor_head[j]
        g.mentor_head[j] = e


@compiled
def take(g: Graph, e: int) -> None:
    """Use an arc."""
    i, j = g.mentee[e], g.mentor[e]
    g.used[e] = 1
    g.held[g.held_start[j] + g.load[j]] = e
    g.load[j] += 1
    g.has[g.has_start[i] + g.degree[i]] = e
    g.degree[i] += 1


@compiled
def drop(g: Graph, e: int) -> None:
    """Stop using an arc."""
    i, j = g.mentee[e], g.mentor[e]
    g.used[e] = 0
    at = g.held_start[j]
    while g.held[at] != e:
        at += 1
    g.load[j] -= 1
    g.held[at] = g.held[g.held_start[j] + g.load[j]]
    at = g.has_start[i]
    while g.has[at] != e:
        at += 1
    g.degree[i] -= 1
    g.has[at] = g.has[g.has_start[i] + g.degree[i]]


@compiled
def bonus(g: Graph, i: int, k: int) -> int:
    """What the k-th mentor of a mentee is worth beyond the score of the pair."""
    return g.first[i] if k == 1 else 0


@compiled
def use_again(g: Graph, arcs: Longs) -> None:
    """Use all of these arcs."""
    for e in arcs:
        take(g, e)


@compiled
def _used_arcs(g: Graph, arcs: Longs) -> None:
    many = 0
    for i in range(len(g.degree)):
        for at in range(g.has_start[i], g.has_start[i] + g.degree[i]):
            arcs[many] = g.has[at]
            many += 1


@compiled
def _are_known(g: Graph, mentees: Longs, mentors: Longs, found: NDArray[np.bool_]) -> None:
    for x in range(len(mentees)):
        e = g.mentee_head[mentees[x]]
        while e >= 0 and not found[x]:
            found[x] = g.mentor[e] == mentors[x]
            e = g.mentee_next[e]


@compiled
def _partners(g: Graph, mentors: Longs) -> int:
    total = 0
    for i in range(len(g.degree)):
        for at in range(g.has_start[i], g.has_start[i] + g.degree[i]):
            mentors[at] = g.mentor[g.has[at]]
            total += g.value[g.has[at]]
    return total
