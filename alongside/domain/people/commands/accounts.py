"""Passwords, and deleting an account."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.people.commands.devices import sign_out_devices
from alongside.domain.people.commands.profiles import forget_upload
from alongside.domain.people.events import PasswordChanged, PersonErased, SecondStepChanged
from alongside.domain.people.models import EmailChange, Person, SignInLink


@transaction.atomic
def change_password(person: Person, *, password: str, keep: str | None = None, at: datetime) -> None:
    """Set a password, which ends every session but ``keep``; an empty one leaves only the link by e-mail.

    Records PasswordChanged, and DeviceSignedOut when there were other sessions.
    """
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save(update_fields=["password"])
    sign_out_devices(person, keep=keep, at=at)
    record(PasswordChanged(person.pk), actor=person.pk, at=at)


@transaction.atomic
def note_second_step(person: Person, *, what: str, keep: str | None = None, at: datetime) -> None:
    """Remember that a passkey, an app or recovery codes were added or removed; every session but ``keep`` ends.

    Records SecondStepChanged, and DeviceSignedOut when there were other sessions.
    """
    sign_out_devices(person, keep=keep, at=at)
    record(SecondStepChanged(person.pk, what), actor=person.pk, at=at)


@transaction.atomic
def erase_person(person: Person, *, at: datetime) -> None:
    """Delete the account: name, address, picture and words about the person go at once, and nobody can sign in.

    An empty row stays, so that others keep their half of a conversation. Records PersonErased, on which every
    app forgets what it keeps for this person alone.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None:
        return
    forget_upload(person)
    sign_out_devices(person, at=at)
    SignInLink.objects.filter(email=person.email).delete()
    EmailChange.objects.filter(person=person).delete()
    Authenticator.objects.filter(user=person).delete()

    person.email = f"{person.pk.hex}@erased.invalid"
    person.first_name = person.family_name = person.about = person.picture = ""
    person.upload = ""
    person.set_unusable_password()
    person.is_operator = False
    person.erased_at = person.deactivated_at = at
    person.save()
    record(PersonErased(person.pk), actor=person.pk, at=at)
