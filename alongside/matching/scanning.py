"""Looking at every pair of a market without storing any: scores are made, compared and forgotten.

For each mentee the scan keeps the few mentors with the best value, which is score minus price. One
mentee and one mentor cost a few machine instructions; memory is a block of mentors at a time.
"""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.matching import texts
from alongside.matching.compiling import compiled, runs_plain
from alongside.matching.market import Features

BLOCK = 1024
STRIP = 64
THREADS = 2
NOTHING = -(1 << 31) + 1
NARROW = 16_000
BARRED = np.int16(-NARROW - 768)
"""Stands for a score where a rule excludes the pair; minus any narrow price it still fits 16 bits."""
FULLY_ALIKE = round(texts.FULL * 1_000_000) >> 8
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Shorts = NDArray[np.int16]


class Found(NamedTuple):
    """The best pairs of a scan, sorted by mentee, then value; ``full`` marks mentees with k of them."""

    mentee: NDArray[np.int64]
    mentor: NDArray[np.int64]
    score: NDArray[np.int64]
    full: NDArray[np.bool_]


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
    shape = (len(mentees), k)
    who, score, many = np.zeros(shape, np.int32), np.zeros(shape, np.int32), np.zeros(len(mentees), np.int64)
    place = _places(features, mentees)
    plain = runs_plain()
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
    return Found(np.repeat(mentees, many), who[kept].astype(np.int64), score[kept].astype(np.int64), many == k)


def _places(features: Features, mentees: NDArray[np.int64]) -> NDArray[np.int32]:
    """Where each row lies in a block: rows that none of these mentees touches are left out (-1)."""
    # Finding out which rows many mentees touch would cost more than a few idle rows.
    if 4 * len(mentees) > len(features.start) - 1:
        return np.arange(features.rows, dtype=np.int32)
    lengths = features.start[mentees + 1] - features.start[mentees]
    ends = np.cumsum(lengths)
    at = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(features.start[mentees] - ends + lengths, lengths)
    place = np.full(features.rows, -1, np.int32)
    used = np.unique(features.row[at])
    place[used] = np.arange(len(used))
    return place


@compiled
def _fill(f: Features, mentors: Longs, first: int, last: int, place: Ints, block: Shorts) -> None:
    """Lay the cells of mentors ``first`` to ``last`` into a block of rows."""
    block[:, :] = 0
    for at in range(first, last):
        j = mentors[at]
        x = at - first
        for key_at in range(f.key_start[j], f.key_start[j + 1]):
            key = f.key[key_at]
            for cell in range(f.cell_start[key], f.cell_start[key + 1]):
                row = f.cell_row[cell]
                y = place[row]
                if y < 0:
                    continue
                value = f.cell_value[cell]
                if f.hours_from <= row < f.bars_from:
                    block[y, x] += value
                elif value > block[y, x]:
                    block[y, x] = value


@compiled
def _add_terms(f: Features, i: int, place: Ints, block: Shorts, n: int, total: Shorts) -> None:
    """Sum the adding terms of mentee ``i`` over a block of mentors, four rows in one pass."""
    total[:n] = f.constant[i]
    at, end = f.start[i], f.hours_at[i]
    while at + 4 <= end:
        a, b = block[place[f.row[at]]], block[place[f.row[at + 1]]]
        c, d = block[place[f.row[at + 2]]], block[place[f.row[at + 3]]]
        p, q, r, s = f.weight[at], f.weight[at + 1], f.weight[at + 2], f.weight[at + 3]
        for x in range(n):
            total[x] += p * a[x] + q * b[x] + r * c[x] + s * d[x]
        at += 4
    while at < end:
        a, p = block[place[f.row[at]]], f.weight[at]
        for x in range(n):
            total[x] += p * a[x]
        at += 1


@compiled
def _add_hours(f: Features, i: int, place: Ints, block: Shorts, n: int, total: Shorts, hours: Shorts) -> None:
    """Add the points for half hours in common, and bar pairs with too few."""
    hours[:n] = 0
    at, end = f.hours_at[i], f.bars_at[i]
    while at + 3 <= end:
        a, b, c = block[place[f.row[at]]], block[place[f.row[at + 1]]], block[place[f.row[at + 2]]]
        for x in range(n):
            hours[x] += a[x] + b[x] + c[x]
        at += 3
    while at < end:
        a = block[place[f.row[at]]]
        for x in range(n):
            hours[x] += a[x]
        at += 1
    worth, need = np.int16(f.hour_points), f.need[i]
    for x in range(n):
        total[x] += worth * min(hours[x], np.int16(10))
    if need > 0:
        for x in range(n):
            total[x] = BARRED if hours[x] < need else total[x]


