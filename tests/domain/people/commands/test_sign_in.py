from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.domain.events.models import Event
from alongside.domain.people.commands.sign_in import AccountClosed, LinkRunOut, send_sign_in_link, use_sign_in_link
from alongside.domain.people.models import Person, SignInLink
from alongside.domain.people.queries import email_change_token, sign_in_link, sign_in_token
from tests import cast
from tests.cast import MONDAY

pytestmark = pytest.mark.django_db

SOON = MONDAY + timedelta(minutes=5)


def asked(email: str, **fields: str) -> SignInLink:
    link = send_sign_in_link(email, **fields, at=MONDAY)
    assert link is not None
    return link


def test_a_link_lets_its_person_in_once() -> None:
    leila = cast.person("Leila", email="leila@example.org")
    link = asked(" Leila@Example.org ")

    assert use_sign_in_link(link, at=SOON) == leila
    with pytest.raises(LinkRunOut):
        use_sign_in_link(link, at=SOON)


def test_a_link_works_for_an_hour() -> None:
    cast.person("Leila", email="leila@example.org")

    use_sign_in_link(asked("leila@example.org"), at=MONDAY + timedelta(minutes=59))
    with pytest.raises(LinkRunOut):
        use_sign_in_link(asked("leila@example.org"), at=MONDAY + timedelta(hours=1))


def test_the_token_of_a_link_is_kept_nowhere() -> None:
    link = asked("leila@example.org")
    token = sign_in_token(link)

    kept = [str(value) for row in SignInLink.objects.values() for value in row.values()]
    kept += [str(event.payload) for event in Event.objects.all()]
    assert not any(token.split(".")[1] in each for each in kept)
    assert sign_in_link(token) == link


def test_a_token_made_elsewhere_or_for_something_else_opens_nothing() -> None:
    link = asked("leila@example.org")
    change_token = email_change_token(link)  # type: ignore[arg-type]  # signed by us, for another purpose

    assert sign_in_link(change_token) is None
    assert sign_in_link(f"{link.pk.hex}.forged") is None
    assert sign_in_link("nonsense") is None


def test_known_and_unknown_addresses_leave_the_same_traces() -> None:
    cast.person("Leila", email="leila@example.org")

    asked("leila@example.org")
    asked("nobody@example.org")

    names = list(Event.objects.values_list("name", flat=True))
    assert names == ["people.SignInLinkRequested"] * 2
    assert SignInLink.objects.count() == 2


def test_an_unknown_address_without_a_first_name_opens_no_account() -> None:
    with pytest.raises(LinkRunOut):
        use_sign_in_link(asked("nobody@example.org"), at=SOON)

    assert not Person.objects.exists()


def test_a_link_with_a_first_name_opens_an_account_with_a_verified_address() -> None:
    link = asked("New@example.org", first_name="Noor", language="de")

    noor = use_sign_in_link(link, time_zone="Europe/Berlin", at=SOON)

    assert (noor.email, noor.first_name, noor.language, noor.time_zone) == (
        "new@example.org", "Noor", "de", "Europe/Berlin",
    )  # fmt: skip
    assert noor.email_verified_at == SOON
    assert not noor.has_usable_password()
    assert not noor.has_declared_adult


def test_a_first_name_given_for_a_known_address_changes_nothing_of_the_account() -> None:
    leila = cast.person("Leila", email="leila@example.org")

    person = use_sign_in_link(asked("leila@example.org", first_name="Somebody"), at=SOON)

    assert person == leila
    assert person.first_name == "Leila"


@pytest.mark.parametrize("state", ["suspended_at", "deactivated_at"])
def test_a_closed_account_stays_closed(state: str) -> None:
    cast.person("Leila", email="leila@example.org", **{state: MONDAY})
    link = asked("leila@example.org")

    with pytest.raises(AccountClosed):
        use_sign_in_link(link, at=SOON)


def test_nobodys_mailbox_can_be_filled() -> None:
    sent = [send_sign_in_link("leila@example.org", at=MONDAY) for _ in range(7)]

    assert sum(link is not None for link in sent) == 5
    assert Event.objects.count() == 5
    assert send_sign_in_link("leila@example.org", at=MONDAY + timedelta(minutes=6)) is not None
