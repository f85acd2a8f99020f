"""Times read as people say them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from alongside.kernel import clock
from alongside.web.components.times import day, day_and_time, time_of_day

NOON = datetime(2026, 5, 7, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.travelled(NOON), translation.override("en"):
        yield


def test_near_days_have_words_and_far_days_their_weekday() -> None:
    assert day(NOON) == "today"
    assert day(NOON - timedelta(days=1)) == "yesterday"
    assert day(date(2026, 5, 8)) == "tomorrow"
    assert day(date(2026, 5, 14)) == "Thursday 14 May"
    assert day(date(2025, 5, 8)) == "Thursday 8 May 2025"


def test_a_time_is_told_in_the_readers_zone() -> None:
    at = datetime(2026, 5, 14, 17, 30, tzinfo=UTC)

    with timezone.override("Europe/Berlin"):
        assert day_and_time(at) == "Thursday 14 May, 7:30 pm"


def test_midnight_belongs_to_the_readers_day() -> None:
    with timezone.override("Asia/Tokyo"):
        assert day(datetime(2026, 5, 7, 16, 0, tzinfo=UTC)) == "tomorrow"


def test_another_language_may_count_to_twenty_four() -> None:
    assert time_of_day(datetime(2026, 5, 14, 19, 5, tzinfo=UTC)) == "7:05 pm"
