from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.config.reactions import REACTIONS
from alongside.domain.events.jobs import hand_on_waiting_events
from alongside.domain.notifications.models import Delivery
from alongside.domain.people.commands.accounts import change_password
from alongside.domain.people.commands.addresses import change_email, confirm_email_change
from alongside.domain.people.commands.sign_in import send_sign_in_link, use_sign_in_link
from alongside.domain.people.queries import sign_in_link
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def letters() -> list[Delivery]:
    hand_on_waiting_events(REACTIONS, at=MONDAY)
    return list(Delivery.objects.order_by("queued_at", "pk"))


def token_in(text: str) -> str:
    return text.split("/sign-in/link/")[1].split("/")[0]


def test_the_letter_to_a_known_address_holds_a_link_that_works() -> None:
    leila = cast.person("Leila", email="leila@example.org")
    send_sign_in_link("leila@example.org", at=MONDAY)

    [letter] = letters()
    link = sign_in_link(token_in(letter.text))

    assert link is not None
    assert use_sign_in_link(link, at=MONDAY + timedelta(minutes=3)) == leila
    assert "Leila" in letter.text


def test_an_unknown_address_is_told_so_and_gets_no_link() -> None:
    send_sign_in_link("nobody@example.org", at=MONDAY)

    [letter] = letters()

    assert letter.address == "nobody@example.org"
    assert "/sign-in/link/" not in letter.text
    assert "There is no account" in letter.subject


def test_a_newcomer_gets_a_link_in_the_language_of_the_page() -> None:
    send_sign_in_link("noor@example.org", first_name="Noor", language="en", at=MONDAY)

    [letter] = letters()

    assert "open your account" in letter.text
    assert "/sign-in/link/" in letter.text


def test_a_closed_account_gets_no_link() -> None:
    cast.person("Leila", email="leila@example.org", suspended_at=MONDAY)
    send_sign_in_link("leila@example.org", at=MONDAY)

    [letter] = letters()

    assert "/sign-in/link/" not in letter.text
    assert "closed" in letter.subject


def test_the_new_address_is_asked_and_the_old_one_told() -> None:
    leila = cast.person("Leila", email="old@example.org")
    change = change_email(leila, new_email="new@example.org", at=MONDAY)
    [asking] = letters()
    assert (asking.address, "/settings/email/confirm/" in asking.text) == ("new@example.org", True)

    confirm_email_change(change, at=MONDAY)

    told = next(letter for letter in letters() if letter.address == "old@example.org")
    assert "new@example.org" in told.text


def test_the_reader_of_a_taken_address_learns_nothing_of_who_asked() -> None:
    leila, robert = cast.person("Leila"), cast.person("Robert")
    change_email(leila, new_email=robert.email, at=MONDAY)

    [letter] = letters()

    assert letter.address == robert.email
    assert "Leila" not in letter.text
    assert "/settings/email/confirm/" not in letter.text


def test_a_changed_password_is_told_to_its_person() -> None:
    leila = cast.person("Leila")
    change_password(leila, password="harbor lantern umbrella", at=MONDAY)

    [letter] = letters()

    assert letter.address == leila.email
    assert "harbor" not in letter.text
