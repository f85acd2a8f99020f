"""The plain pages, help and its search, and what the frame asks of the database."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from alongside.web.site.help import QUESTIONS
from tests import cast

PLAIN = [
    "/help/",
    "/safety/",
    "/safety/leaving/",
    "/privacy/",
    "/accessibility/",
    "/terms/",
    "/display/",
    "/gallery/",
]


@pytest.mark.parametrize("address", [*PLAIN, *(f"/help/{question.slug}/" for question in QUESTIONS)])
@pytest.mark.django_db
def test_a_plain_page_has_one_heading_and_asks_the_database_nothing(
    client: Client, address: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        page = client.get(address).content.decode()

    assert len(re.findall("<h1", page)) == 1
    assert re.search("<title>.*Alongside", page)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5])
def test_the_front_page_shows_public_groups_and_costs_the_same_for_many(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        cast.member(cast.group(f"Group {number}", visibility="public"))
    cast.member(cast.group("Quiet Corner", visibility="private"))

    with django_assert_num_queries(3):
        page = client.get("/").content.decode()

    assert len(re.findall("<h1", page)) == 1
    assert page.count("Group ") >= count
    assert "Quiet Corner" not in page


@pytest.mark.django_db
def test_an_operator_can_keep_groups_off_the_front_page(client: Client, settings: Any) -> None:
    cast.member(cast.group(visibility="public"))
    settings.FRONT_PAGE_SHOWS_GROUPS = False

    assert "Riverside Job Club" not in client.get("/").content.decode()


@pytest.mark.django_db
def test_the_frame_costs_the_session_the_person_and_one_count(client: Client, django_assert_num_queries: Any) -> None:
    client.force_login(cast.person())
    client.get("/help/")  # the first look also notes the device

    with django_assert_num_queries(3):
        client.get("/help/")


@pytest.mark.django_db
def test_somebody_signed_in_goes_to_their_day(client: Client) -> None:
    client.force_login(cast.person())

    assert client.get("/").headers["Location"] == "/today/"


def test_the_search_reads_the_answers_and_not_only_the_questions(client: Client) -> None:
    page = client.get("/help/", {"q": "bank details"}).content.decode()

    assert "1 answer" in page
    assert "What if someone is unkind" in page


def test_a_search_that_finds_nothing_offers_a_person(client: Client) -> None:
    page = client.get("/help/", {"q": "<zebra>"}).content.decode()

    assert "Nothing about “&lt;zebra&gt;” yet" in page
    assert "ask a person" in page


def test_an_unknown_question_is_not_there(client: Client) -> None:
    assert client.get("/help/zebra/").status_code == 404


def test_the_gallery_is_not_there_in_production(client: Client, settings: Any) -> None:
    settings.PRODUCTION = True

    assert client.get("/gallery/").status_code == 404
