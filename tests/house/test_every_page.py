"""A walk along every link of the site, as everybody: no page is broken, and none asks more when there is more.

The two communities hold three and nine of each thing. A page that asks the database once for each row shows it
with nine as surely as with three hundred, in a fraction of the time.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from alongside.kernel import clock
from tests.house.world import World, build

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# Where a walk begins; everything else is found by its links.
DOORS = ("/", "/today/", "/settings/", "/operator/", "/gallery/", "/help-now/", "/groups/", "/notices/", "/p/", "/c/")
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
MANY = int(os.environ.get("ALONGSIDE_TEST_MANY", "9"))
EACH = 2  # so many addresses of one kind are looked at, for each person
# The two walks may come by different groups: one's own, or one to join. That is a question more, never one a row.
OTHER_PAGE = 1
Asked = dict[tuple[str, str], set[int]]


def _links(address: str, page: str) -> Iterator[str]:
    """Where a page leads. What the gallery shows are samples: only its own links lead anywhere."""
    for found in LINK.findall(page):
        if not address.startswith("/gallery/") or found.startswith("/gallery/"):
            yield found.replace("&amp;", "&")


def _kind(address: str) -> str | None:
    """The route behind an address, with the words of its query that choose what is listed."""
    path, _, query = address.partition("?")
    try:
        route = resolve(path).route
    except Resolver404:
        return None
    chosen = [part if part.startswith("show=") else part.split("=")[0] for part in sorted(query.split("&"))]
    return f"{route}?{'&'.join(chosen)}" if query else route


class Walk:
    """One walk of everybody through one community."""

    def __init__(self, world: World) -> None:
        self.asked: Asked = defaultdict(set)
        self.broken: list[str] = []
        for role, person in world.everybody().items():
            client = Client(raise_request_exception=False)
            if person:
                client.force_login(person)
            self._through(role, client, [*world.doors, *DOORS])

    def _through(self, role: str, client: Client, doors: list[str]) -> None:
        ways, seen, counts = deque(doors), set(doors), Counter[str]()
        while ways:
            address = ways.popleft()
            kind = _kind(address)
            if kind is None or counts[kind] >= EACH:
                continue
            counts[kind] += 1
            for link in self._look(role, kind, client, address):
                if link not in seen:
                    seen.add(link)
                    ways.append(link)

    def _look(self, role: str, kind: str, client: Client, address: str) -> Iterator[str]:
        client.get(address)  # the first look may mark things as seen
        default, keys = (CaptureQueriesContext(connections[name]) for name in ("default", "keys"))
        with default, keys:
            response: Any = client.get(address)
        if response.status_code >= 400 and response.status_code not in (403, 405):
            self.broken.append(f"{role} {address}: {response.status_code}")
        if response.status_code == 302:
            return iter([response["Location"]])
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            return iter(())
        self.asked[role, kind].add(len(default) + len(keys))
        return _links(address, response.content.decode())


@pytest.fixture
def few() -> Walk:
    return Walk(build(3, at=clock.now()))


def test_no_link_is_broken_and_every_page_asks_as_often_for_three_things_as_for_nine(few: Walk) -> None:
    many = Walk(build(MANY, at=clock.now()))

    assert not few.broken + many.broken
    more = [
        f"{role} {kind}: {sorted(few.asked[role, kind])} -> {sorted(asked)}"
        for (role, kind), asked in sorted(many.asked.items())
        if (role, kind) in few.asked and max(asked) > max(few.asked[role, kind]) + OTHER_PAGE
    ]
    assert not more, "\n".join(more)
    assert len({kind for _, kind in many.asked}) > 100
