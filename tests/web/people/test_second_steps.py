from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection
from django.test import Client

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.notifications.models import Delivery
from alongside.domain.people.commands.accounts import change_password
from alongside.domain.people.commands.sign_in import send_sign_in_link
from alongside.domain.people.models import Person
from alongside.domain.people.queries import sign_in_token
from alongside.domain.people.second_step import seal_secret, unseal_secret
from alongside.kernel import clock
from tests import cast

pytestmark = pytest.mark.django_db


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_an_app(person: Person) -> str:
    """Add an authenticator app on the pages, and say its secret."""
    client = Client()
    client.force_login(person)
    secret = client.get("/settings/security/app/").context["form"].secret
    assert client.post("/settings/security/app/", {"code": code_for(secret)}).status_code == 302
    return str(secret)


def link_for(email: str) -> str:
    link = send_sign_in_link(email, at=clock.now())
    assert link is not None
    return f"/sign-in/link/{sign_in_token(link)}/"


def test_neither_link_nor_password_is_enough_once_there_is_an_app(client: Client) -> None:
    leila = cast.person("Leila")
    secret = with_an_app(leila)
    change_password(leila, password="four words that stay", at=clock.now())

    by_password = Client().post("/sign-in/password/", {"email": leila.email, "password": "four words that stay"})
    by_link = client.post(link_for(leila.email))

    assert by_password["Location"] == by_link["Location"] == "/sign-in/second-step/"
    assert client.get("/today/")["Location"].startswith("/sign-in/")
    assert "One more step" in client.get("/sign-in/second-step/").content.decode()
    client.post("/sign-in/second-step/", {"code": "000000"})
    assert client.get("/today/")["Location"].startswith("/sign-in/")
    cache.clear()  # the code was used a moment ago, to add the app
    client.post("/sign-in/second-step/", {"code": code_for(secret)})
    assert client.get("/today/").status_code == 200


def test_a_recovery_code_works_once(client: Client) -> None:
    leila = cast.person("Leila")
    with_an_app(leila)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()

    client.post(link_for(leila.email))
    client.post("/sign-in/second-step/", {"code": codes[0]})
    assert client.get("/today/").status_code == 200
    again = Client()
    again.post(link_for(leila.email))
    again.post("/sign-in/second-step/", {"code": codes[0]})

    assert again.get("/today/").status_code == 302


def test_secrets_are_sealed_in_the_database() -> None:
    secret = with_an_app(cast.person("Leila"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator WHERE type = 'totp'")
        [[kept]] = cursor.fetchall()

    assert secret not in kept
    assert unseal_secret(json.loads(kept)["secret"]) == secret
    assert seal_secret("x") != seal_secret("x")


@pytest.mark.django_db(transaction=True)
def test_every_change_is_told_by_a_letter() -> None:
    leila = cast.person("Leila")
    with_an_app(leila)

    hand_on_waiting_events(REACTIONS, at=clock.now())

    letters = Delivery.objects.filter(address=leila.email)
    assert letters
    assert {letter.subject for letter in letters} == {"The ways into your account on Alongside have changed"}


def test_whoever_has_a_password_shows_it_again_before_the_account_changes_hands(client: Client) -> None:
    leila = cast.person("Leila", password="four words that stay")
    client.force_login(leila)

    for path in ("email/", "password/", "delete/", "data/download/", "security/app/"):
        assert client.get(f"/settings/{path}")["Location"].startswith("/sign-in/again/?next=")
    assert client.post("/settings/delete/", {"email": leila.email})["Location"].startswith("/sign-in/again/")
    assert "Is it you?" in client.get("/sign-in/again/?next=/settings/email/").content.decode()
    client.post("/sign-in/again/", {"password": "wrong wrong wrong", "next": "/settings/email/"})
    assert client.get("/settings/email/").status_code == 302
    back = client.post("/sign-in/again/", {"password": "four words that stay", "next": "/settings/email/"})

    assert back["Location"] == "/settings/email/"
    assert client.get("/settings/email/").status_code == 200


def test_the_pages_stand_in_our_frame_and_break_no_rule_of_the_browser(client: Client) -> None:
    client.force_login(cast.person("Leila"))

    for path in ("", "app/", "passkeys/", "passkeys/add/"):
        page = client.get(f"/settings/security/{path}").content.decode()
        assert 'class="topbar"' in page
        assert "style=" not in page.replace("<style", "")
        assert "data:image" not in page
