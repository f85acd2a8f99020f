from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.groups.commands.join_requests import request_to_join
from alongside.domain.groups.commands.posts import post_to_group
from alongside.domain.groups.models import Group, Membership
from alongside.domain.mentorships.commands.conversations import say_hello
from alongside.domain.mentorships.commands.mentor_requests import request_mentor
from alongside.domain.people.models import Person
from alongside.domain.programs.models import Program
from tests import cast
from tests.cast import MONDAY
from tests.domain.safety.commands.test_reports import Scene

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
    client.get("/today/")  # the first look also notes the device
    few = queries()
    for _ in range(5):
        post_to_group(group := cast.group(), author=cast.member(group), body="Hello", at=MONDAY)
        cast.member(group, leila)

    assert queries() == few


def test_a_report_comes_before_everything_else_and_only_to_those_without_a_part_in_it(client: Client) -> None:
    scene = Scene()
    scene.report()
    scene.report(about=scene.kofi)

    def page_of(person: Person) -> str:
        client.force_login(person)
        return client.get("/today/").content.decode()

    assert "1 report waits for you" in page_of(scene.amara)
    assert "report waits" in page_of(scene.operator)
    for person in (scene.leila, scene.robert, scene.outsider):
        assert "report" not in page_of(person).split("<main")[1].split("</main")[0]


def test_somebody_who_says_hello_or_asks_is_next(client: Client) -> None:
    program = cast.program(cast.group(), state=Program.State.RUNNING)
    leila, robert = cast.mentee(program), cast.mentor(program)
    say_hello(leila, robert, message="Hello, I saw your card.", at=MONDAY)
    client.force_login(robert.person)

    assert "Leila says hello" in client.get("/today/").content.decode()

    request_mentor(cast.mentee(program, cast.person("Hana")), robert, message="Would you?", at=MONDAY)
    assert "Hana asks to be a pair with you" in client.get("/today/").content.decode()
    client.force_login(leila.person)
    assert "says hello" not in client.get("/today/").content.decode()


def test_the_offers_of_all_areas_take_a_fixed_number_of_queries(client: Client) -> None:
    robert = cast.person("Robert")
    client.force_login(robert)

    def one_more() -> int:
        program = cast.program(cast.group(joining=Group.Joining.REQUEST), state=Program.State.RUNNING)
        cast.organizer(program.group, robert)
        mentor = cast.mentor(program, robert)
        say_hello(cast.mentee(program), mentor, message="Hello", at=MONDAY)
        request_mentor(cast.mentee(program), mentor, message="Would you?", at=MONDAY)
        request_to_join(cast.person("Ines"), program.group, message="", at=MONDAY)
        with CaptureQueriesContext(connection) as caught:
            client.get("/today/")
        return len(caught)

    one_more()  # the first look also notes the device
    first = one_more()

    assert [one_more(), one_more()] == [first, first]
