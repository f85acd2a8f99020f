"""The list of time zones people choose from."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

_REGIONS = ("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
            "Pacific/")  # fmt: skip


@cache
def time_zone_choices() -> tuple[tuple[str, str], ...]:
    """Every place, with its name as people write it ("Europe/Berlin" is shown as "Berlin, Europe")."""
    places = sorted(name for name in available_timezones() if name.startswith(_REGIONS))
    return (("UTC", "UTC"), *((name, _as_people_write(name)) for name in places))


def known_time_zone(name: str) -> str:
    """``name`` when it is one of the choices, otherwise UTC."""
    return name if name in dict(time_zone_choices()) else "UTC"


def _as_people_write(name: str) -> str:
    region, _, place = name.replace("_", " ").partition("/")
    return f"{region}: {', '.join(reversed(place.split('/')))}"
