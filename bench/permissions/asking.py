"""Takes the checks away one at a time while everybody asks for every page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, zip_longest

from django.urls import URLPattern, URLResolver, get_resolver

from bench.permissions import swapping
from bench.permissions.checks import GATES, Mutant
from tests.house.access import table
from tests.house.access.people import ROLES
from tests.house.test_access import Asked

REFUSED = ".x>a"
MOST_ASKED = 120  # questions for one missing check; the tests that follow have more
Ask = tuple[str, str, str]  # who, how, for what


class Asking:
    """Who reaches which function by asking for which page."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.requests = asked, 0
        self.expected: dict[Ask, str] = {}
        self.through: dict[str, list[Ask]] = defaultdict(list)
        rows = table.expected()
        for route in asked.routes:
            for method, row in zip(table.METHODS, rows[route], strict=True):
                for role, sign in zip(ROLES, row, strict=True):
                    self._learn((role, method, route), sign)

    def _learn(self, ask: Ask, sign: str) -> None:
        swapping.reached.clear()
        self.requests += 1
        assert self.asked.sign(*ask) == sign, f"{ask} is not answered as the table says"
        self.expected[ask] = sign
        for function in swapping.reached:
            self.through[function].append(ask)

    def notices(self, mutant: Mutant) -> Ask | None:
        """The first question whose answer gives the missing check away."""
        asks = _spread(self.through.get(f"{mutant.path}:{mutant.function}", []), self.expected)
        with swapping.without(mutant):
            return self._first_wrong(asks[:MOST_ASKED])

    def notices_at_gate(self, route: str, number: int) -> Ask | None:
        """The same for one gate before one page."""
        asks = [(role, method, route) for method in table.METHODS for role in ROLES]
        with open_gate(route, number):
            return self._first_wrong(asks)

    def _first_wrong(self, asks: list[Ask]) -> Ask | None:
        for ask in asks:
            self.requests += 1
            if self.asked.sign(*ask) != self.expected[ask]:
                return ask
        return None


def _spread(asks: list[Ask], expected: dict[Ask, str]) -> list[Ask]:
    """Those who are refused first, and of every page one before any page's second."""
    by_route: dict[str, list[Ask]] = defaultdict(list)
    for ask in sorted(asks, key=lambda each: expected[each] not in REFUSED):
        by_route[ask[2]].append(ask)
    turns = zip_longest(*by_route.values())
    ordered = [ask for ask in chain.from_iterable(turns) if ask is not None]
    return sorted(ordered, key=lambda each: expected[each] not in REFUSED)


def gates() -> list[tuple[str, int, str]]:
    """Every gate before every page: the route, which gate from outside, and its name."""
    return [
        (route, number, function.__code__.co_qualname.partition(".")[0])
        for route, pattern in _patterns(get_resolver())
        for number, function in enumerate(swapping.gates_of(pattern.callback))
    ]


@contextmanager
def open_gate(route: str, number: int) -> Iterator[None]:
    """Let everybody through one gate of one page."""
    pattern = dict(_patterns(get_resolver()))[route]
    gate = swapping.gates_of(pattern.callback)[number]
    kept, gate.__code__ = gate.__code__, swapping.open_code(GATES, gate.__code__.co_qualname)
    try:
        yield
    finally:
        gate.__code__ = kept


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry
