"""The whole-number features of a market, laid end to end as the scoring kernels read them."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.matching.parts import Asked, Cells, Component, Mentees, Mentors
from alongside.matching.said import Longs, Said, starts

ADDING, COUNTING, BARRING = range(3)


class Features(NamedTuple):
    """What the scoring kernels read. Lists are laid end to end: of ``i`` from ``start[i]`` to ``start[i + 1]``.

    A mentee has terms (row, weight), a mentor has keys, a key has cells (row, value). Terms of mentee
    ``i`` come in three stretches: first those that add to the score, from ``hours_at[i]`` those that
    count half hours in common, from ``bars_at[i]`` those that bar a pair. ``counts`` marks rows of the
    middle kind. ``word`` and ``offer`` are groups of letters in the free texts of mentees and mentors,
    with weights in thousandths. ``out`` are excluded mentors, ``extra`` mentors with points of their
    own; both sorted within each mentee.
    """

    start: Longs
    hours_at: Longs
    bars_at: Longs
    row: NDArray[np.int32]
    weight: NDArray[np.int16]
    part: NDArray[np.int16]
    key_start: Longs
    key: NDArray[np.int32]
    cell_start: Longs
    cell_row: NDArray[np.int32]
    cell_value: NDArray[np.int16]
    counts: NDArray[np.uint8]
    constant: NDArray[np.int16]
    need: NDArray[np.int16]
    hour_points: int
    word_start: Longs
    word: NDArray[np.int32]
    word_weight: NDArray[np.int32]
    offer_start: Longs
    offer: NDArray[np.int32]
    offer_weight: NDArray[np.int32]
    words: int
    word_points: int
    out_start: Longs
    out: NDArray[np.int32]
    extra_start: Longs
    extra: NDArray[np.int32]
    extra_points: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Part:
    """A component and the numbers that its things have among all rows and all keys."""

    component: Component[Any, Any]
    stage: int
    rows: Mapping[Hashable, int]
    keys: Mapping[Hashable, int]


class Read(NamedTuple):
    """A component read from everyone."""

    asked: Asked[Any]
    brought: Said[Any]
    cells: Cells


def read_part(component: Component[Any, Any], mentors: Mentors, mentees: Mentees) -> Read:
    """Read one component; numbers shrink to 32 and 16 bits at once, for a large community has millions."""
    asked, brought = component.ask(mentees), component.bring(mentors)
    cells = component.meet(asked.things, brought.things)
    asked = asked._replace(
        owner=asked.owner.astype(np.int32), number=asked.number.astype(np.int32), weight=asked.weight.astype(np.int16)
    )
    return Read(asked, brought._replace(owner=brought.owner.astype(np.int32)), cells)


def numbered(components: Sequence[tuple[int, Component[Any, Any]]], read: Sequence[Read]) -> tuple[Part, ...]:
    """Each component with the numbers of its rows and keys among all."""
    parts, rows, keys = [], 0, 0
    for (stage, component), (asked, brought, _) in zip(components, read, strict=True):
        parts.append(
            Part(
                component,
                stage,
                {thing: rows + k for k, thing in enumerate(asked.things)},
                {thing: keys + k for k, thing in enumerate(brought.things)},
            )
        )
        rows, keys = rows + len(asked.things), keys + len(brought.things)
    return tuple(parts)


def lay(parts: Sequence[Part], read: Sequence[Read], mentors: int, mentees: int) -> dict[str, Any]:
    """Terms, keys and cells of all parts, sorted by mentee, mentor and key; parts keep their order."""
    rows = np.cumsum([0, *(len(part.rows) for part in parts)])
    keys = np.cumsum([0, *(len(part.keys) for part in parts)])
    own = [(each.owner, each.number + np.int32(rows[k]), each.weight) for k, (each, _, _) in enumerate(read)]
    number = np.repeat(np.arange(len(read), dtype=np.int16), [len(each.asked.owner) for each in read])
    owner, row, weight = (_joined([each[k] for each in own]) for k in range(3))
    order = np.argsort(owner, kind="stable")
    stage = np.array([part.stage for part in parts], np.int8)[number]
    start = starts(owner, mentees)
    adding = np.bincount(owner[stage == ADDING], minlength=mentees)
    barring = np.bincount(owner[stage == BARRING], minlength=mentees)
    laid = {
        "start": start,
        "hours_at": start[:-1] + adding,
        "bars_at": start[1:] - barring,
        "row": row[order].astype(np.int32),
        "weight": weight[order].astype(np.int16),
        "part": number[order],
        "counts": np.repeat([part.stage == COUNTING for part in parts], np.diff(rows)).astype(np.uint8),
    }
    owner = _joined([each.brought.owner for each in read])
    key = _joined([each.brought.number + keys[k] for k, each in enumerate(read)])
    laid |= {"key_start": starts(owner, mentors), "key": key[np.argsort(owner, kind="stable")].astype(np.int32)}
    offered = _joined([each.cells.offered + keys[k] for k, each in enumerate(read)])
    wanted = _joined([each.cells.wanted + rows[k] for k, each in enumerate(read)])
    value = _joined([each.cells.value for each in read])
    return laid | cells_by_key(offered, wanted, value, int(keys[-1]))


def cells_by_key(offered: Longs, wanted: Longs, value: Longs, keys: int) -> dict[str, Any]:
    """Cells sorted by key."""
    order = np.argsort(offered, kind="stable")
    return {
        "cell_start": starts(offered, keys),
        "cell_row": wanted[order].astype(np.int32),
        "cell_value": value[order].astype(np.int16),
    }


def _joined(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)
