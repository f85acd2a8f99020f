from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from alongside.domain.people.commands.accounts import change_password
from alongside.domain.people.jobs import forget_old_devices
from alongside.domain.people.models import Device, Person
from alongside.kernel import clock
from alongside.policy.live import Listener, listener_with, news_for
from tests import cast
from tests.web.people.test_second_steps import code_for

pytestmark = pytest.mark.django_db
WORDS = "four words that stay"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0"
SAFARI = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17 Safari/605"
)


@pytest.fixture
def leila() -> Person:
    return cast.person("Leila", password=WORDS)


def at_home(person: Person, browser: str = FIREFOX) -> Client:
    """Somebody who has just signed in and looks around."""
    client = Client(headers={"user-agent": browser})
    if person.has_usable_password():
        client.post("/sign-in/password/", {"email": person.email, "password": WORDS, "own_device": "on"})
    else:
        client.force_login(person)
    client.get("/settings/")
    return client


def stream_of(client: Client) -> Listener:
    listener = listener_with(f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}")
    assert listener is not None
    return listener


def hears(listener: Listener) -> bool:
    return news_for([listener], at=clock.now())[listener] is not None


def is_in(client: Client) -> bool:
    return bool(client.get("/settings/").status_code == 200)


def test_the_list_names_browsers_and_no_place(leila: Person) -> None:
    here = at_home(leila)
    at_home(leila, SAFARI)

    page = here.get("/settings/devices/").content.decode()

    assert page.index("Firefox on Android") < page.index("Safari on Mac")
    assert page.count("This device") == 1
    assert "127.0.0.1" not in page
    assert not {field.name for field in Device._meta.fields} & {"ip", "address", "user_agent"}


def test_a_device_is_signed_out_from_afar_with_its_stream(leila: Person) -> None:
    here, there = at_home(leila), at_home(leila, SAFARI)
    stream = stream_of(there)
    device = Device.objects.get(session_key=there.session.session_key)

    here.post(f"/settings/devices/{device.pk}/")

    assert is_in(here)
    assert not is_in(there)
    assert not hears(stream)


def test_nobody_signs_out_somebody_else(leila: Person) -> None:
    stranger, home = at_home(cast.person("Otto")), at_home(leila)

    answer = stranger.post(f"/settings/devices/{Device.objects.get(person=leila).pk}/")

    assert answer.status_code == 404
    assert is_in(home)


@pytest.mark.parametrize("act", ["all others", "password", "no password", "second step"])
def test_what_changes_the_ways_in_ends_all_other_sessions(
    leila: Person, act: str, django_capture_on_commit_callbacks: Any
) -> None:
    here, there = at_home(leila), at_home(leila, SAFARI)
    stream = stream_of(there)

    if act == "all others":
        here.post("/settings/devices/others/")
    elif act == "password":
        here.post("/settings/password/", {"password": "quite another sentence"})
    elif act == "no password":
        here.post("/settings/password/remove/")
    else:
        secret = here.get("/settings/security/app/").context["form"].secret
        with django_capture_on_commit_callbacks(execute=True):
            assert here.post("/settings/security/app/", {"code": code_for(secret)}).status_code == 302

    assert is_in(here)
    assert not is_in(there)
    assert not hears(stream)
    assert Device.objects.filter(person=leila).count() == 1


def test_a_password_that_is_changed_elsewhere_ends_every_session(leila: Person) -> None:
    home = at_home(leila)

    change_password(leila, password="quite another sentence", at=clock.now())

    assert not is_in(home)


@pytest.mark.parametrize(("after", "stays"), [(timedelta(days=13), True), (timedelta(days=15), False)])
def test_who_does_not_look_in_for_two_weeks_signs_in_again(leila: Person, after: timedelta, stays: bool) -> None:
    home = at_home(leila)
    stream = stream_of(home)

    with time_machine.travel(clock.now() + after, tick=False):
        assert hears(stream) is stays
        assert is_in(home) is stays


def test_a_session_ends_after_a_month_however_often_it_is_used(leila: Person) -> None:
    home = at_home(leila)

    for day in range(6, 30, 6):
        with time_machine.travel(clock.now() + timedelta(days=day), tick=False):
            assert is_in(home)

    with time_machine.travel(clock.now() + timedelta(days=30, minutes=1), tick=False):
        assert not is_in(home)


def test_who_looks_after_the_site_signs_in_again_after_half_an_hour(settings: Any) -> None:
    settings.SECOND_STEP_DAYS = None
    home = at_home(cast.person("Olu", is_operator=True))

    with time_machine.travel(clock.now() + timedelta(minutes=29), tick=False):
        assert is_in(home)
    with time_machine.travel(clock.now() + timedelta(minutes=60), tick=False):
        assert not is_in(home)


def test_sessions_that_are_over_are_forgotten(leila: Person) -> None:
    at_home(leila)

    forget_old_devices(clock.now() + timedelta(days=20))

    assert not Device.objects.exists()
    assert not Session.objects.exists()


def test_a_quiet_page_asks_the_database_nothing_for_it(leila: Person, django_assert_num_queries: Any) -> None:
    home = at_home(leila)

    with django_assert_num_queries(3):  # the session, the person, and the count of notices
        home.get("/privacy/")
