"""Wall-clock times in any zone, right through the nights when clocks are moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alongside.kernel.hours import zone_of

# The eastmost zones are fourteen hours ahead: there, tomorrow begins that much earlier.
FURTHEST_AHEAD = timedelta(hours=14)
_MINUTE = timedelta(minutes=1)
_LONGEST_GAP_MINUTES = 26 * 60


def local_moment(day: date, wall: time, zone_name: str) -> datetime:
    """When the clocks of a zone show ``wall`` on ``day``, in UTC.

    A time that happens twice means the first one; a time the clocks jump over means the next minute there is.
    """
    there = zone_of(zone_name)
    moment = datetime.combine(day, wall, there).astimezone(UTC)
    if moment.astimezone(there).replace(tzinfo=None) == datetime.combine(day, wall):
        return moment
    return _first_after_gap(datetime.combine(day, wall), there)


def local_moment_outside_quiet(day: date, wall: time, zone_name: str, quiet_from: time, quiet_until: time) -> datetime:
    """``local_moment``, moved to the end of the quiet hours when it falls into them."""
    if not _is_quiet(wall, quiet_from, quiet_until):
        return local_moment(day, wall, zone_name)
    # Quiet hours that begin later today end tomorrow.
    ends_on = day if wall < quiet_until else day + timedelta(days=1)
    return local_moment(ends_on, quiet_until, zone_name)


def local_day(at: datetime, zone_name: str) -> date:
    """The date it is in a zone at a moment."""
    return at.astimezone(zone_of(zone_name)).date()


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday (Monday is 0) from ``day`` on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def monday_of(day: date) -> date:
    """The Monday of the week that ``day`` is in."""
    return day - timedelta(days=day.weekday())


def _is_quiet(wall: time, quiet_from: time, quiet_until: time) -> bool:
    if quiet_from <= quiet_until:
        return quiet_from <= wall < quiet_until
    return wall >= quiet_from or wall < quiet_until


def _first_after_gap(wall: datetime, there: ZoneInfo) -> datetime:
    """The first minute after ``wall`` that the clocks do show."""
    for minutes in range(1, _LONGEST_GAP_MINUTES):
        later = wall + minutes * _MINUTE
        moment = later.replace(tzinfo=there).astimezone(UTC)
        if moment.astimezone(there).replace(tzinfo=None) == later:
            return moment
    raise AssertionError("no zone skips more than a day")
