"""Opening accounts for a whole list of people at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, UNUSABLE_PASSWORD_SUFFIX_LENGTH
from django.db import transaction

from alongside.domain.events.commands import record_many
from alongside.domain.people.events import PersonRegistered
from alongside.domain.people.models import Person

_PORTION = 500


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """What a list says about somebody."""

    email: str
    first_name: str
    family_name: str = ""
    time_zone: str = "UTC"
    language: str = "en"


@transaction.atomic
def register_people(people: Iterable[NewPerson], *, by: Person | None, at: datetime) -> dict[str, Person]:
    """Open an account for everybody who has none, and return everybody by address. Known people stay as they are.

    Nobody has read a letter at these addresses yet. Records PersonRegistered for each new account.
    """
    wanted = {each.email.strip().lower(): each for each in people}
    known = people_with_emails(wanted)
    new = [_account(email, each, at=at) for email, each in wanted.items() if email not in known]
    Person.objects.bulk_create(new, batch_size=_PORTION)
    record_many((PersonRegistered(person.pk) for person in new), actor=by.pk if by else None, at=at)
    return known | {person.email: person for person in new}


def people_with_emails(emails: Iterable[str]) -> dict[str, Person]:
    """Everybody who has one of these addresses."""
    found: dict[str, Person] = {}
    for portion in _portions(list(emails)):
        found |= {person.email: person for person in Person.objects.filter(email__in=portion)}
    return found


def _account(email: str, each: NewPerson, *, at: datetime) -> Person:
    return Person(
        email=email,
        first_name=each.first_name,
        family_name=each.family_name,
        time_zone=each.time_zone,
        language=each.language,
        # What make_password(None) makes, without its forty separate draws: this holds the only writer of SQLite.
        password=UNUSABLE_PASSWORD_PREFIX + token_hex(UNUSABLE_PASSWORD_SUFFIX_LENGTH // 2),
        created_at=at,
    )


def _portions(emails: list[str]) -> Iterator[list[str]]:
    return (emails[start : start + _PORTION] for start in range(0, len(emails), _PORTION))
