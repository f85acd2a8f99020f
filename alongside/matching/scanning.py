"""Looking at every pair of a market without storing any: scores are made, compared and forgotten.

For each mentee the scan keeps the few mentors with the best value, which is score minus price. One
mentee and one mentor cost a few machine instructions; memory is a block of mentors at a time.
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.matching.blocks import BARRED, NARROW, Ints, Longs, Shorts, fill, places, sort_words, total_scores
from alongside.matching.closely import scores_of_mentee, scores_of_mentor
from alongside.matching.compiling import compiled, runs_plain
from alongside.matching.features import Features
from alongside.matching.plain import fill_plain, score_plain

BLOCK = 1024
STRIP = 64
THREADS = 2
FEW = 16
"""Up to so many rows or columns are looked at one by one."""
NOTHING = -(1 << 31) + 1


class Found(NamedTuple):
    """The best pairs of a scan, sorted by mentee, then value; ``cut`` marks mentees who may have more."""

    mentee: NDArray[np.int64]
    mentor: NDArray[np.int64]
    score: NDArray[np.int64]
    cut: NDArray[np.bool_]


def best_pairs(
    features: Features,
    mentees: NDArray[np.int64],
    mentors: NDArray[np.int64],
    price: NDArray[np.int64],
    above: NDArray[np.int64],
    least: NDArray[np.int64],
    k: int,
) -> Found:
    """For each of ``mentees`` up to ``k`` of ``mentors`` with the greatest score - price.

    Only pairs no rule excludes, with score - price > ``above`` and score >= ``least``. ``price`` is by
    mentor, ``above`` and ``least`` follow ``mentees``. Equal values go to the mentor first in order.
    """
    if not len(mentees) or not len(mentors):
        none = np.zeros(0, np.int64)
        return Found(none, none, none, np.zeros(len(mentees), bool))
    k = min(k, len(mentors))
    plain = runs_plain()
    if not plain and min(len(mentees), len(mentors)) <= FEW:
        return _look_closely(features, mentees, mentors, price, above, least, k)
    shape = (len(mentees), k)
    who, score, many = np.zeros(shape, np.int32), np.zeros(shape, np.int32), np.zeros(len(mentees), np.int64)
    place = places(features, mentees)
    scan = _scan_plain if plain else _scan

    def work(chosen: slice) -> None:
        scan(
            features, mentees[chosen], mentors, price, above[chosen], least[chosen], place,
            int(place.max(initial=-1)) + 1, who[chosen], score[chosen], many[chosen],
        )  # fmt: skip

    # Two threads pay off only for work of some milliseconds.
    parts = THREADS if len(mentees) * len(mentors) > 500_000 and not plain else 1
    edges = np.linspace(0, len(mentees), parts + 1).astype(int)
    slices = [slice(a, b) for a, b in pairwise(edges)]
    if parts == 1:
        work(slices[0])
    else:
        with ThreadPoolExecutor(parts) as pool:
            list(pool.map(work, slices))
    kept = np.arange(k) < many[:, None]
    cut = (many == k) & (k < len(mentors))
    return Found(np.repeat(mentees, many), who[kept].astype(np.int64), score[kept].astype(np.int64), cut)


def _look_closely(
    f: Features, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, k: int
) -> Found:
    """The same for a few mentees or a few mentors: all their scores at once, the best of them kept."""
    enough = np.maximum(np.maximum(0, least)[:, None], above[:, None] + price[mentors] + 1)
    if len(mentees) <= len(mentors):
        scores = np.empty((len(mentees), len(mentors)), np.int64)
        for q, i in enumerate(mentees.tolist()):
            scores_of_mentee(f, i, mentors, enough[q], scores[q])
    else:
        columns, enough = np.empty((len(mentors), len(mentees)), np.int64), np.ascontiguousarray(enough.T)
        for x, j in enumerate(mentors.tolist()):
            scores_of_mentor(f, j, mentees, enough[x], columns[x])
        scores = columns.T
    row, column = np.nonzero(scores >= 0)
    value = scores - price[mentors]
    order = np.lexsort((column, -value[row, column], row))
    many = np.bincount(row, minlength=len(mentees))
    rank = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    kept = order[rank < k]
    row, column = row[kept], column[kept]
    return Found(mentees[row], mentors[column], scores[row, column], many > k)


@compiled
def _keep_best(keys: Longs, many: int, k: int) -> int:
    """Move the k greatest of the first ``many`` keys to the front (quickselect); return the least kept."""
    low, high = 0, many - 1
    while low < high:
        pivot = keys[(low + high) >> 1]
        a, b = low, high
        while a <= b:
            while keys[a] > pivot:
                a += 1
            while keys[b] < pivot:
                b -= 1
            if a <= b:
                keys[a], keys[b] = keys[b], keys[a]
                a += 1
                b -= 1
        if k - 1 <= b:
            high = b
        elif k - 1 >= a:
            low = a
        else:
            break
    return int(keys[:k].min())


@compiled
def _first_bound(value: Ints | Shorts, n: int, bound: int, k: int) -> int:
    """A bound that k to 2k of a block's values pass, found by bisection; it saves much sorting."""
    low, high = bound, bound
    for x in range(n):
        high = max(high, int(value[x]))
    while high - low > 1:
        middle = (low + high) >> 1
        passing = np.int64(0)
        for x in range(n):
            passing += value[x] > value.dtype.type(middle)
        if passing >= k:
            low = middle
            if passing < 2 * k:
                break
        else:
            high = middle
    return low


