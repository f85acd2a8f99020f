from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.domain.notifications.commands.notices import notify
from alongside.domain.notifications.models import Notice
from alongside.domain.people.models import Person
from alongside.kernel import clock
from tests import cast

pytestmark = pytest.mark.django_db


def tell(person: Person, number: int = 1, **fields: Any) -> Notice:
    at = clock.now() - timedelta(days=number // 3, minutes=number)
    facts = {"group_name": f"Group {number}"}
    once = f"{person.pk}:{number}"
    notice = notify(person.pk, "group_joined", facts=facts, path="/help/", once=once, at=at, **fields)
    assert notice is not None
    return notice


@pytest.fixture
def leila(client: Client) -> Person:
    leila = cast.person("Leila")
    client.force_login(leila)
    return leila


def test_the_inbox_is_empty_in_kind_words(client: Client, leila: Person) -> None:
    assert b"You are up to date" in client.get("/notices/").content


def test_the_inbox_shows_ones_own_notices_and_nobody_elses(client: Client, leila: Person) -> None:
    tell(leila, 1)
    tell(cast.person("Tom"), 2)

    page = client.get("/notices/").content.decode()

    assert "You are in Group 1" in page
    assert "Group 2" not in page


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    response = client.get("/notices/")

    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_following_a_notice_leads_on_and_marks_it_read(client: Client, leila: Person) -> None:
    notice = tell(leila)

    response = client.get(f"/notices/{notice.pk}/")

    assert response["Location"] == "/help/"
    assert not Notice.objects.unread().exists()


def test_somebody_elses_notice_cannot_be_followed_and_stays_unread(client: Client, leila: Person) -> None:
    notice = tell(cast.person("Tom"))

    assert client.get(f"/notices/{notice.pk}/").status_code == 404
    assert Notice.objects.unread().count() == 1


def test_a_notice_never_leads_off_the_site(client: Client, leila: Person) -> None:
    notice = tell(leila)
    Notice.objects.update(path="//evil.example/")

    assert client.get(f"/notices/{notice.pk}/")["Location"] == "/notices/"


def test_everything_can_be_marked_as_read_by_post_only(client: Client, leila: Person) -> None:
    tell(leila)

    assert client.get("/notices/read/").status_code == 405
    client.post("/notices/read/")

    assert not Notice.objects.unread().exists()


def test_the_inbox_asks_the_database_as_often_for_one_as_for_many(
    client: Client, leila: Person, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    tell(leila, 1)
    client.get("/notices/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/notices/")
    for number in range(2, 40):
        tell(leila, number, about=cast.person("Robert").pk)
    with CaptureQueriesContext(connection) as many:
        client.get("/notices/")

    assert len(one) == len(many)
