from __future__ import annotations

import json

import pytest
from django.test import Client

from alongside.domain.people.models import EmailChange, Person
from alongside.domain.people.queries import email_change_token
from tests import cast
from tests.web.pages import bare

pytestmark = pytest.mark.django_db

WORDS = "harbor lantern umbrella"


def leila(client: Client, **fields: object) -> Person:
    person = cast.person("Leila", **fields)
    client.force_login(person)
    return person


def test_a_new_address_is_confirmed_from_any_device(client: Client) -> None:
    person = leila(client, email="old@example.org")

    asked = client.post("/settings/email/", {"new_email": "new@example.org"})
    path = f"/settings/email/confirm/{email_change_token(EmailChange.objects.get())}/"
    elsewhere = Client()
    assert "Confirm your new address" in elsewhere.get(path).content.decode()
    person.refresh_from_db()
    assert person.email == "old@example.org"
    elsewhere.post(path)

    assert "new@example.org" in asked.content.decode()
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert elsewhere.get(path).status_code == 410


def test_asking_for_a_taken_address_reads_like_asking_for_a_free_one(client: Client) -> None:
    leila(client)
    cast.person("Robert", email="taken@example.org")

    taken = client.post("/settings/email/", {"new_email": "taken@example.org"})
    free = client.post("/settings/email/", {"new_email": "freed@example.org"})

    assert taken.status_code == free.status_code
    assert bare(taken, "taken@example.org") == bare(free, "freed@example.org")


def test_a_password_is_long_and_ends_other_sessions(client: Client) -> None:
    person = leila(client)
    other = Client()
    other.force_login(person)

    assert "15" in client.post("/settings/password/", {"password": "too short"}).content.decode()
    assert client.post("/settings/password/", {"password": WORDS})["Location"] == "/settings/"

    assert client.get("/settings/").status_code == 200
    assert other.get("/settings/")["Location"].startswith("/sign-in/")
    client.post("/sign-in/again/", {"password": WORDS, "next": "/settings/"})
    client.post("/settings/password/remove/")
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert client.get("/settings/").status_code == 200


def test_ones_own_data_come_as_a_file(client: Client) -> None:
    person = leila(client)

    response = client.get("/settings/data/download/")

    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert json.loads(response.content)["account"]["profile"]["email"] == person.email


def test_deleting_asks_for_the_address_and_then_is_done(client: Client) -> None:
    person = leila(client)

    assert "not the address" in client.post("/settings/delete/", {"email": "other@example.org"}).content.decode()
    assert Person.objects.get().email == person.email
    page = client.post("/settings/delete/", {"email": person.email.upper()}).content.decode()

    assert "Your account is deleted" in page
    assert Person.objects.get().erased_at is not None
    assert client.get("/settings/")["Location"].startswith("/sign-in/")


def test_whoever_alone_runs_a_group_is_asked_to_hand_over_first(client: Client) -> None:
    amara = leila(client)
    group = cast.group("Riverside Job Club")
    cast.organizer(group, amara)
    cast.member(group)

    page = client.post("/settings/delete/", {"email": amara.email}).content.decode()

    assert "Riverside Job Club" in page
    assert Person.objects.get(pk=amara.pk).erased_at is None