@compiled
def _collect(
    value: Ints | Shorts, n: int, bound: int, shift: int, mentors: Longs, last: int, k: int, keys: Longs, held: int
) -> tuple[int, int]:
    """Keep the values above ``bound`` as keys, strip by strip; return how many are held and the new bound."""
    for strip in range(0, n, STRIP):
        top = value[strip]
        for x in range(strip + 1, strip + STRIP):
            top = max(top, value[x])
        if top <= bound:
            continue
        for x in range(strip, strip + STRIP):
            if value[x] > bound:
                keys[held] = ((np.int64(value[x]) - shift) << 32) + (last - mentors[x])
                held += 1
                if held == 2 * k:
                    held = k
                    bound = (_keep_best(keys, 2 * k, k) >> 32) + shift
    return held, bound


@compiled
def _scan(
    f: Features, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, place: Ints, rows: int,
    who: Ints, score: Ints, many: Longs,
) -> None:  # fmt: skip
    """The compiled scan; see ``best_pairs``. A key holds value and mentor, so comparing keys breaks ties.

    Values are 16 bits wide where prices lie within ``NARROW`` of each other, for then twice as many fit
    into one instruction; else 32.
    """
    k = who.shape[1]
    keys = np.empty((len(mentees), 2 * k), np.int64)
    bounds = above.copy()
    block = np.zeros((rows, BLOCK), np.int16)
    total, hours = np.zeros(BLOCK, np.int16), np.zeros(BLOCK, np.int16)
    thin, thin_cost = np.zeros(BLOCK, np.int16), np.zeros(BLOCK, np.int16)
    wide, wide_cost = np.zeros(BLOCK, np.int32), np.zeros(BLOCK, np.int32)
    likeness, group_start = np.zeros(BLOCK, np.int32), np.zeros(f.words + 1, np.int32)
    longest = 0
    for first in range(0, len(mentors), BLOCK):
        written = 0
        for j in mentors[first : first + BLOCK]:
            written += f.offer_start[j + 1] - f.offer_start[j]
        longest = max(longest, written)
    group_who, group_weight = np.empty(longest, np.int32), np.empty(longest, np.int32)
    lowest, highest = price[mentors].min(), price[mentors].max()
    narrow = highest - lowest <= NARROW
    for first in range(0, len(mentors), BLOCK):
        last = min(first + BLOCK, len(mentors))
        n = last - first
        padded = (n + STRIP - 1) // STRIP * STRIP
        here = mentors[first:last]
        total[:], thin[:], wide[:] = BARRED, -32768, NOTHING
        for x in range(n):
            wide_cost[x] = price[here[x]]
            thin_cost[x] = price[here[x]] - lowest if narrow else 0
        fill(f, mentors, first, last, place, block)
        if f.words > 0:
            sort_words(f, here, group_start, group_who, group_weight)
        for q in range(len(mentees)):
            i = mentees[q]
            total_scores(
                f, i, place, block, here, n, least[q], total, hours, likeness, group_start, group_who, group_weight
            )
            if narrow:
                for x in range(n):
                    thin[x] = total[x] - thin_cost[x]
                # Barred values lie below any other: a bound further down would only let them in.
                bound = min(max(bounds[q] + lowest, -NARROW - 1), 32767)
                if many[q] == 0 and first == 0:
                    bound = _first_bound(thin, padded, bound, k)
                many[q], bound = _collect(thin, padded, bound, lowest, here, len(price), k, keys[q], many[q])
                bounds[q] = max(bounds[q], bound - lowest)
            else:
                for x in range(n):
                    wide[x] = NOTHING if total[x] == BARRED else np.int32(total[x]) - wide_cost[x]
                bound = max(bounds[q], NOTHING)
                if many[q] == 0 and first == 0:
                    bound = _first_bound(wide, padded, bound, k)
                many[q], bounds[q] = _collect(wide, padded, bound, 0, here, len(price), k, keys[q], many[q])
    for q in range(len(mentees)):
        if many[q] > k:
            _keep_best(keys[q], many[q], k)
            many[q] = k
        best = np.sort(keys[q, : many[q]])[::-1]
        for x in range(many[q]):
            j = len(price) - (best[x] & 0xFFFFFFFF)
            who[q, x] = j
            score[q, x] = (best[x] >> 32) + price[j]


def _scan_plain(
    f: Features, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, place: Ints, rows: int,
    who: Ints, score: Ints, many: Longs,
) -> None:  # fmt: skip
    """The same scan in numpy, for machines without numba."""
    block = np.zeros((rows, len(mentors)), np.int16)
    fill_plain(f, mentors, place, block)
    cost = price[mentors].astype(np.int64)
    for q, i in enumerate(mentees):
        total = score_plain(f, i, mentors, place, block)
        value = total - cost
        hit = np.flatnonzero((total >= max(0, least[q])) & (value > above[q]))
        hit = hit[np.argsort(-value[hit], kind="stable")][: who.shape[1]]
        many[q] = len(hit)
        who[q, : len(hit)] = mentors[hit]
        score[q, : len(hit)] = total[hit]
