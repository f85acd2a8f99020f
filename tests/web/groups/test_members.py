from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.groups.models import Group
from alongside.domain.safety.commands.blocks import block_person
from alongside.kernel import clock
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_search_and_filter_work_as_plain_links(client: Client) -> None:
    group = cast.group()
    program = cast.program(group)
    cast.mentor(program, cast.member(group, cast.person("Robert", family_name="Nkemelu")))
    client.force_login(cast.member(group, cast.person("Leila")))
    home = f"/g/{group.slug}/members/"

    def found(query: str) -> tuple[bool, bool]:
        page = client.get(f"{home}{query}").content.decode().split("<main")[1]
        return "Robert Nkemelu" in page, "<strong>Leila" in page

    assert found("") == (True, True)
    assert found("?q=nke") == (True, False)
    assert found("?kind=mentors") == (True, False)
    assert found("?kind=mentees") == (False, False)
    assert found("?kind=nonsense") == (True, True)
    assert "Nobody found" in client.get(f"{home}?q=zzz").content.decode()


def test_the_list_takes_as_many_queries_for_many_members_as_for_one(client: Client) -> None:
    group = cast.group()
    client.force_login(cast.organizer(group))

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(f"/g/{group.slug}/members/")
        return len(caught)

    cast.member(group)
    queries()  # the first look also notes the device
    few = queries()
    for _ in range(40):
        cast.member(group)

    assert queries() == few
    assert "page=2" in client.get(f"/g/{group.slug}/members/").content.decode()


def test_the_door_of_a_public_group_can_be_seen_by_anyone_and_shows_no_members(client: Client) -> None:
    group = cast.group("Garden", visibility=Group.Visibility.PUBLIC, description="We *dig*.")
    cast.organizer(group)
    cast.member(group, cast.person("Canary"))

    page = client.get(f"/g/{group.slug}/about/").content.decode()

    assert "<em>dig</em>" in page
    assert "Amara" in page
    assert "Canary" not in page
    assert client.get(f"/g/{cast.group().slug}/about/").status_code == 404


def test_no_page_of_a_group_shows_an_address(client: Client) -> None:
    group = cast.group(visibility=Group.Visibility.PUBLIC)
    client.force_login(cast.organizer(group, cast.person("Amara", email="own@example.org")))
    cast.member(group, cast.person("Robert", email="canary@example.org"))

    for page in ("", "members/", "about/", "manage/", "manage/requests/"):
        assert "canary@example.org" not in client.get(f"/g/{group.slug}/{page}").content.decode()


def test_members_one_could_be_paired_with_can_be_greeted_from_the_list(client: Client) -> None:
    group = cast.group()
    program = cast.program(group, state="running")
    robert = cast.mentor(program, cast.member(group, cast.person("Robert")))
    cast.mentee(program, cast.member(group, cast.person("Tom")))
    leila, outsider = cast.member(group, cast.person("Leila")), cast.member(group, cast.person("Noor"))
    cast.mentee(program, leila)
    hello = f"/g/{group.slug}/mentorship/{program.pk}/people/{robert.pk}/hello/"

    client.force_login(leila)
    page = client.get(f"/g/{group.slug}/members/").content.decode()
    assert hello in page
    assert page.count("Say hello") == 1
    assert client.get(hello).status_code == 200

    client.force_login(outsider)
    assert "Say hello" not in client.get(f"/g/{group.slug}/members/").content.decode()


def test_somebody_behind_a_block_cannot_be_greeted(client: Client) -> None:
    group = cast.group()
    program = cast.program(group, state="running")
    robert = cast.member(group, cast.person("Robert"))
    cast.mentor(program, robert)
    leila = cast.member(group, cast.person("Leila"))
    cast.mentee(program, leila)
    block_person(robert, leila, at=MONDAY)

    client.force_login(leila)

    assert "Say hello" not in client.get(f"/g/{group.slug}/members/").content.decode()


def test_a_visitor_of_a_public_group_reads_what_one_could_join(client: Client) -> None:
    group = cast.group(visibility="public", joining="open")
    soon = {"sign_up_closes_on": clock.now().date()}
    cast.program(group, name="Career advancement", **soon)
    cast.program(group, name="Someone who has been there", is_sensitive=True, **soon)
    cast.program(group, name="Not yet", state="draft", **soon)

    page = client.get(f"/g/{group.slug}/about/").content.decode()

    assert "Mentorship you can join here" in page
    assert "Career advancement" in page
    assert "Someone who has been there" not in page
    assert "Not yet" not in page
