from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.people.commands.addresses import change_email, confirm_email_change
from alongside.domain.people.commands.registration import AddressTaken
from alongside.domain.people.commands.sign_in import LinkRunOut
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db


def test_nothing_changes_before_the_new_address_says_yes() -> None:
    leila = cast.person("Leila", email="old@example.org")
    change = change_email(leila, new_email="New@example.org", at=MONDAY)
    leila.refresh_from_db()
    assert leila.email == "old@example.org"

    confirm_email_change(change, at=MONDAY + timedelta(hours=1))

    leila.refresh_from_db()
    assert leila.email == "new@example.org"


def test_an_address_somebody_else_has_is_told_to_nobody_and_cannot_be_taken() -> None:
    leila, robert = cast.person("Leila"), cast.person("Robert")

    change = change_email(leila, new_email=robert.email, at=MONDAY)
    with pytest.raises(AddressTaken):
        confirm_email_change(change, at=MONDAY)


def test_a_link_works_once_and_for_a_day() -> None:
    leila = cast.person("Leila", email="old@example.org")
    late = change_email(leila, new_email="late@example.org", at=MONDAY)
    change = change_email(leila, new_email="new@example.org", at=MONDAY)

    with pytest.raises(LinkRunOut):
        confirm_email_change(late, at=MONDAY + timedelta(hours=24))
    confirm_email_change(change, at=MONDAY)
    with pytest.raises(LinkRunOut):
        confirm_email_change(change, at=MONDAY)


def test_an_older_link_cannot_take_the_address_back() -> None:
    leila = cast.person("Leila", email="old@example.org")
    first = change_email(leila, new_email="first@example.org", at=MONDAY)
    second = change_email(leila, new_email="second@example.org", at=MONDAY)
    confirm_email_change(second, at=MONDAY)

    with pytest.raises(LinkRunOut):
        confirm_email_change(first, at=MONDAY)
