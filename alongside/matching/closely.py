"""Scores of one mentee with many mentors, and of one mentor with many mentees, without laying out blocks.

Blocks pay where everyone is looked at; after a single change only a few rows and columns are. One
mentee costs the cells of all keys plus, for each mentor, keys times terms; one mentor costs its own
cells plus the terms of each mentee: about half a millisecond for 20,000 people. Both leave off where a
bound from the first terms says that a pair is not worth it.
"""

import numpy as np

from alongside.matching.blocks import FULLY_ALIKE, Longs
from alongside.matching.compiling import compiled
from alongside.matching.features import Features

OUT = -1
"""Stands for a score where a rule excludes the pair."""


@compiled
def scores_of_mentee(f: Features, i: int, mentors: Longs, least: Longs, scores: Longs) -> None:
    """The scores of mentee ``i`` with each of ``mentors``; ``OUT`` below the ``least`` of each."""
    first, terms = f.start[i], f.start[i + 1] - f.start[i]
    hours, bars = f.hours_at[i] - first, f.bars_at[i] - first
    place = np.full(len(f.counts), -1, np.int32)
    for t in range(terms):
        place[f.row[first + t]] = t
    # What each key brings to this mentee's terms: mostly nothing, so only the rest is listed.
    keys = len(f.cell_start) - 1
    met_start, many = np.zeros(keys + 1, np.int64), 0
    met_term, met_value = np.empty(len(f.cell_row), np.int32), np.empty(len(f.cell_row), np.int32)
    worth, most = np.zeros(keys, np.int64), f.constant[i] + 10 * f.hour_points + f.word_points
    for key in range(keys):
        for cell in range(f.cell_start[key], f.cell_start[key + 1]):
            if place[f.cell_row[cell]] >= 0:
                t = place[f.cell_row[cell]]
                met_term[many], met_value[many] = t, f.cell_value[cell]
                worth[key] += np.int64(f.weight[first + t]) * f.cell_value[cell] if t < hours else 0
                many += 1
        met_start[key + 1] = many
    own = np.zeros(f.words + 1, np.int32)
    for at in range(f.word_start[i], f.word_start[i + 1]):
        own[f.word[at]] = f.word_weight[at]
    held, chosen = np.zeros(terms, np.int32), f.extra_start[i] < f.extra_start[i + 1]
    for x in range(len(mentors)):
        j = mentors[x]
        scores[x] = OUT
        bound = np.int64(most)
        for at in range(f.key_start[j], f.key_start[j + 1]):
            bound += worth[f.key[at]]
        # Most pairs are out of the question by now.
        if bound < least[x] and not chosen:
            continue
        held[:] = 0
        for at in range(f.key_start[j], f.key_start[j + 1]):
            for met in range(met_start[f.key[at]], met_start[f.key[at] + 1]):
                t = met_term[met]
                held[t] = held[t] + met_value[met] if hours <= t < bars else max(held[t], met_value[met])
        total, common, barred = np.int64(f.constant[i]), np.int64(0), False
        for t in range(hours):
            total += np.int64(f.weight[first + t]) * held[t]
        for t in range(hours, bars):
            common += held[t]
        for t in range(bars, terms):
            barred = barred or held[t] != 0
        alike = np.int64(0)
        for at in range(f.offer_start[j], f.offer_start[j + 1]):
            alike += own[f.offer[at]] * f.offer_weight[at]
        score = _whole(f, i, j, total, common, barred, alike)
        if score >= least[x]:
            scores[x] = score


@compiled
def scores_of_mentor(f: Features, j: int, mentees: Longs, least: Longs, scores: Longs) -> None:
    """The scores of each of ``mentees`` with mentor ``j``; ``OUT`` below the ``least`` of each."""
    held = np.zeros(len(f.counts), np.int32)
    for at in range(f.key_start[j], f.key_start[j + 1]):
        key = f.key[at]
        for cell in range(f.cell_start[key], f.cell_start[key + 1]):
            row, value = f.cell_row[cell], f.cell_value[cell]
            held[row] = held[row] + value if f.counts[row] else max(held[row], value)
    own = np.zeros(f.words + 1, np.int32)
    for at in range(f.offer_start[j], f.offer_start[j + 1]):
        own[f.offer[at]] = f.offer_weight[at]
    most = 10 * f.hour_points + f.word_points
    for q in range(len(mentees)):
        i = mentees[q]
        scores[q] = OUT
        total = np.int64(f.constant[i])
        for at in range(f.start[i], f.hours_at[i]):
            total += f.weight[at] * held[f.row[at]]
        if total + most < least[q] and f.extra_start[i] == f.extra_start[i + 1]:
            continue
        common, barred = np.int64(0), False
        for at in range(f.hours_at[i], f.bars_at[i]):
            common += held[f.row[at]]
        for at in range(f.bars_at[i], f.start[i + 1]):
            barred = barred or held[f.row[at]] != 0
        alike = np.int64(0)
        for at in range(f.word_start[i], f.word_start[i + 1]):
            alike += own[f.word[at]] * f.word_weight[at]
        score = _whole(f, i, j, total, common, barred, alike)
        if score >= least[q]:
            scores[q] = score


@compiled
def _whole(f: Features, i: int, j: int, total: np.int64, common: np.int64, barred: bool, alike: np.int64) -> int:
    """The score from its sums, as ``blocks.total_scores`` makes it."""
    if barred or (f.hours_at[i] < f.bars_at[i] and common < f.need[i]):
        return OUT
    for at in range(f.out_start[i], f.out_start[i + 1]):
        if f.out[at] == j:
            return OUT
    for at in range(f.extra_start[i], f.extra_start[i + 1]):
        if f.extra[at] == j:
            total += f.extra_points[at]
    words = min(np.int64(f.word_points), ((alike >> 8) * f.word_points) // FULLY_ALIKE)
    hours = min(common, np.int64(10))
    return int(total + f.hour_points * hours + words)
