"""Reads and writes the table of who may reach what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.access.people import ROLES

FILE = Path(__file__).with_name("table.txt")
METHODS = ("GET", "POST")
Row = tuple[str, str]  # one sign for each role: for GET, for POST


@dataclass
class Family:
    """Routes that answer everybody alike, and what they have in common."""

    title: str
    row: Row
    routes: list[str] = field(default_factory=list)


def families(text: str) -> list[Family]:
    """The families of the table, in its order."""
    found: list[Family] = []
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    while lines:
        title, get, post = lines.pop(0), lines.pop(0), lines.pop(0)
        assert (get[:5], post[:5]) == ("GET  ", "POST "), f"{title}: a GET and a POST row belong here"
        family = Family(title.strip(), (_signs(get), _signs(post)))
        while lines and lines[0].startswith(" "):
            family.routes += lines.pop(0).split()
        found.append(family)
    return found


def expected() -> dict[str, Row]:
    """What the table says about each route."""
    rows: dict[str, Row] = {}
    for family in families(FILE.read_text()):
        for route in family.routes:
            assert route not in rows, f"{route} stands in the table twice"
            rows[route] = family.row
    return rows


def shown(rows: dict[str, Row]) -> str:
    """Rows as they would stand in the table."""
    together: dict[Row, list[str]] = defaultdict(list)
    for route, row in rows.items():
        together[row].append(route)
    return "\n".join(
        f"?\nGET  {' '.join(get)}\nPOST {' '.join(post)}\n    " + "\n    ".join(routes)
        for (get, post), routes in together.items()
    )


def _signs(line: str) -> str:
    signs = "".join(line.split()[1:])
    assert len(signs) == len(ROLES), f"{line}: {len(ROLES)} signs belong here"
    return signs
