"""The geometry of charts, checked at its edges."""

from __future__ import annotations

import pytest

from alongside.web.components.drawing import (
    bar_shapes,
    line_points,
    nice_top,
    path_lines,
    ring_dash,
    stack_shapes,
)


def test_a_stroke_is_solid_up_to_the_last_answered_week() -> None:
    answered = [(True, True), (True, True), (True, False), (False, False)]

    colors = [color for color, _ in path_lines(answered, slice(0, 4))]

    assert sorted(colors) == ["later", "later", "later", "mentee", "mentor", "mentor"]


def test_a_window_in_the_middle_shows_the_strokes_run_on_at_both_edges() -> None:
    pieces = path_lines([(True, True)] * 12, slice(4, 7))

    first = min(float(points.split(",")[0]) for _, points in pieces)
    last = max(float(points.split(" ")[-1].split(",")[0]) for _, points in pieces)

    assert (first, last) == (-50.0, 350.0)


def test_a_season_of_one_week_has_no_stroke() -> None:
    assert path_lines([(True, True)], slice(0, 1)) == []


@pytest.mark.parametrize(
    ("values", "top"), [([], 4), ([0], 4), ([3], 4), ([46, 61], 80), ([81], 100), ([399], 400), ([401], 600), ([7], 8)]
)
def test_the_scale_ends_on_a_round_number_above_every_value(values: list[float], top: int) -> None:
    assert nice_top(values) == top


def test_nothing_counted_draws_nothing_and_divides_by_nothing() -> None:
    assert bar_shapes([]) == []
    assert stack_shapes([0, 0]) == [("0.00", "0.00"), ("0.00", "0.00")]
    assert line_points([], top=4) == ""
    assert ring_dash(0, 0).startswith("0.0 ")


def test_a_single_value_is_a_flat_line() -> None:
    assert line_points([1], top=4) == "0.00,75.00 100.00,75.00"


def test_parts_of_a_stack_fill_the_whole() -> None:
    shapes = stack_shapes([1, 1, 2])

    assert [x for x, _ in shapes] == ["0.00", "25.00", "50.00"]


def test_a_ring_is_never_more_than_full() -> None:
    full, around = ring_dash(5, 4).split()

    assert full == around
