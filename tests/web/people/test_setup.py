"""The first visit to a new site."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.domain.people.models import Person
from alongside.domain.people.setup_code import setup_code
from tests import cast

pytestmark = pytest.mark.django_db
FIRST = {"first_name": "Olu", "email": "olu@example.org"}


def test_an_empty_site_sends_its_first_visitor_to_the_setup_page() -> None:
    response = Client().get("/")

    assert response.headers["Location"] == "/setup/"


def test_the_code_from_the_server_opens_the_first_account() -> None:
    client = Client()

    response = client.post("/setup/", {**FIRST, "code": f" {setup_code().lower()} "})

    person = Person.objects.get()
    assert (person.email, person.is_operator) == ("olu@example.org", True)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert "/groups/new/" in response.headers["Location"].replace("%2F", "/")


def test_nobody_opens_a_site_without_the_code() -> None:
    setup_code()

    response = Client().post("/setup/", {**FIRST, "code": "WRONG"})

    assert "That is not the code" in response.content.decode()
    assert not Person.objects.exists()


def test_guessing_the_code_is_stopped_after_ten_tries() -> None:
    setup_code()
    answers = [Client().post("/setup/", {**FIRST, "code": "WRONG"}).status_code for _try in range(11)]

    assert answers == [200] * 10 + [429]


def test_a_site_with_people_cannot_be_opened_again() -> None:
    cast.person()

    response = Client().post("/setup/", {**FIRST, "code": setup_code()})

    assert response.headers["Location"] == "/"
    assert Person.objects.count() == 1
