"""The week path shows the weeks around the present one."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.web.components.space import Week, week_path


def weeks(total: int, now: int) -> list[Week]:
    return [Week(number, "#", is_now=number == now) for number in range(1, total + 1)]


def shown(drawn: Any) -> tuple[list[int], list[int]]:
    return [week.number for week, _ in drawn["weeks"]], [week.number for week, near in drawn["weeks"] if near]


@pytest.mark.parametrize(
    ("total", "now", "wide", "phone"),
    [
        (12, 1, range(1, 13), range(1, 4)),
        (12, 5, range(1, 13), range(4, 7)),
        (12, 12, range(1, 13), range(10, 13)),
        (24, 20, range(13, 25), range(19, 22)),
        (2, 1, range(1, 3), range(1, 3)),
    ],
)
def test_wide_screens_see_twelve_weeks_and_phones_three(total: int, now: int, wide: range, phone: range) -> None:
    assert shown(week_path(weeks(total, now))) == ([*wide], [*phone])


def test_no_weeks_draw_an_empty_path() -> None:
    assert week_path([])["weeks"] == []


def test_a_week_is_done_when_both_answered_or_it_was_skipped() -> None:
    assert Week(1, "#", mentor_answered=True, mentee_answered=True).is_done
    assert Week(1, "#", is_skipped=True).is_done
    assert not Week(1, "#", mentor_answered=True).is_done
