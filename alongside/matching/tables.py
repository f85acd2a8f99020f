"""Tables of scores on a grid of whole numbers, and an order of rows and columns that ignores theirs."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from alongside.matching.compiling import compiled, runs_plain
from alongside.matching.graph import Longs
from alongside.matching.sources import ArcSource, Source, TableSource

FINEST = 1 << 29
"""Scores are laid on a grid of about this many steps."""
FORBIDDEN = np.iinfo(np.int32).min
ROUNDS = 3
"""Rounds of color refinement: rows equal after that are interchangeable, or as good as."""
Hashes = NDArray[np.uint64]
_A, _B, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(29)


class Table(Protocol):
    """What ``assign`` needs of a table of scores."""

    shape: tuple[int, int]
    scale: float
    rounded: bool

    def canonical(self, demand: Longs, capacity: Longs) -> tuple[Longs, Longs]:
        """Rows and columns in an order that depends on the values alone."""
        ...

    def source(self, rows: Longs, columns: Longs) -> Source:
        """The whole-number pairs, with rows and columns in this order."""
        ...

    def values(self, pairs: Longs) -> NDArray[np.float64]:
        """The scores of some pairs as they were given."""
        ...


class DenseTable:
    """A table given as an array, NaN where a pair is forbidden."""

    def __init__(self, given: NDArray[np.float64], floor: float | None) -> None:
        if given.ndim != 2:
            raise ValueError("Scores are a table of mentees by mentors.")
        self.shape = (given.shape[0], given.shape[1])
        self._given = given
        forbidden = np.isnan(given)
        if floor is not None:
            forbidden |= given < floor
        self.scale, self.rounded = _grid(np.where(forbidden, 0.0, given))
        self._whole = np.where(forbidden, 0.0, given)
        self._whole *= self.scale
        self._whole = np.rint(self._whole).astype(np.int32)
        self._whole[forbidden] = FORBIDDEN

    def canonical(self, demand: Longs, capacity: Longs) -> tuple[Longs, Longs]:
        """See ``Table``."""
        row, column = _mix(demand.astype(np.uint64), _A), _mix(capacity.astype(np.uint64), _B)
        refine = _refine_plain if runs_plain() else _refine
        for _ in range(ROUNDS):
            row, column = refine(self._whole, row, column)
        return np.argsort(row, kind="stable"), np.argsort(column, kind="stable")

    def source(self, rows: Longs, columns: Longs) -> Source:
        """See ``Table``."""
        return TableSource(self._whole[rows][:, columns])

    def values(self, pairs: Longs) -> NDArray[np.float64]:
        """See ``Table``."""
        values: NDArray[np.float64] = self._given[pairs[:, 0], pairs[:, 1]]
        return values


class SparseTable:
    """A table given as a scipy sparse array in coordinates; what is not stored is forbidden."""

    def __init__(self, given: Any, floor: float | None) -> None:
        self.shape = (given.shape[0], given.shape[1])
        rows, columns, values = given.row.astype(np.int64), given.col.astype(np.int64), given.data.astype(float)
        allowed = ~np.isnan(values) if floor is None else values >= floor
        order = np.lexsort((columns[allowed], rows[allowed]))
        self._rows, self._columns = rows[allowed][order], columns[allowed][order]
        self._given = values[allowed][order]
        key = self._rows * self.shape[1] + self._columns
        if (key[1:] == key[:-1]).any():
            raise ValueError("A pair is stored twice in the sparse table.")
        self._key = key
        self.scale, self.rounded = _grid(self._given)
        self._whole = np.rint(self._given * self.scale).astype(np.int64)

    def canonical(self, demand: Longs, capacity: Longs) -> tuple[Longs, Longs]:
        """See ``Table``."""
        row, column = _mix(demand.astype(np.uint64), _A), _mix(capacity.astype(np.uint64), _B)
        value = self._whole.astype(np.uint64)
        for _ in range(ROUNDS):
            next_row, next_column = _mix(row, _A), _mix(column, _A)
            np.add.at(next_row, self._rows, _mix(value ^ column[self._columns], _B))
            np.add.at(next_column, self._columns, _mix(value ^ row[self._rows], _B))
            row, column = next_row, next_column
        return np.argsort(row, kind="stable"), np.argsort(column, kind="stable")

    def source(self, rows: Longs, columns: Longs) -> Source:
        """See ``Table``."""
        at = _inverse(rows)[self._rows], _inverse(columns)[self._columns]
        order = np.lexsort((at[1], -self._whole, at[0]))
        return ArcSource(at[0][order], at[1][order], self._whole[order], len(rows))

    def values(self, pairs: Longs) -> NDArray[np.float64]:
        """See ``Table``."""
        values: NDArray[np.float64] = self._given[np.searchsorted(self._key, pairs[:, 0] * self.shape[1] + pairs[:, 1])]
        return values


def _grid(values: NDArray[np.float64]) -> tuple[float, bool]:
    """A power of two that lays scores on the grid, and whether that rounds any of them."""
    greatest = float(max(values.max(initial=0), -values.min(initial=0)))
    if not np.isfinite(greatest):
        raise ValueError("Scores must be finite numbers, or NaN where a pair is forbidden.")
    if greatest <= FINEST and (values == np.rint(values)).all():
        return 1.0, False
    scale = 2.0 ** int(np.floor(np.log2(FINEST / greatest)))
    scaled = values * scale
    return scale, bool((scaled != np.rint(scaled)).any())


def _inverse(order: Longs) -> Longs:
    inverse = np.empty_like(order)
    inverse[order] = np.arange(len(order))
    return inverse


def _mix(value: Hashes, factor: np.uint64) -> Hashes:
    mixed = value * factor
    return (mixed ^ (mixed >> _SHIFT)) * _A


@compiled
def _refine(whole: NDArray[np.int32], row: Hashes, column: Hashes) -> tuple[Hashes, Hashes]:
    """Each row's hash from its values and the hashes of their columns, summed so that order is lost."""
    next_row, next_column = row * _A, column * _A
    next_row = (next_row ^ (next_row >> _SHIFT)) * _A
    next_column = (next_column ^ (next_column >> _SHIFT)) * _A
    for i in range(whole.shape[0]):
        own, found = row[i], np.uint64(0)
        for j in range(whole.shape[1]):
            if whole[i, j] == FORBIDDEN:
                continue
            value = np.uint64(np.int64(whole[i, j]))
            mixed = (value ^ column[j]) * _B
            found += (mixed ^ (mixed >> _SHIFT)) * _A
            mixed = (value ^ own) * _B
            next_column[j] += (mixed ^ (mixed >> _SHIFT)) * _A
        next_row[i] += found
    return next_row, next_column


def _refine_plain(whole: NDArray[np.int32], row: Hashes, column: Hashes) -> tuple[Hashes, Hashes]:
    """The same in numpy, for machines without numba."""
    next_row, next_column = _mix(row, _A), _mix(column, _A)
    for i in range(whole.shape[0]):
        at = np.flatnonzero(whole[i] != FORBIDDEN)
        value = whole[i, at].astype(np.int64).view(np.uint64)
        next_row[i] += _mix(value ^ column[at], _B).sum()
        next_column[at] += _mix(value ^ row[i], _B)
    return next_row, next_column
