from __future__ import annotations

import socket
from time import monotonic
from typing import Any

import pytest
from django.test import Client

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.notifications.jobs import send_due_letters
from alongside.domain.notifications.models import Delivery
from alongside.kernel import clock
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_mail_server_that_never_answers_slows_no_page_and_loses_no_letter(client: Client, settings: Any) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.settimeout(0)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 20
        leila = cast.person("Leila", email="leila@example.org")
        began = monotonic()

        response = client.post("/sign-in/", {"email": leila.email})

        assert response.status_code in (200, 302)
        assert monotonic() - began < 10
        with pytest.raises(BlockingIOError):
            silent.accept()  # nobody so much as knocked at the mail server
        hand_on_waiting_events(REACTIONS, at=clock.now())
        settings.EMAIL_TIMEOUT = 1
        send_due_letters(clock.now())
    letter = Delivery.objects.get(address=leila.email)
    assert (letter.state, letter.attempts) == ("queued", 1)
