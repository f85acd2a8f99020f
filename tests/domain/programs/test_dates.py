"""Suggested dates fall on the weekdays people expect."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.domain.programs.dates import introductions_by, suggested_closing_day, suggested_start

# Monday 17 March 2025, as in the design's example.
MONDAY = date(2025, 3, 17)


def test_sign_up_closes_two_fridays_from_now_and_pairs_start_ten_days_later() -> None:
    closes_on = suggested_closing_day(MONDAY)

    assert closes_on == date(2025, 3, 28)
    assert suggested_start(closes_on) == date(2025, 4, 7)
    assert introductions_by(suggested_start(closes_on)) == date(2025, 4, 4)


def test_whatever_the_day_there_is_more_than_a_week_to_sign_up() -> None:
    for days in range(14):
        today = MONDAY + timedelta(days=days)

        closes_on = suggested_closing_day(today)

        assert closes_on.weekday() == 4
        assert 8 <= (closes_on - today).days <= 14
        assert suggested_start(closes_on).weekday() == 0
