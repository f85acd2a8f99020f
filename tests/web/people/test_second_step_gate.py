from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from alongside.domain.groups.models import Role
from alongside.domain.people.models import Person
from alongside.domain.people.second_step import seal_secret
from alongside.kernel import clock
from tests import cast

pytestmark = pytest.mark.django_db


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def with_an_app(person: Person) -> None:
    Authenticator.objects.create(user=person, type="totp", data={"secret": seal_secret("JBSWY3DPEHPK3PXP")})


def later(days: int) -> Any:
    return time_machine.travel(clock.now() + timedelta(days=days), tick=False)


@pytest.mark.parametrize("part", ["organizer", "moderator", "operator"])
def test_who_looks_after_others_needs_a_second_step_after_two_weeks(part: str, settings: Any) -> None:
    settings.OPERATOR_IDLE_MINUTES, settings.OPERATOR_SIGNED_IN_HOURS = 9_000, 700
    person = cast.person("Amara", is_operator=part == "operator")
    if part != "operator":
        cast.member(cast.group(), person, Role(part))
    assert client_of(person).get("/today/").status_code == 200

    with later(13):
        assert client_of(person).get("/groups/").status_code == 200
    with later(15):
        client = client_of(person)
        led = client.get("/groups/")
        assert led["Location"] == "/settings/security/needed/?next=%2Fgroups%2F"
        assert "You need it to go on" in client.get(led["Location"]).content.decode()
        for open_page in ("/help-now/", "/settings/security/", "/settings/security/app/", "/report/", "/sign-out/"):
            assert client.get(open_page).status_code == 200, open_page

        with_an_app(person)
        assert client.get(led["Location"])["Location"] == "/groups/"
        assert client.get("/groups/").status_code == 200


def test_a_member_is_never_asked(settings: Any) -> None:
    settings.SECOND_STEP_DAYS = 0
    person = cast.member(cast.group())

    assert client_of(person).get("/groups/").status_code == 200


def test_a_recovery_code_alone_is_no_second_step(settings: Any) -> None:
    settings.SECOND_STEP_DAYS = 0
    amara = cast.organizer(cast.group())
    Authenticator.objects.create(user=amara, type="recovery_codes", data={"seed": seal_secret("s"), "used_mask": 0})

    assert client_of(amara).get("/groups/").status_code == 302


def test_who_becomes_an_organizer_is_asked_within_minutes(settings: Any) -> None:
    settings.SECOND_STEP_DAYS = 0
    person = cast.person("Amara")
    client = client_of(person)
    assert client.get("/groups/").status_code == 200

    cast.organizer(cast.group(), person)

    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=False):
        assert client.get("/groups/").status_code == 302


def test_today_says_until_when(settings: Any) -> None:
    amara = cast.organizer(cast.group())

    page = client_of(amara).get("/today/").content.decode()

    assert "Add a second step to your sign-in" in page


def test_the_demo_asks_nobody(settings: Any) -> None:
    settings.SECOND_STEP_DAYS = None
    amara = cast.organizer(cast.group())

    assert client_of(amara).get("/groups/").status_code == 200
    assert "second step" not in client_of(amara).get("/today/").content.decode()
