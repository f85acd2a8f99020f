from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.groups.commands.join_requests import request_to_join
from alongside.domain.groups.commands.posts import post_to_group
from alongside.domain.groups.models import Group, Membership
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_somebody_without_a_group_is_shown_the_way_to_one(client: Client) -> None:
    client.force_login(cast.person("Noor"))

    page = client.get("/today/").content.decode()

    assert "Find your group" in page
    assert page.count('class="btn"') == 1


def test_news_are_never_the_one_next_thing(client: Client) -> None:
    group = cast.group("Riverside")
    leila, robert = cast.member(group), cast.member(group)
    Membership.objects.update(read_posts_at=MONDAY)
    post_to_group(group, author=robert, body="Hello", at=MONDAY + timedelta(hours=1))
    client.force_login(leila)

    page = client.get("/today/").content.decode()

    assert "Nothing needs you today" in page
    assert "1 new post in Riverside" in page


def test_somebody_who_waits_comes_first(client: Client) -> None:
    group = cast.group("Riverside", joining=Group.Joining.REQUEST)
    amara = cast.organizer(group)
    request_to_join(cast.person("Hana"), group, message="", at=MONDAY)
    client.force_login(amara)

    page = client.get("/today/").content.decode()

    assert "1 person asks to join Riverside" in page
    assert f"/g/{group.slug}/manage/requests/" in page


def test_a_first_visit_begins_with_the_welcome(client: Client) -> None:
    client.force_login(cast.person(welcomed_at=None))

    assert client.get("/today/")["Location"] == "/welcome/"


def test_the_page_takes_as_many_queries_for_many_groups_as_for_one(client: Client) -> None:
    leila = cast.person("Leila")
    client.force_login(leila)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get("/today/")
        return len(caught)

    cast.member(cast.group(), leila)
    few = queries()
    for _ in range(5):
        post_to_group(group := cast.group(), author=cast.member(group), body="Hello", at=MONDAY)
        cast.member(group, leila)

    assert queries() == few
