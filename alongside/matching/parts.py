"""The building blocks of a score: terms on the mentee's side meeting cells on the mentor's side."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

POINTS = 10_000
"""A score of 1.0 in points: scores are whole numbers inside the engine, so results are reproducible."""
TENTHS = 10
STEP = 20
"""Component points are multiples of this, so that halves and tenths stay whole."""

T = TypeVar("T")
Terms = list[tuple[int, int]]


@dataclass(slots=True)
class Part:
    """One component in a form that can be summed fast.

    A mentee has terms ``(row, weight)``; a mentor has keys; a key has cells ``(row, value)``. What a
    pair gets is the sum of weight times value over rows both touch, plus the mentee's constant. When
    two keys of a mentor touch the same row the greater value counts.
    """

    component: str
    rows: int
    terms: list[Terms]
    keys: list[list[int]]
    cells: list[Terms]
    constant: list[int] = field(default_factory=list)


class Ragged(NamedTuple):
    """Lists of pairs laid end to end: list ``i`` is ``start[i]`` to ``start[i + 1]``."""

    start: NDArray[np.int64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]


class Laid(NamedTuple):
    """A part with its lists laid end to end, a fraction of the size."""

    component: str
    rows: int
    terms: Ragged
    keys: Ragged
    cells: Ragged
    constant: NDArray[np.int64]


def lay(part: Part) -> Laid:
    """Lay a part's lists end to end; cells worth nothing are left out."""
    cells = [[cell for cell in each if cell[1]] for each in part.cells]
    constant = np.array(part.constant, np.int64)
    return Laid(part.component, part.rows, ragged(part.terms), ragged_keys(part.keys), ragged(cells), constant)


def joined(parts: Sequence[Ragged], shifts: Sequence[int]) -> Ragged:
    """Several of them one behind the other, the first numbers of each shifted."""
    starts = np.cumsum([0] + [len(part.first) for part in parts])
    start = [part.start[:-1] + begin for part, begin in zip(parts, starts, strict=False)]
    first = [part.first + shift for part, shift in zip(parts, shifts, strict=False)]
    second = [part.second for part in parts]
    if not parts:
        return Ragged(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    return Ragged(np.concatenate([*start, starts[-1:]]), np.concatenate(first), np.concatenate(second))


def ragged(lists: Sequence[Sequence[tuple[int, int]]]) -> Ragged:
    """Lay lists of pairs end to end."""
    start = _starts(lists)
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(lists)), np.int64, 2 * int(start[-1]))
    return Ragged(start, flat[0::2], flat[1::2])


def ragged_keys(lists: Sequence[Sequence[int]]) -> Ragged:
    """Lay lists of single numbers end to end; the second of each pair is 1."""
    start = _starts(lists)
    flat = np.fromiter(chain.from_iterable(lists), np.int64, int(start[-1]))
    return Ragged(start, flat, np.ones_like(flat))


def _starts(lists: Sequence[Sequence[object]]) -> NDArray[np.int64]:
    start = np.zeros(len(lists) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, lists), np.int64, len(lists)), out=start[1:])
    return start


def apportion(shares: Sequence[float], whole: int) -> list[int]:
    """Split ``whole`` units by shares, leaving nothing over (largest remainders, Hamilton's method)."""
    total = sum(shares)
    if total <= 0:
        return [0] * len(shares)
    exact = [whole * share / total for share in shares]
    units = [int(each) for each in exact]
    order = sorted(range(len(shares)), key=lambda k: (units[k] - exact[k], k))
    for k in order[: whole - sum(units)]:
        units[k] += 1
    return units


class Numbering(Generic[T]):
    """Numbers things in the order in which they are first seen."""

    def __init__(self) -> None:
        self.seen: dict[T, int] = {}

    def __call__(self, thing: T) -> int:
        return self.seen.setdefault(thing, len(self.seen))

    def __len__(self) -> int:
        return len(self.seen)
