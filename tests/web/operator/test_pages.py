from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.domain.events.models import Event
from alongside.domain.notifications.jobs import send_due_letters
from alongside.domain.notifications.models import Delivery
from alongside.domain.people.models import Person
from alongside.domain.work.commands import show_sign_of_life
from alongside.kernel import clock
from tests import cast

pytestmark = pytest.mark.django_db
PAGES = ("/operator/", "/operator/email/", "/operator/people/", "/operator/groups/", "/operator/reports/")


@pytest.fixture
def operator(client: Client) -> Person:
    operator = cast.person("Olu", is_operator=True)
    client.force_login(operator)
    return operator


def failed(**fields: Any) -> Delivery:
    now = clock.now()
    fields = {
        "address": "tom@example.org",
        "queued_at": now,
        "due_at": now,
        "state": "failed",
        "trouble": "550 no",
        **fields,
    }
    return Delivery.objects.create(**fields)


@pytest.mark.parametrize("address", PAGES)
def test_only_the_people_who_run_the_site_come_in(client: Client, address: str) -> None:
    client.force_login(cast.organizer(cast.group()))

    assert client.get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_open_for_them(client: Client, operator: Person, address: str) -> None:
    assert client.get(address).status_code == 200


def test_a_healthy_site_says_so_and_a_silent_worker_is_named(client: Client, operator: Person) -> None:
    silent = client.get("/operator/").content.decode()
    show_sign_of_life(uuid4(), at=clock.now())
    awake = client.get("/operator/").content.decode()

    assert "No worker has ever run" in silent
    assert "The worker is awake" in awake
    assert "All is well" in awake


def test_letters_given_up_and_events_in_trouble_are_named(client: Client, operator: Person, settings: Any) -> None:
    settings.MAIL_URL = "smtp://mail.example"
    failed()
    now = clock.now()
    Event.objects.create(name="x", occurred_at=now, next_try_at=now + timedelta(hours=1), attempts=3)

    page = client.get("/operator/").content.decode()

    assert "1 letter could not be sent." in page
    assert "1 thing that happened could not be handed on" in page


def test_a_letter_that_was_given_up_shows_why_and_can_be_tried_again(client: Client, operator: Person) -> None:
    letter = failed(text="canary-words")
    page = client.get("/operator/email/").content.decode()

    client.post(f"/operator/email/{letter.pk}/again/")

    assert "550 no" in page
    assert "canary" not in page
    letter.refresh_from_db()
    assert letter.state == "queued"


def test_a_test_letter_goes_where_the_operator_says(client: Client, operator: Person, mailoutbox: list[Any]) -> None:
    client.post("/operator/email/", {"address": "me@example.org"})
    send_due_letters(clock.now())

    assert [letter.to for letter in mailoutbox] == [["me@example.org"]]


def test_closing_an_account_ends_its_sessions_at_once_and_is_told_by_mail(client: Client, operator: Person) -> None:
    leila = cast.person("Leila")
    session = Client()
    session.force_login(leila)
    assert session.get("/notices/").status_code == 200

    client.post(f"/operator/people/{leila.pk}/suspend/")

    assert session.get("/notices/").status_code == 302
    assert Event.objects.filter(name="people.PersonSuspended").exists()
    client.post(f"/operator/people/{leila.pk}/reinstate/")
    leila.refresh_from_db()
    assert leila.is_active


def test_the_last_operator_cannot_close_their_own_account(client: Client, operator: Person) -> None:
    client.post(f"/operator/people/{operator.pk}/suspend/")

    operator.refresh_from_db()
    assert operator.is_active


def test_people_are_found_by_name_or_address(client: Client, operator: Person) -> None:
    cast.person("Leila", email="leila@garden.example")
    cast.person("Tom")

    page = client.get("/operator/people/?q=garden").content.decode()

    assert "leila@garden.example" in page
    assert "Tom" not in page


@pytest.mark.parametrize("address", ["/operator/people/", "/operator/groups/", "/operator/email/"])
def test_lists_ask_the_database_as_often_for_one_as_for_many(client: Client, operator: Person, address: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    cast.member(cast.group())
    failed()
    client.get(address)
    one = asked()
    for _ in range(20):
        cast.member(cast.group())
        failed()

    assert asked() == one
