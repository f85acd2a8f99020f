"""The building blocks of a score: what mentees ask for meeting what mentors bring."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from alongside.matching.people import Mentee, Mentor
from alongside.matching.said import Longs, Said

POINTS = 10_000
"""A score of 1.0 in points: scores are whole numbers inside the engine, so results are reproducible."""
TENTHS = 10
STEP = 20
"""Component points are multiples of this, so that halves and tenths stay whole."""

Mentors = Sequence[Mentor]
Mentees = Sequence[Mentee]
W = TypeVar("W", bound=Hashable)
O = TypeVar("O", bound=Hashable)  # noqa: E741
NOBODY = np.zeros(0, np.int64)


class Asked(NamedTuple, Generic[W]):
    """What mentees ask for: as ``Said``, with a weight for each item, and points whoever the mentor is."""

    owner: Longs
    number: Longs
    things: list[W]
    weight: Longs
    constant: Longs = NOBODY


class Cells(NamedTuple):
    """Where a thing asked for meets a thing brought: their numbers, and what it is worth (never 0)."""

    wanted: Longs
    offered: Longs
    value: Longs


@dataclass(frozen=True, slots=True)
class Component(Generic[W, O]):
    """One component, as three functions over columns.

    A pair gets the sum of weight times value over the mentee's items that meet one of the mentor's,
    plus the mentee's constant. Where two items of a mentor meet the same one, the greater value counts.
    The functions hold for newcomers as well: what is learned from everyone (how rare a topic is) is kept.
    """

    name: str
    ask: Callable[[Mentees], Asked[W]]
    bring: Callable[[Mentors], Said[O]]
    meet: Callable[[Sequence[W], Sequence[O]], Cells]


def cells(found: Sequence[tuple[int, int, int]]) -> Cells:
    """Cells from (wanted, offered, value); those worth nothing are left out."""
    flat = np.array(found, np.int64).reshape(-1, 3)
    flat = flat[flat[:, 2] != 0]
    return Cells(flat[:, 0], flat[:, 1], flat[:, 2])


def cells_of(table: Longs) -> Cells:
    """Cells from a table of values, wanted by offered."""
    wanted, offered = np.nonzero(table)
    return Cells(wanted, offered, table[wanted, offered].astype(np.int64))


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
