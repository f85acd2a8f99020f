"""Hours of the day as one person lives them, right through the changes of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=1024)  # asked for thousands of times to plan the days of a program
def zone_of(name: str) -> ZoneInfo:
    """The time zone called ``name``; UTC when this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def next_morning(at: datetime, zone: ZoneInfo, quiet_until: time, *, weekday: int | None = None) -> datetime:
    """The next end of the quiet hours after ``at``; on that day of the week when one is given, Monday being 0."""
    day = at.astimezone(zone).date()
    while True:
        morning = datetime.combine(day, quiet_until, tzinfo=zone).astimezone(UTC)
        if morning > at and weekday in (None, day.weekday()):
            return morning
        day += timedelta(days=1)


def after_quiet_hours(at: datetime, zone: ZoneInfo, quiet_from: time, quiet_until: time) -> datetime:
    """``at`` itself, or the end of the quiet hours it falls into."""
    local = at.astimezone(zone)
    now = local.time()
    over_midnight = quiet_from > quiet_until
    is_quiet = now >= quiet_from or now < quiet_until if over_midnight else quiet_from <= now < quiet_until
    if not is_quiet:
        return at
    day = local.date() + timedelta(days=1) if over_midnight and now >= quiet_from else local.date()
    return datetime.combine(day, quiet_until, tzinfo=zone).astimezone(UTC)
