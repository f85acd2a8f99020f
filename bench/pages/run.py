"""Processor time and questions to the database of every page the demo's cast can reach by links.

``python -m bench.pages.run`` with the environment of a demo whose data folder is filled (see README.md).
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from datetime import date
from typing import Any

import django

django.setup()

from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import Resolver404, resolve  # noqa: E402

from alongside.policy.people import demo_cast  # noqa: E402
from tests.house.test_every_page import LINK  # noqa: E402

TIMES, EACH = 9, 2


def walk(client: Client) -> Iterator[tuple[str, str]]:
    """Every page behind the links of a person's day, at most two of a kind: the route and one address of it."""
    ways, seen, counts = deque(["/today/", "/settings/", "/operator/", "/groups/"]), set[str](), Counter[str]()
    while ways:
        address = ways.popleft()
        try:
            route = resolve(address.partition("?")[0]).route
        except Resolver404:
            continue
        if address in seen or counts[route] >= EACH or route.startswith(("gallery", "demo")):
            continue
        seen.add(address)
        counts[route] += 1
        response: Any = client.get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            yield route, address
            ways.extend(link.replace("&amp;", "&") for link in LINK.findall(response.content.decode()))


class Pace:
    """How fast the processor is just now: neighbors on the same core slow down what we measure."""

    def __init__(self) -> None:
        self.seen: list[float] = []

    def now(self) -> float:
        """Milliseconds for a fixed piece of work of the kind a page is made of."""
        begun, kept = time.process_time(), {}
        for number in range(6000):
            kept[number % 97] = [number, str(number), len(kept)]
        self.seen.append((time.process_time() - begun) * 1000)
        return self.seen[-1]

    @property
    def undisturbed(self) -> float:
        """The same when nobody is in the way: the quickest twentieth of what was seen."""
        return sorted(self.seen)[len(self.seen) // 20]


def cost(client: Client, address: str, pace: Pace) -> tuple[float, int]:
    """The median of nine looks, in pieces of that fixed work, and the questions of one."""
    default, keys = (CaptureQueriesContext(connections[name]) for name in ("default", "keys"))
    with default, keys:
        client.get(address)
    questions = len(default) + len(keys)
    looks = []
    for _ in range(TIMES):
        before, begun = pace.now(), time.process_time()
        client.get(address)
        took = (time.process_time() - begun) * 1000
        looks.append(2 * took / (before + pace.now()))
    return statistics.median(looks), questions


def main() -> None:
    """Write the table to standard output, the dearest page first."""
    dearest: dict[str, tuple[float, int, str]] = {}
    pace = Pace()
    for _part, person in demo_cast():
        client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
        client.force_login(person)
        for route, address in walk(client):
            pieces, questions = cost(client, address, pace)
            if route not in dearest or dearest[route][0] < pieces:
                dearest[route] = (pieces, questions, person.first_name)
        print(f"{person.first_name}: {len(dearest)} pages so far", file=sys.stderr)
    found = ((pieces * pace.undisturbed, *more, route) for route, (pieces, *more) in dearest.items())
    rows = sorted(found, reverse=True)
    print(f"{len(rows)} pages, Python {platform.python_version()}, {date.today()}.")
    over, median = sum(row[0] > 50 for row in rows), statistics.median(row[0] for row in rows)
    print(f"Over 50 ms: {over}. Median: {median:.1f} ms.\n")
    print("| page | as | ms of processor | questions |\n|---|---|---|---|")
    for milliseconds, questions, name, route in rows:
        print(f"| `/{route}` | {name} | {milliseconds:.1f} | {questions} |")


if __name__ == "__main__":
    main()
