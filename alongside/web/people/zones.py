"""The list of time zones people choose from: one name for each place, with its clock as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.kernel import clock

UTC_ALONE = "UTC"
_REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}
Choices = Sequence[tuple[object, object]]


class TimeZoneField(forms.ChoiceField):
    """A place whose clock one lives by. An old name that was kept, or that a browser gave, means its present one."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Time zone"),
            help_text=_(
                "So that questions and letters come at a good hour for you. Type the first letters of a city near you."
            ),
            choices=time_zone_choices,
            widget=forms.Select({"data-guesses-time-zone": "select"}),
        )

    def prepare_value(self, value: object) -> str:
        return known_time_zone(str(value or ""))

    def to_python(self, value: object) -> str:
        return _of_today(super().to_python(value))


def time_zone_choices() -> Choices:
    """Every place by its part of the world, with how far its clock is from UTC now."""
    return _choices(clock.now().replace(minute=0, second=0, microsecond=0))


def known_time_zone(name: str) -> str:
    """The place ``name`` means today, and UTC when nobody knows it."""
    name = _of_today(name)
    return name if name in _places() else UTC_ALONE


@cache
def _places() -> frozenset[str]:
    """The names in use: the table of places by country, which knows no old names."""
    rows = (line.split("\t") for line in _table("zone.tab") if not line.startswith("#"))
    return frozenset(row[2] for row in rows if len(row) > 2) & available_timezones()


@cache
def _old_names() -> dict[str, str]:
    """Names that were used before, such as US/Eastern or Asia/Calcutta, and what they are called now."""
    links = (line.split() for line in _table("tzdata.zi") if line.startswith("L "))
    return {old: new for _letter, new, old in links}


def _table(name: str) -> list[str]:
    return (files("tzdata") / "zoneinfo" / name).read_text(encoding="utf-8").splitlines()


def _of_today(name: str) -> str:
    if name in _places() or name == UTC_ALONE:
        return name
    new = _old_names().get(name, name)
    return UTC_ALONE if new == "Etc/UTC" else new


_kept: dict[datetime, Choices] = {}


def _choices(hour: datetime) -> Choices:
    """Made once an hour: clocks move only then."""
    if hour not in _kept:
        _kept.clear()
        _kept[hour] = [(UTC_ALONE, UTC_ALONE), *_by_region(hour)]
    return _kept[hour]


def _by_region(at: datetime) -> list[tuple[object, object]]:
    found: dict[str, list[tuple[str, str]]] = {region: [] for region in _REGIONS}
    for name in _places():
        region, _slash, place = name.partition("/")
        if region in found:
            found[region].append((name, f"{_as_people_write(place)} ({_clock(name, at)})"))
    return [(_REGIONS[region], sorted(places, key=lambda each: each[1])) for region, places in found.items()]


def _as_people_write(place: str) -> str:
    """ "Indiana/Knox" is "Knox, Indiana"."""
    return ", ".join(reversed(place.replace("_", " ").split("/")))


def _clock(name: str, at: datetime) -> str:
    """ "UTC+1", "UTC−3:30"."""
    minutes = round((at.astimezone(ZoneInfo(name)).utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes >= 0 else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
