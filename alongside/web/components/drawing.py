"""Geometry of charts and pictures: numbers in, SVG attributes out; words stay in HTML and grow with the text."""

from collections.abc import Sequence
from math import floor, log10, tau

# How far each dot of the week path stands above or below the middle, in sixteenths of a rem; the same
# numbers move the dots in space.css.
WAVE = (0, -9, -12, -6, 5, 12, 12, 5, -6, -12, -9, 0)
PATH_HEIGHT = 88

# The steps a scale may go by, times a power of ten.
ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def path_lines(answered: Sequence[tuple[bool, bool]], window: slice) -> list[tuple[str, str]]:
    """The pieces of the two strokes seen in ``window``, as (color, points).

    The piece into a week is solid once that side (mentor, mentee) has answered it.
    """
    first, last = max(window.start - 1, 0), min(window.stop, len(answered) - 1)
    pieces = [
        (who if answered[at + 1][side] else "later", _points(at, window.start, offset))
        for side, (who, offset) in enumerate((("mentor", -5), ("mentee", 5)))
        for at in range(first, last)
    ]
    return sorted(pieces, key=lambda piece: piece[0] != "later")


def _points(at: int, window_start: int, offset: int) -> str:
    """A smooth piece from one dot to the next, in hundredths of a week from the start of the window."""
    points = []
    for tenth in range(11):
        ease = (tenth / 10) ** 2 * (3 - 2 * tenth / 10)
        height = WAVE[at] + (WAVE[at + 1] - WAVE[at]) * ease
        x = (at - window_start + 0.5) * 100 + tenth * 10
        points.append(f"{x:.0f},{PATH_HEIGHT / 2 + height + offset:.1f}")
    return " ".join(points)


def bar_shapes(values: Sequence[float], *, height: int = 40) -> list[tuple[str, str, str, str]]:
    """Upright bars as (x, y, width, height) in a box 100 wide; they start at zero."""
    top = max([*values, 1]) * 1.05
    step = 100 / max(len(values), 1)
    return [
        (f"{at * step + step * 0.14:.2f}", f"{height - value / top * height:.2f}",
         f"{step * 0.72:.2f}", f"{value / top * height:.2f}")
        for at, value in enumerate(values)
    ]  # fmt: skip


def stack_shapes(values: Sequence[float]) -> list[tuple[str, str]]:
    """Parts of one horizontal stack as (x, width) in a box 100 wide, with a small gap between parts."""
    total = sum(values) or 1
    shapes, x = [], 0.0
    for value in values:
        width = value / total * 100
        shapes.append((f"{x:.2f}", f"{max(width - 0.5, 0.1) if value else 0:.2f}"))
        x += width
    return shapes


def nice_top(values: Sequence[float], *, steps: int = 4) -> int:
    """A number at or above every value that ``steps`` divides into equal round ones."""
    step = max([*values, steps]) / steps
    magnitude = 10 ** floor(log10(step))
    rounded = (int(unit * magnitude) for unit in ROUND if unit * magnitude % 1 == 0 and unit * magnitude >= step)
    return next(rounded) * steps


def line_points(values: Sequence[float], *, top: float, height: int = 100) -> str:
    """A line through evenly spaced values in a box 100 wide; a single value lies flat."""
    values = [*values] * 2 if len(values) == 1 else values
    last = max(len(values) - 1, 1)
    return " ".join(f"{at / last * 100:.2f},{height - value / top * height:.2f}" for at, value in enumerate(values))


def ring_dash(done: float, total: float, *, radius: int = 42) -> str:
    """The ``stroke-dasharray`` of a ring filled to ``done`` of ``total``."""
    around = tau * radius
    return f"{around * min(done / total, 1) if total else 0:.1f} {around:.1f}"
