"""Dates that a new program starts with: long enough to hear of it, short enough to stay curious."""

from __future__ import annotations

from datetime import date, timedelta

_FRIDAY = 4


def suggested_closing_day(today: date) -> date:
    """The second Friday from today."""
    return today + timedelta(days=(_FRIDAY - today.weekday()) % 7 or 7) + timedelta(days=7)


def suggested_start(closes_on: date) -> date:
    """The Monday after the week in which people are paired."""
    monday = closes_on + timedelta(days=7 - closes_on.weekday())
    return monday + timedelta(days=7)


def introductions_by(starts_on: date) -> date:
    """The Friday before the start, by which everybody should know their person."""
    return starts_on - timedelta(days=(starts_on.weekday() - _FRIDAY) % 7 or 7)
