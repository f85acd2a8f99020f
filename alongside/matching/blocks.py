"""One block of mentors scored for one mentee at a time, in compiled code.

A block holds, for each row a mentee can touch, what each mentor of the block brings to it. Scores are 16 bits wide.
"""

import numpy as np
from numpy.typing import NDArray

from alongside.matching import texts
from alongside.matching.compiling import compiled
from alongside.matching.features import Features

NARROW = 16_000
BARRED = np.int16(-NARROW - 768)
"""Stands for a score where a rule excludes the pair; minus any narrow price it still fits 16 bits."""
FULLY_ALIKE = round(texts.FULL * 1_000_000) >> 8
Longs = NDArray[np.int64]
Ints = NDArray[np.int32]
Shorts = NDArray[np.int16]


def places(features: Features, mentees: NDArray[np.int64]) -> NDArray[np.int32]:
    """Where each row lies in a block: rows that none of these mentees touches are left out (-1)."""
    # Finding out which rows many mentees touch would cost more than a few idle rows.
    if 4 * len(mentees) > len(features.start) - 1:
        return np.arange(len(features.counts), dtype=np.int32)
    lengths = features.start[mentees + 1] - features.start[mentees]
    ends = np.cumsum(lengths)
    at = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(features.start[mentees] - ends + lengths, lengths)
    place = np.full(len(features.counts), -1, np.int32)
    used = np.unique(features.row[at])
    place[used] = np.arange(len(used))
    return place


@compiled
def fill(f: Features, mentors: Longs, first: int, last: int, place: Ints, block: Shorts) -> None:
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
                if f.counts[row]:
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
def sort_words(f: Features, mentors: Longs, start: Ints, who: Ints, weight: Ints) -> None:
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
def total_scores(
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
