from __future__ import annotations

import pytest
from django.test import Client

from alongside.domain.notifications.kinds import KINDS, Kind, journeys
from alongside.domain.notifications.mail_choices import mail_token
from alongside.domain.notifications.models import MailChoice, MailHabit
from alongside.domain.people.models import Person
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = (Kind("wave", "Somebody waved"), Kind("call", "Somebody calls", comes_anyway=True))
    monkeypatch.setattr(journeys, "KINDS", (*journeys.KINDS, *kinds))
    for kind in kinds:
        monkeypatch.setitem(KINDS, kind.key, kind)


@pytest.fixture
def leila() -> Person:
    return cast.person("Leila")


def test_ticks_are_kept_for_each_kind(client: Client, leila: Person) -> None:
    client.force_login(leila)
    assert "Somebody waved" in client.get("/settings/notices/").content.decode()

    client.post("/settings/notices/", {"kind": ["call"]})

    assert MailChoice.objects.get(person=leila, kind="wave").by_mail is False
    assert MailChoice.objects.get(person=leila, kind="call").by_mail is True


def test_opening_the_link_of_a_letter_changes_nothing(client: Client, leila: Person) -> None:
    for address in (f"/mail/stop/{mail_token(leila.pk, 'wave')}/", f"/mail/less/{mail_token(leila.pk, 'wave')}/"):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200

    assert not MailChoice.objects.exists()
    assert not MailHabit.objects.exists()


def test_one_click_from_a_mail_program_stops_letters_without_signing_in_or_a_csrf_token(leila: Person) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(
        f"/mail/stop/{mail_token(leila.pk, 'wave')}/",
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 200
    assert MailChoice.objects.get(person=leila).by_mail is False


def test_writing_less_often_really_works_in_one_press(client: Client, leila: Person) -> None:
    client.post(f"/mail/less/{mail_token(leila.pk, 'wave')}/")

    assert MailHabit.objects.get(person=leila).rhythm == "rarely"


@pytest.mark.parametrize("token", ["x", "W10:1:1", "a:b:c"])
def test_a_made_up_link_is_not_found(client: Client, leila: Person, token: str) -> None:
    assert client.post(f"/mail/stop/{token}/").status_code == 404


def test_a_link_says_nothing_about_kinds_that_are_no_more(client: Client, leila: Person) -> None:
    assert client.get(f"/mail/stop/{mail_token(leila.pk, 'gone')}/").status_code == 404
