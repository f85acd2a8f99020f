"""Moving an account to another e-mail address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from alongside.domain.events.commands import record
from alongside.domain.people.commands.registration import AddressTaken
from alongside.domain.people.commands.sign_in import LinkRunOut
from alongside.domain.people.events import EmailChanged, EmailChangeRequested
from alongside.domain.people.models import EmailChange, Person
from alongside.domain.people.queries import person_with_email

_CHANGE_LASTS = timedelta(hours=24)


@transaction.atomic
def change_email(person: Person, *, new_email: str, at: datetime) -> EmailChange:
    """Ask whoever reads ``new_email`` to confirm it; nothing changes before.

    An address that somebody else has is not refused here: its reader gets other words, and nothing shows to the
    one who asked. Records EmailChangeRequested.
    """
    change = EmailChange.objects.create(
        person=person,
        old_email=person.email,
        new_email=new_email.strip().lower(),
        requested_at=at,
        expires_at=at + _CHANGE_LASTS,
    )
    record(EmailChangeRequested(change.pk), actor=person.pk, at=at)
    return change


@transaction.atomic
def confirm_email_change(change: EmailChange, *, at: datetime) -> Person:
    """Make the new address the person's own. Raises LinkRunOut or AddressTaken. Records EmailChanged."""
    change = EmailChange.objects.select_for_update().get(pk=change.pk)
    person = Person.objects.select_for_update().get(pk=change.person_id)
    if not change.is_open(at) or person.email != change.old_email or not person.is_active:
        raise LinkRunOut
    if person_with_email(change.new_email) is not None:
        raise AddressTaken

    person.email = change.new_email
    person.email_verified_at = at
    try:
        with transaction.atomic():
            person.save(update_fields=["email", "email_verified_at"])
    except IntegrityError:  # somebody registered the address between the look and the write
        raise AddressTaken from None
    change.confirmed_at = at
    change.save(update_fields=["confirmed_at"])
    record(EmailChanged(change.pk, person.pk), actor=person.pk, at=at)
    return person
