"""Browsing cards costs the same whether there are three or three hundred."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.domain.programs.models import Program
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def program() -> Program:
    return cast.program(cast.group())


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "name", ["programs:show_program", "enrollments:list_cards", "enrollments:list_people", "programs:list_programs"]
)
def test_a_list_takes_a_fixed_number_of_queries(program: Program, client: Client, name: str) -> None:
    client.force_login(cast.organizer(program.group))
    args = [program.group.slug] if name.endswith("list_programs") else [program.group.slug, program.pk]
    address = reverse(name, args=args)
    cast.mentor(program)
    client.get(address)
    few = queries(client, address)

    for _ in range(30):
        cast.mentor(program)
        cast.mentee(program)

    assert queries(client, address) == few


def test_people_are_found_and_the_rest_is_a_press_away(program: Program, client: Client) -> None:
    client.force_login(cast.member(program.group))
    for _ in range(30):
        cast.mentor(program, search_words="interviews")
    cast.mentor(program, cast.person("Winston"), search_words="steel pan")
    here = reverse("enrollments:list_cards", args=[program.group.slug, program.pk])

    assert "Show the other 7" in client.get(here).content.decode()
    more = client.get(f"{here}?from=24", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in more
    found = client.get(f"{here}?q=steel").content.decode()
    assert "Winston" in found
    assert "1 mentor" in found
    assert "Nobody found" in client.get(f"{here}?q=nobody").content.decode()


def test_a_card_names_what_both_said_and_room_in_words(program: Program, client: Client) -> None:
    mentee = cast.mentee(program, topics=["Interviews", "My CV"])
    full = cast.mentor(program, topics=["Interviews"], background="Retired HR manager", capacity=1)
    client.force_login(mentee.person)

    page = client.get(reverse("enrollments:show_card", args=[program.group.slug, program.pk, full.pk])).content.decode()

    assert "You both said:" in page
    assert "Retired HR manager. 1 place left" in page


def test_the_list_for_a_spreadsheet_starts_no_formula_and_is_for_organizers(program: Program, client: Client) -> None:
    cast.mentor(program, help_words="=HYPERLINK(1)")
    here = reverse("enrollments:export_people", args=[program.group.slug, program.pk])

    client.force_login(cast.member(program.group))
    assert client.get(here).status_code == 403
    client.force_login(cast.organizer(program.group))
    assert "'=HYPERLINK(1)" in client.get(here).content.decode()
