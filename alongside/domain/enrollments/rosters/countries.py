"""The clock most people of a country live by, for lists that say the country and not the time zone."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

# Countries with several time zones, by where most people live. The others are read from the time zone database.
_MOST_PEOPLE = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CL": "America/Santiago", "CN": "Asia/Shanghai", "DE": "Europe/Berlin",
    "ES": "Europe/Madrid", "ID": "Asia/Jakarta", "KZ": "Asia/Almaty", "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon", "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv", "US": "America/New_York", "UZ": "Asia/Tashkent", "CD": "Africa/Kinshasa",
    "EC": "America/Guayaquil",
}  # fmt: skip
_PLACES = ("/usr/share/zoneinfo/zone.tab", "/usr/lib/zoneinfo/zone.tab", "/usr/share/lib/zoneinfo/tab/zone.tab")


def zone_of_country(code: str) -> str:
    """The time zone of a country's two letters; empty when we cannot tell."""
    code = code.strip().upper()
    return _MOST_PEOPLE.get(code) or _only_zones().get(code, "")


@cache
def _only_zones() -> dict[str, str]:
    """Countries that have one time zone."""
    zones: dict[str, list[str]] = {}
    for line in _table().splitlines():
        if line and not line.startswith("#"):
            code, _coordinates, zone = line.split("\t")[:3]
            zones.setdefault(code, []).append(zone)
    return {code: names[0] for code, names in zones.items() if len(names) == 1}


def _table() -> str:
    for place in _PLACES:
        if Path(place).is_file():
            return Path(place).read_text(encoding="utf-8")
    try:
        return resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        return ""
