"""Reads about people that start from something they hold: a signed token, an address."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.domain.people.models import EmailChange, Person, SignInLink
from alongside.kernel.ids import read_signed_token, signed_token

_SIGN_IN = "people.sign_in_link"
_EMAIL_CHANGE = "people.email_change"


def sign_in_token(link: SignInLink) -> str:
    """What the letter carries. It is made again when needed, so the database never holds a usable link."""
    return signed_token(_SIGN_IN, link.pk)


def sign_in_link(token: str) -> SignInLink | None:
    """The link behind a token, open or not; None when the token was not made here."""
    pk = read_signed_token(_SIGN_IN, token)
    return SignInLink.objects.filter(pk=pk).first() if pk else None


def email_change_token(change: EmailChange) -> str:
    """What the letter to the new address carries."""
    return signed_token(_EMAIL_CHANGE, change.pk)


def email_change(token: str) -> EmailChange | None:
    """The e-mail change behind a token, open or not; None when the token was not made here."""
    pk = read_signed_token(_EMAIL_CHANGE, token)
    return EmailChange.objects.select_related("person").filter(pk=pk).first() if pk else None


def person_with_email(email: str) -> Person | None:
    """The person who has this address, whatever its case."""
    return Person.objects.filter(email=email.strip().lower()).first()


def links_asked_for(email: str, *, within: timedelta, at: datetime) -> int:
    """How many sign-in links this address was asked for lately."""
    return SignInLink.objects.filter(email=email, requested_at__gt=at - within).count()


def own_data(person: Person) -> dict[str, Any]:
    """Everything this app keeps about the person, for their own copy."""
    kept = (
        "email", "email_verified_at", "first_name", "family_name", "about", "picture", "time_zone", "language",
        "theme", "text_size", "more_contrast", "less_motion", "plain_titles", "quiet_from", "quiet_until",
        "away_until", "adult_declared_at", "welcomed_at", "created_at", "last_login",
    )  # fmt: skip
    changes = EmailChange.objects.filter(person=person, confirmed_at__isnull=False).order_by("confirmed_at")
    return {
        "profile": {name: getattr(person, name) for name in kept},
        "earlier_addresses": list(changes.values("old_email", "new_email", "confirmed_at")),
    }


def people_by_id(ids: list[UUID]) -> dict[UUID, Person]:
    """The people with these ids."""
    return Person.objects.in_bulk(ids)