@compiled
def _sort_words(f: Features, mentors: Longs, start: Ints, who: Ints, weight: Ints) -> None:
    """List for each group of letters the mentors of a block who wrote it (a counting sort)."""
    start[:] = 0
    for j in mentors:
        for at in range(f.offer_start[j], f.offer_start[j + 1]):
            start[f.offer[at] + 1] += 1
    for group in range(len(start) - 1):
        start[group + 1] += start[group]
    for x in range(len(mentors)):
        j = mentors[x]
        for at in range(f.offer_start[j], f.offer_start[j + 1]):
            group = f.offer[at]
            who[start[group]] = x
            weight[start[group]] = f.offer_weight[at]
            start[group] += 1
    for group in range(len(start) - 1, 0, -1):
        start[group] = start[group - 1]
    start[0] = 0


@compiled
def _add_words(
    f: Features, i: int, n: int, total: Shorts, likeness: Ints, start: Ints, who: Ints, weight: Ints
) -> None:
    """Add the points for free texts that are alike."""
    likeness[:n] = 0
    for at in range(f.word_start[i], f.word_start[i + 1]):
        own = f.word_weight[at]
        for held in range(start[f.word[at]], start[f.word[at] + 1]):
            likeness[who[held]] += own * weight[held]
    worth = np.int32(f.word_points)
    for x in range(n):
        total[x] += min(worth, ((likeness[x] >> 8) * worth) // FULLY_ALIKE)


@compiled
def _total(
    f: Features, i: int, place: Ints, block: Shorts, mentors: Longs, n: int, least: int, total: Shorts, hours: Shorts,
    likeness: Ints, start: Ints, who: Ints, weight: Ints,
) -> None:  # fmt: skip
    """The scores of mentee ``i`` with a block of mentors; ``BARRED`` where a rule excludes the pair."""
    _add_terms(f, i, place, block, n, total)
    for at in range(f.extra_start[i], f.extra_start[i + 1]):
        x = np.searchsorted(mentors, f.extra[at])
        if x < n and mentors[x] == f.extra[at]:
            total[x] += f.extra_points[at]
    if f.word_start[i] < f.word_start[i + 1]:
        _add_words(f, i, n, total, likeness, start, who, weight)
    if f.hours_at[i] < f.bars_at[i]:
        _add_hours(f, i, place, block, n, total, hours)
    for at in range(f.bars_at[i], f.start[i + 1]):
        a = block[place[f.row[at]]]
        for x in range(n):
            total[x] = total[x] if a[x] == 0 else BARRED
    for at in range(f.out_start[i], f.out_start[i + 1]):
        if mentors[0] <= f.out[at] <= mentors[-1]:
            x = np.searchsorted(mentors, f.out[at])
            if x < n and mentors[x] == f.out[at]:
                total[x] = BARRED
    if least > 0:
        for x in range(n):
            total[x] = BARRED if total[x] < least else total[x]


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
        _fill(f, mentors, first, last, place, block)
        if f.words > 0:
            _sort_words(f, here, group_start, group_who, group_weight)
        for q in range(len(mentees)):
            i = mentees[q]
            _total(f, i, place, block, here, n, least[q], total, hours, likeness, group_start, group_who, group_weight)
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


def scores_of(features: Features, i: int, mentors: NDArray[np.int64]) -> NDArray[np.int64]:
    """The scores in points of one mentee with some mentors; -1 where a rule excludes the pair."""
    place = _places(features, np.array([i]))
    block = np.zeros((int(place.max(initial=-1)) + 1, len(mentors)), np.int16)
    _fill_plain(features, mentors, place, block)
    return _score_plain(features, i, mentors, place, block)


def _fill_plain(f: Features, mentors: NDArray[np.int64], place: NDArray[np.int32], block: NDArray[np.int16]) -> None:
    lengths = f.key_start[mentors + 1] - f.key_start[mentors]
    x = np.repeat(np.arange(len(mentors)), lengths)
    key = f.key[_ranges(f.key_start[mentors], lengths)]
    lengths = f.cell_start[key + 1] - f.cell_start[key]
    x = np.repeat(x, lengths)
    cell = _ranges(f.cell_start[key], lengths)
    row = f.cell_row[cell]
    y, value = place[row], f.cell_value[cell]
    counting = (row >= f.hours_from) & (row < f.bars_from)
    adds, takes = counting & (y >= 0), ~counting & (y >= 0)
    np.add.at(block, (y[adds], x[adds]), value[adds])
    np.maximum.at(block, (y[takes], x[takes]), value[takes])


def _score_plain(
    f: Features, i: int, mentors: NDArray[np.int64], place: NDArray[np.int32], block: NDArray[np.int16]
) -> NDArray[np.int64]:
    adding, counting = slice(f.start[i], f.hours_at[i]), slice(f.hours_at[i], f.bars_at[i])
    barring = slice(f.bars_at[i], f.start[i + 1])
    total = np.full(len(mentors), int(f.constant[i]), np.int64)
    total += f.weight[adding].astype(np.int64) @ block[place[f.row[adding]]].astype(np.int64)
    common = block[place[f.row[counting]]].sum(0, dtype=np.int64)
    total += f.hour_points * np.minimum(common, 10)
    extra = slice(f.extra_start[i], f.extra_start[i + 1])
    at = np.searchsorted(mentors, f.extra[extra])
    here = at < len(mentors)
    here[here] = mentors[at[here]] == f.extra[extra][here]
    total[at[here]] += f.extra_points[extra][here]
    total += _words_plain(f, i, mentors)
    barred = (block[place[f.row[barring]]] != 0).any(0)
    barred |= (common < f.need[i]) & (f.hours_at[i] < f.bars_at[i])
    barred |= np.isin(mentors, f.out[f.out_start[i] : f.out_start[i + 1]])
    total[barred] = -1
    return total


def _words_plain(f: Features, i: int, mentors: Longs) -> Longs:
    own = np.zeros(f.words + 1, np.int64)
    own[f.word[f.word_start[i] : f.word_start[i + 1]]] = f.word_weight[f.word_start[i] : f.word_start[i + 1]]
    lengths = f.offer_start[mentors + 1] - f.offer_start[mentors]
    at = _ranges(f.offer_start[mentors], lengths)
    likeness = np.zeros(len(mentors), np.int64)
    np.add.at(likeness, np.repeat(np.arange(len(mentors)), lengths), own[f.offer[at]] * f.offer_weight[at])
    points: Longs = np.minimum(f.word_points, ((likeness >> 8) * f.word_points) // FULLY_ALIKE)
    return points


def words_of(features: Features, i: int, j: int) -> int:
    """The points of one pair for free texts that are alike."""
    return int(_words_plain(features, i, np.array([j]))[0])


def _scan_plain(
    f: Features, mentees: Longs, mentors: Longs, price: Longs, above: Longs, least: Longs, place: Ints, rows: int,
    who: Ints, score: Ints, many: Longs,
) -> None:  # fmt: skip
    """The same scan in numpy, for machines without numba."""
    block = np.zeros((rows, len(mentors)), np.int16)
    _fill_plain(f, mentors, place, block)
    cost = price[mentors].astype(np.int64)
    for q, i in enumerate(mentees):
        total = _score_plain(f, i, mentors, place, block)
        value = total - cost
        hit = np.flatnonzero((total >= max(0, least[q])) & (value > above[q]))
        hit = hit[np.argsort(-value[hit], kind="stable")][: who.shape[1]]
        many[q] = len(hit)
        who[q, : len(hit)] = mentors[hit]
        score[q, : len(hit)] = total[hit]


def _ranges(start: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(start - ends + lengths, lengths)


def obstacles(features: Features, i: int, mentors: NDArray[np.int64]) -> dict[int, NDArray[np.bool_]]:
    """Which mentors are excluded for a mentee, by the part that bars them; -1 hours, -2 named pairs."""
    place = _places(features, np.array([i]))
    block = np.zeros((int(place.max(initial=-1)) + 1, len(mentors)), np.int16)
    _fill_plain(features, mentors, place, block)
    found: dict[int, NDArray[np.bool_]] = {}
    for at in range(features.bars_at[i], features.start[i + 1]):
        barred = block[place[features.row[at]]] != 0
        number = int(features.part[at])
        found[number] = found.get(number, np.zeros(len(mentors), bool)) | barred
    counting = slice(features.hours_at[i], features.bars_at[i])
    if features.need[i] and counting.start < counting.stop:
        common = block[place[features.row[counting]]].sum(0, dtype=np.int64)
        found[-1] = common < features.need[i]
    found[-2] = np.isin(mentors, features.out[features.out_start[i] : features.out_start[i + 1]])
    return found
