"""Opening an account, and declaring to be an adult."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.events import AdultDeclared, PersonRegistered
from alongside.domain.people.models import Person
from alongside.domain.people.queries import person_with_email
from alongside.kernel.refusal import Refusal


class AddressTaken(Refusal):
    code = "address_taken"
    text = _("Somebody already has an account with this address.")


@transaction.atomic
def register_person(
    email: str,
    *,
    first_name: str,
    family_name: str = "",
    time_zone: str = "UTC",
    language: str = "en",
    verified: bool,
    at: datetime,
) -> Person:
    """Open an account without a password. ``verified`` says that somebody has read a letter at the address.

    Raises AddressTaken. Records PersonRegistered.
    """
    if person_with_email(email) is not None:
        raise AddressTaken

    person = Person(
        email=email.strip().lower(),
        email_verified_at=at if verified else None,
        first_name=first_name,
        family_name=family_name,
        time_zone=time_zone,
        language=language,
        created_at=at,
    )
    person.set_unusable_password()
    person.save(force_insert=True)
    record(PersonRegistered(person.pk), actor=person.pk, at=at)
    return person


@transaction.atomic
def declare_adult(person: Person, *, at: datetime) -> None:
    """Keep the day on which ``person`` said that they are 18 or older; the first one stays. Records AdultDeclared."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.has_declared_adult:
        return

    person.adult_declared_at = at
    person.save(update_fields=["adult_declared_at"])
    record(AdultDeclared(person.pk), actor=person.pk, at=at)
