"""The same scores in numpy: for machines without numba, for a handful of pairs, and for explaining them."""

import numpy as np
from numpy.typing import NDArray

from alongside.matching.blocks import FULLY_ALIKE, Longs, places
from alongside.matching.features import Features


def scores_of(features: Features, i: int, mentors: NDArray[np.int64]) -> NDArray[np.int64]:
    """The scores in points of one mentee with some mentors; -1 where a rule excludes the pair."""
    place = places(features, np.array([i]))
    block = np.zeros((int(place.max(initial=-1)) + 1, len(mentors)), np.int16)
    fill_plain(features, mentors, place, block)
    return score_plain(features, i, mentors, place, block)


def fill_plain(f: Features, mentors: NDArray[np.int64], place: NDArray[np.int32], block: NDArray[np.int16]) -> None:
    lengths = f.key_start[mentors + 1] - f.key_start[mentors]
    x = np.repeat(np.arange(len(mentors)), lengths)
    key = f.key[_ranges(f.key_start[mentors], lengths)]
    lengths = f.cell_start[key + 1] - f.cell_start[key]
    x = np.repeat(x, lengths)
    cell = _ranges(f.cell_start[key], lengths)
    row = f.cell_row[cell]
    y, value = place[row], f.cell_value[cell]
    counting = f.counts[row] == 1
    adds, takes = counting & (y >= 0), ~counting & (y >= 0)
    np.add.at(block, (y[adds], x[adds]), value[adds])
    np.maximum.at(block, (y[takes], x[takes]), value[takes])


def score_plain(
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


def _ranges(start: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(start - ends + lengths, lengths)


def obstacles(features: Features, i: int, mentors: NDArray[np.int64]) -> dict[int, NDArray[np.bool_]]:
    """Which mentors are excluded for a mentee, by the part that bars them; -1 hours, -2 named pairs."""
    place = places(features, np.array([i]))
    block = np.zeros((int(place.max(initial=-1)) + 1, len(mentors)), np.int16)
    fill_plain(features, mentors, place, block)
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
