"""Whoever runs one group reaches nothing of another group through their own group's addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse

from alongside.domain.groups.models import Group
from alongside.domain.programs.models import Program
from tests import cast
from tests.house.access import table
from tests.house.test_access import Asked, _sign, asked

__all__ = ["asked"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"])

_NAMES_NOTHING = {"slug", "position", "page", "role", "how", "band", "key", "topic", "screen", "row", "batch"}


def test_things_of_one_group_are_missing_at_the_addresses_of_another(
    asked: Asked,
    record_property: Callable[[str, object], None],
) -> None:
    own = Group.objects.get(memberships__person=asked.community.people["elsewhere"])
    program = cast.program(own, state=Program.State.RUNNING)
    tried = 0
    for route, arguments in _foreign(asked, own, program):
        address = reverse(route, kwargs=arguments)
        for method in table.METHODS:
            sign = _sign(asked.ask("elsewhere", method, route, address))
            assert sign in ".-", f"{method} {route} reaches a thing of another group: {sign}"
            tried += 1
    assert tried > 200
    record_property("figures", f"Across groups: {tried} requests for things of another group, 0 found")


def _foreign(asked: Asked, own: Group, program: Program) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every route of a group with the things of the other one: in that one's program, and in a program of one's own."""
    for route, names in asked.routes.items():
        if "slug" not in names or not set(names) - _NAMES_NOTHING:
            continue
        theirs = asked.community.arguments("organizer", route, names) | {"slug": own.slug}
        yield route, theirs
        if "program_id" in names and set(names) - _NAMES_NOTHING - {"program_id"}:
            yield route, theirs | {"program_id": program.pk}
