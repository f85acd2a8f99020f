"""Times of the week and clocks: local availability turned into half hours of the week in UTC."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

HALF_HOURS = 7 * 48
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS = {"early": (6, 9), "morning": (8, 12), "noon": (12, 14), "afternoon": (13, 17), "evening": (18, 22)}
_SLOT = re.compile(
    r"(?P<day>mon|tue|wed|thu|fri|sat|sun|weekday|weekend|any)[a-z]*-"
    r"(?:(?P<part>[a-z]+)|(?P<from>\d{1,2}(?::[03]0)?)-(?P<to>\d{1,2}(?::[03]0)?))"
)
_OFFSET = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?")


class UnreadableTimeError(ValueError):
    """A time zone or a time of the week is not written in a way the engine knows."""


@lru_cache(maxsize=4096)
def clock(timezone: str, on: date | None) -> int:
    """Half hours ahead of UTC, on a day, or in standard time without one.

    Raises UnreadableTimeError.
    """
    text = timezone.strip()
    if text.casefold() in ("utc", "gmt", "z"):
        return 0
    if found := _OFFSET.fullmatch(text.casefold()):
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        if minutes > 14 * 60:
            raise UnreadableTimeError(f"{timezone!r} is further from UTC than any place on earth.")
        return round((minutes if found["sign"] == "+" else -minutes) / 30)
    try:
        noon = datetime.combine(on or date(2026, 1, 15), datetime.min.time().replace(hour=12), ZoneInfo(text))
    except (KeyError, ValueError, OSError) as problem:
        raise UnreadableTimeError(f"{timezone!r} is not a time zone like Europe/Berlin or UTC+2.") from problem
    ahead = noon.utcoffset() or timedelta()
    if on is None:
        ahead -= noon.dst() or timedelta()
    return round(ahead / timedelta(minutes=30))


@lru_cache(maxsize=4096)
def windows(slot: str) -> tuple[tuple[int, int], ...]:
    """The stretches of the local week a slot stands for: (first half hour, how many).

    ``mon-evening`` is 18 to 22; ``tue-18:00-20:00`` is itself; ``weekday`` and ``weekend`` are all
    of theirs. Raises UnreadableTimeError.
    """
    found = _SLOT.fullmatch(slot.strip().casefold())
    if not found:
        raise UnreadableTimeError(f"{slot!r} is not a time like mon-evening or tue-18:00-20:00.")
    if part := found["part"]:
        if part not in _PARTS:
            raise UnreadableTimeError(f"{slot!r}: the part of the day is one of {', '.join(_PARTS)}.")
        start, end = (2 * hour for hour in _PARTS[part])
    else:
        start, end = _half_hour(found["from"]), _half_hour(found["to"])
    if not 0 <= start < end <= 48:
        raise UnreadableTimeError(f"{slot!r} does not end after it starts within one day.")
    days = {"weekday": range(5), "weekend": range(5, 7), "any": range(7)}.get(found["day"])
    return tuple((48 * day + start, end - start) for day in days or (_DAYS.index(found["day"]),))


def in_utc(slots: tuple[str, ...], ahead: int) -> tuple[tuple[int, int], ...]:
    """Disjoint stretches of the week in UTC, sorted, of slots on a clock ``ahead`` half hours of UTC."""
    stretches: list[tuple[int, int]] = []
    for first, many in sorted({window for slot in slots for window in _shifted(slot, ahead)}):
        end = sum(stretches[-1]) if stretches else 0
        if first >= end:
            stretches.append((first, many))
        elif first + many > end:
            stretches[-1] = (stretches[-1][0], first + many - stretches[-1][0])
    return tuple(stretches)


@lru_cache(maxsize=1 << 16)
def _shifted(slot: str, ahead: int) -> tuple[tuple[int, int], ...]:
    """The windows of a slot in UTC; one that runs over the end of the week is cut there."""
    found: list[tuple[int, int]] = []
    for local, many in windows(slot):
        first = (local - ahead) % HALF_HOURS
        within = min(many, HALF_HOURS - first)
        found.append((first, within))
        if many > within:
            found.append((0, many - within))
    return tuple(found)


def _half_hour(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return 2 * int(hours) + (minutes == "30")
