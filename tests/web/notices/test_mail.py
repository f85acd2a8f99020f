from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from alongside.domain.notifications.commands.letters import send_letter
from alongside.domain.notifications.jobs import send_due_letters
from alongside.domain.notifications.models import Delivery
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Delivery:
    letter = send_letter(
        "leila@example.org", "group_joined", facts={"group_name": "Riverside"}, path="/x/", language="en", at=MONDAY
    )
    send_due_letters(MONDAY)
    return letter


def test_every_message_that_went_out_is_shown(client: Client, letter: Delivery) -> None:
    assert "You are in Riverside" in client.get("/demo/mail/").content.decode()
    assert "You are in Riverside" not in client.get("/demo/mail/?to=nobody").content.decode()
    assert "http://127.0.0.1:8000/x/" in client.get(f"/demo/mail/{letter.pk}/").content.decode()


def test_the_html_of_a_message_can_do_nothing(client: Client, letter: Delivery) -> None:
    response = client.get(f"/demo/mail/{letter.pk}/html/")

    policy = response["Content-Security-Policy"]
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "default-src 'none'" in policy


def test_there_is_no_mail_page_in_production(client: Client, letter: Delivery, settings: Any) -> None:
    settings.KEEP_SENT_MAIL = False

    for address in ("/demo/mail/", f"/demo/mail/{letter.pk}/", f"/demo/mail/{letter.pk}/html/"):
        assert client.get(address).status_code == 404


def test_what_still_waits_is_not_shown(client: Client) -> None:
    waiting = send_letter("a@example.org", "group_joined", facts={}, path="/", language="en", at=MONDAY)

    assert client.get(f"/demo/mail/{waiting.pk}/").status_code == 404
