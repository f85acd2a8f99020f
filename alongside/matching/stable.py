"""Stable pairs: no mentor and mentee who would both rather have each other.

Deferred acceptance (Gale and Shapley 1962; many-to-many, Roth 1984): mentees ask mentors in the order
of their liking, mentors keep the best who asked. Everyone likes by score, unless they ranked choices:
those come first, in their order. Lists start short; pairs outside them that would block are searched
for among all pairs and join, until there are none, which proves stability over all pairs.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.matching.choices import NO_CHOICES, RANKED, Choices
from alongside.matching.compiling import compiled
from alongside.matching.graph import NEVER, Longs
from alongside.matching.objectives import Solution
from alongside.matching.program import Objective
from alongside.matching.sources import Source, Timed

AT_FIRST = 32
PER_ROUND = 16


class Lists(NamedTuple):
    """Pairs sorted by mentee, best liked first, with how much each side likes the other."""

    mentee: Longs
    mentor: Longs
    score: Longs
    by_mentee: Longs
    by_mentor: Longs


def settle(
    source: Source,
    capacity: Longs,
    demand: Longs,
    least: Longs,
    objective: Objective = "stable",
    *,
    choices: Choices = NO_CHOICES,
) -> Solution:
    """The mentee-best stable assignment under these likings; ties are never reasons to block."""
    source = timed = Timed(source)
    mentees, mentors = np.flatnonzero(demand > 0), np.flatnonzero(capacity > 0)
    nothing = np.full(len(mentees), np.iinfo(np.int32).min // 2, np.int64)
    free = np.zeros(len(capacity), np.int64)
    found = source.best(mentees, mentors, free, nothing, least[mentees], AT_FIRST)
    best = np.zeros(len(demand), np.int64)
    np.maximum.at(best, found.mentee, found.score)
    lists = _sorted_lists(
        _joined(found[:3], _ranked_pairs(source, choices, least, capacity, demand)), choices, len(capacity)
    )
    rounds, seen = 0, _Seen(np.full(len(demand), NEVER), np.full(len(capacity), NEVER))
    while True:
        rounds += 1
        used = deferred_acceptance(*lists, capacity, demand)
        new = _blocking(source, lists, used, capacity, demand, least, seen)
        if not len(new[0]):
            break
        lists = _with(lists, new, choices, len(capacity), len(demand))
    pairs = [each[used] for each in lists[:3]]
    bound = int((best * np.minimum(demand, len(capacity))).sum())
    return Solution(pairs[0], pairs[1], pairs[2], bound, free, rounds, timed.seconds)


def _ranked_pairs(
    source: Source, choices: Choices, least: Longs, capacity: Longs, demand: Longs
) -> tuple[Longs, Longs, Longs]:
    """The allowed pairs among the ranked choices, with their scores."""
    price = np.zeros(len(capacity), np.int64)
    found: list[tuple[Longs, Longs, Longs]] = []
    for i in np.unique(choices.mentee):
        named = np.unique(choices.mentor[choices.mentee == i])
        named = named[capacity[named] > 0]
        if len(named) and demand[i] > 0:
            one = np.array([i])
            best = source.best(one, named, price, np.array([np.iinfo(np.int32).min // 2]), least[one], len(named))
            found.append(best[:3])
    return _joined(*found)


def _joined(*parts: tuple[Longs, Longs, Longs]) -> tuple[Longs, Longs, Longs]:
    if not parts:
        empty = np.zeros(0, np.int64)
        return empty, empty, empty
    first, second, third = (np.concatenate(each) for each in zip(*parts, strict=True))
    return first, second, third


def _sorted_lists(pairs: tuple[Longs, Longs, Longs], choices: Choices, mentors: int) -> Lists:
    key, once = np.unique(pairs[0] * mentors + pairs[1], return_index=True)
    mentee, mentor, score = (each[once] for each in pairs)
    by_mentee, by_mentor = score.copy(), score.copy()
    if len(choices.mentee):
        at = np.searchsorted(key, choices.mentee * mentors + choices.mentor)
        at[at == len(key)] = 0
        held = key[at] == choices.mentee * mentors + choices.mentor
        np.maximum.at(by_mentee, at[held], choices.by_mentee[held])
        np.maximum.at(by_mentor, at[held], choices.by_mentor[held])
    order = np.lexsort((mentor, -by_mentee, mentee))
    return Lists(*(each[order] for each in (mentee, mentor, score, by_mentee, by_mentor)))


def _with(lists: Lists, new: tuple[Longs, Longs, Longs], choices: Choices, mentors: int, mentees: int) -> Lists:
    """The lists with more pairs; only those of mentees who got some are sorted again."""
    theirs = _of(lists, new[0], mentees)
    again = _sorted_lists(
        _joined((lists.mentee[theirs], lists.mentor[theirs], lists.score[theirs]), new), choices, mentors
    )
    both = [np.concatenate([old[~theirs], more]) for old, more in zip(lists, again, strict=True)]
    order = np.argsort(both[0], kind="stable")
    return Lists(*(each[order] for each in both))


def _of(lists: Lists, some: Longs, mentees: int) -> NDArray[np.bool_]:
    """Which entries of the lists are those of some mentees."""
    theirs = np.zeros(mentees, np.bool_)
    theirs[some] = True
    return theirs[lists.mentee]


class _Seen(NamedTuple):
    """What both sides held when pairs outside the lists were last looked at: none blocked above that."""

    floor: Longs
    price: Longs


def _blocking(
    source: Source, lists: Lists, used: NDArray[np.bool_], capacity: Longs, demand: Longs, least: Longs, seen: _Seen
) -> tuple[Longs, Longs, Longs]:
    """Pairs outside the lists whom both would like better than the least liked one they have.

    Only mentees and mentors who hold worse than when last looked at can be part of a new one.
    """
    has, holds = np.full(len(demand), NEVER), np.full(len(capacity), NEVER)
    np.minimum.at(has, lists.mentee[used], lists.by_mentee[used])
    np.minimum.at(holds, lists.mentor[used], lists.by_mentor[used])
    given = np.bincount(lists.mentee[used], minlength=len(demand))
    filled = np.bincount(lists.mentor[used], minlength=len(capacity))
    # Nobody outside the lists is a ranked choice, so who holds only ranked ones is content.
    wishful = (demand > 0) & ((given < demand) | (has < RANKED))
    willing = (capacity > 0) & ((filled < capacity) | (holds < RANKED))
    lowest = min(0, int(least.min(initial=0))) - 1
    price = np.where(filled < capacity, lowest, np.where(willing, holds, 0))
    floor = np.maximum(least, np.where(given < demand, lowest, np.minimum(has, RANKED) + 1))
    worse, cheaper = wishful & (floor < seen.floor), willing & (price < seen.price)
    seen.floor[:], seen.price[:] = np.where(wishful, floor, NEVER), np.where(willing, price, NEVER)
    found = [_joined()]
    for rows, columns in ((worse, willing), (wishful & ~worse, cheaper)):
        if rows.any() and columns.any():
            mentees = np.flatnonzero(rows)
            best = source.best(
                mentees, np.flatnonzero(columns), price, np.zeros(len(mentees), np.int64), floor[mentees],
                PER_ROUND + int(demand.max()),
            )  # fmt: skip
            seen.floor[mentees[best.cut]] = NEVER
            found.append(best[:3])
    mentees, mentors, scores = _joined(*found)
    theirs = _of(lists, mentees, len(demand))
    known = np.isin(mentees * len(capacity) + mentors, lists.mentee[theirs] * len(capacity) + lists.mentor[theirs])
    return mentees[~known], mentors[~known], scores[~known]


@compiled
def deferred_acceptance(
    mentee: Longs, mentor: Longs, score: Longs, by_mentee: Longs, by_mentor: Longs, capacity: Longs, demand: Longs
) -> NDArray[np.bool_]:
    """Which pairs of the lists are used. Ties of a mentor's liking go to the mentee first in order."""
    used = np.zeros(len(mentee), np.bool_)
    start = np.zeros(len(demand) + 1, np.int64)
    for i in mentee:
        start[i + 1] += 1
    for i in range(len(demand)):
        start[i + 1] += start[i]
    nearest = start[:-1].copy()
    first = np.zeros(len(capacity) + 1, np.int64)
    for j in range(len(capacity)):
        first[j + 1] = first[j] + capacity[j]
    held, load = np.zeros(first[-1] + 1, np.int64), np.zeros(len(capacity), np.int64)
    waiting, many = np.empty(demand.sum() + 1, np.int64), 0
    for i in range(len(demand) - 1, -1, -1):
        for _ in range(demand[i]):
            waiting[many] = i
            many += 1
    while many > 0:
        many -= 1
        i = waiting[many]
        at = nearest[i]
        if at == start[i + 1]:
            continue
        nearest[i] += 1
        j = mentor[at]
        if load[j] < capacity[j]:
            held[first[j] + load[j]] = at
            load[j] += 1
            used[at] = True
            continue
        worst = at
        place = -1
        for x in range(first[j], first[j] + load[j]):
            other = held[x]
            if by_mentor[other] < by_mentor[worst] or (
                by_mentor[other] == by_mentor[worst] and mentee[other] > mentee[worst]
            ):
                worst, place = other, x
        if place >= 0:
            held[place] = at
            used[at] = True
            used[worst] = False
        waiting[many] = mentee[worst]
        many += 1
    return used
