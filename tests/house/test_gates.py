"""Every address says who it is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

GATES = {"open_to_all", "signed_in", "adults", "operators", "demo_only"}


def _routes(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _routes(entry, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


def _ungated(routes: Iterator[tuple[str, Any]]) -> list[str]:
    return [address for address, view in routes if getattr(view, "gate", None) not in GATES]


def test_every_address_has_a_gate() -> None:
    assert not _ungated(_routes(get_resolver()))


def test_an_address_without_a_gate_would_be_found() -> None:
    assert _ungated(iter([("/open-by-mistake/", lambda request: None)])) == ["/open-by-mistake/"]


@pytest.mark.parametrize("start", ["/admin/", "/debug/"])
def test_nothing_of_django_s_own_is_reachable(start: str) -> None:
    assert not [address for address, _ in _routes(get_resolver()) if address.startswith(start)]
