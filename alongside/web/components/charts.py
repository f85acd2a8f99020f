"""Charts drawn on the server as small SVGs; words and numbers stand around them in HTML, with a table twin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from alongside.web.components.drawing import (
    bar_shapes,
    line_points,
    nice_top,
    ring_dash,
    stack_shapes,
)
from alongside.web.components.library import component

Paint = Literal["well", "okay", "help", "none", "mentee"]
State = Literal["well", "quiet", "help", "paused"]

PAINTS: dict[State, Paint] = {"well": "well", "quiet": "okay", "paused": "none", "help": "help"}

# A column of this many marks, two in a row, is as tall as the chart should be.
TALL = 14

# Above this many pairs a chart of single marks is a wall: give ``every_pair`` counts instead.
MARKS_AT_MOST = 150


@component("bars.html")
def bars(values: Sequence[float], *, says: str = "") -> Mapping[str, Any]:
    """Ten or so upright bars, the last one strong; ``says`` is the sentence screen readers hear."""
    return {"shapes": bar_shapes(values), "says": says}


@dataclass(frozen=True)
class Part:
    """One part of a stack."""

    paint: Paint
    value: float
    label: str = ""


@component("stack.html")
def stack(parts: Sequence[Part], *, legend: bool = False) -> Mapping[str, Any]:
    """One horizontal bar in up to four parts; the labels are in the legend, or heard only."""
    shapes = stack_shapes([part.value for part in parts])
    return {"parts": [(part, *shape) for part, shape in zip(parts, shapes, strict=True)], "legend": legend}


@dataclass(frozen=True)
class StackRow:
    """One line of the "how the weeks feel" chart."""

    label: str
    parts: Sequence[Part]
    says: str


@component("stacks.html")
def stacks(rows: Sequence[StackRow]) -> Mapping[str, Any]:
    """Several stacks under one legend, with a number beside each."""
    return {"rows": rows, "legend": rows[0].parts if rows else ()}


@dataclass(frozen=True)
class Line:
    """One line of a line chart: the first has a soft area beneath it, the second is dotted."""

    label: str
    values: Sequence[float]


@component("line_chart.html")
def line_chart(lines: Sequence[Line], *, marks: Sequence[str], id: str, caption: str) -> Mapping[str, Any]:
    """Up to two lines over time, with the same numbers as a table; ``marks`` names each point in time."""
    top = nice_top([value for line in lines for value in line.values])
    paints = ("active", "done")
    return {
        "lines": [(line, paint, line_points(line.values, top=top)) for line, paint in zip(lines, paints, strict=False)],
        "scale": [top * quarter // 4 for quarter in (4, 3, 2, 1, 0)],
        "marks": _spread(marks),
        "rows": [(mark, [line.values[at] for line in lines]) for at, mark in enumerate(marks)],
        "id": id,
        "caption": caption,
    }


def _spread(marks: Sequence[str], *, at_most: int = 7) -> list[str]:
    """As many of the marks as fit beneath a chart, evenly spread, first and last always."""
    if len(marks) <= at_most:
        return list(marks)
    return [marks[round(at * (len(marks) - 1) / (at_most - 1))] for at in range(at_most)]


@component("ring.html")
def ring(done: int, total: int) -> Mapping[str, Any]:
    """A ring filled to ``done`` of ``total``; write the numbers beside it."""
    return {"dash": ring_dash(done, total)}


@dataclass(frozen=True)
class PairMark:
    """One pair in the every-pair chart."""

    href: str
    state: State
    says: str


@dataclass(frozen=True)
class WeekColumn:
    """One week of the every-pair chart: its pairs, or only how many, and where a list of them is."""

    number: int
    pairs: Sequence[PairMark] = ()
    counts: Mapping[State, int] | None = None
    name: str = ""
    href: str = ""

    def count(self, state: State) -> int:
        if self.counts is not None:
            return self.counts.get(state, 0)
        return sum(pair.state == state for pair in self.pairs)

    @property
    def total(self) -> int:
        return sum(self.count(state) for state in PAINTS)


@component("every_pair.html")
def every_pair(columns: Sequence[WeekColumn]) -> Mapping[str, Any]:
    """Where every pair is: one mark each over the weeks, or one bar per week when only counts are given."""
    most = max((column.total for column in columns), default=0)
    return {
        "columns": [(column, _column_shapes(column, most), column.total * 3 <= most) for column in columns],
        "as_marks": all(column.counts is None for column in columns),
        # Two marks side by side, as the two people are, unless the tallest column grows out of sight.
        "across": 2 if most <= TALL else 4 if most <= 2 * TALL else 6,
        "counts": {state: sum(column.count(state) for column in columns) for state in PAINTS},
    }


def _column_shapes(column: WeekColumn, most: int) -> list[tuple[Paint, str, str]]:
    """One week's bar from the ground up, as (paint, y, height) in a box 100 high."""
    shapes: list[tuple[Paint, str, str]] = []
    ground = 100.0
    for state, paint in PAINTS.items():
        height = column.count(state) / max(most, 1) * 100
        ground -= height
        shapes.append((paint, f"{ground:.2f}", f"{max(height - 1, 0):.2f}"))
    return shapes


@dataclass(frozen=True)
class Answer:
    """One answer of a poll and how many gave it."""

    label: str
    count: int
    paint: Paint = "well"


@component("tally.html")
def tally(answers: Sequence[Answer]) -> Mapping[str, Any]:
    """Horizontal bars with counts, longest answer full width."""
    most = max([answer.count for answer in answers] or [1]) or 1
    return {"answers": [(answer, f"{answer.count / most * 100:.1f}") for answer in answers]}
