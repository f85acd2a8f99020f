"""The worker's way in: count the days that are over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from alongside.domain.insights.commands import counting
from alongside.domain.insights.models import DailyCount
from alongside.domain.programs.models import Program

_AT_ONCE = 120
_LONGEST_BACK = timedelta(days=730)


def count_days_that_are_over(at: datetime) -> int:
    """Count every day that is over and was not counted, oldest first, some at a time; say how many."""
    yesterday = at.astimezone(UTC).date() - timedelta(days=1)
    done = 0
    for program in Program.objects.exclude(launched_at=None).order_by("-launched_at"):
        for day in _missing(program, yesterday)[: _AT_ONCE - done]:
            counting.count_day(program, day)
            done += 1
    return done


def forget_old_visits(at: datetime) -> int:
    """Keep visits for a year."""
    return counting.forget_old_visits(at=at)


def _missing(program: Program, yesterday: date) -> list[date]:
    assert program.launched_at is not None
    last = min(yesterday, program.closed_at.date()) if program.closed_at else yesterday
    first = max(program.launched_at.date(), yesterday - _LONGEST_BACK)
    counted = set(DailyCount.objects.filter(program=program).values_list("day", flat=True))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if day not in counted]
