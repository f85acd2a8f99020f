"""Running the site, closing an account for a while, and opening it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.commands.devices import sign_out_devices
from alongside.domain.people.commands.registration import register_person
from alongside.domain.people.events import OperatorAppointed, PersonReinstated, PersonSuspended
from alongside.domain.people.models import Person
from alongside.domain.people.setup_code import is_setup_code
from alongside.kernel.refusal import Refusal


class LastOperator(Refusal):
    code = "last_operator"
    text = _("Nobody else runs this site. Let somebody else run it first.")


class SiteIsOpen(Refusal):
    code = "site_is_open"
    text = _("This site is set up already. Sign in instead.")


class WrongSetupCode(Refusal):
    code = "wrong_setup_code"
    text = _("That is not the code. On the server, “alongside setup_code” shows it.")


@transaction.atomic
def open_site(*, code: str, email: str, first_name: str, time_zone: str, language: str, at: datetime) -> Person:
    """Open a new site: the first account, whose owner runs it and has shown that they can read its data folder.

    Raises SiteIsOpen or WrongSetupCode. Records PersonRegistered and OperatorAppointed.
    """
    if Person.objects.exists():
        raise SiteIsOpen
    if not is_setup_code(code):
        raise WrongSetupCode
    person = register_person(email, first_name=first_name, time_zone=time_zone, language=language, verified=True, at=at)
    appoint_operator(person, at=at)
    person.refresh_from_db()
    return person


@transaction.atomic
def appoint_operator(person: Person, *, at: datetime) -> None:
    """Let ``person`` look after the whole site. Records OperatorAppointed."""
    if Person.objects.filter(pk=person.pk, is_operator=False).update(is_operator=True):
        record(OperatorAppointed(person.pk), actor=None, at=at)


@transaction.atomic
def ask_for_second_step(person: Person, *, at: datetime) -> datetime:
    """Let the time begin in which somebody who runs things adds a second step; asked again, it goes on."""
    Person.objects.filter(pk=person.pk, second_step_asked_at=None).update(second_step_asked_at=at)
    asked_at = Person.objects.values_list("second_step_asked_at", flat=True).get(pk=person.pk)
    return asked_at or at


@transaction.atomic
def suspend_person(person: Person, *, by: Person, at: datetime) -> None:
    """Let nobody sign in as this person, and end their sessions with all open pages and streams.

    Raises LastOperator. Records PersonSuspended, on which their pairs rest and their open requests end.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.suspended_at is not None:
        return
    others = Person.objects.filter(is_operator=True, suspended_at=None, deactivated_at=None).exclude(pk=person.pk)
    if person.is_operator and not others.exists():
        raise LastOperator
    person.suspended_at = at
    person.save(update_fields=["suspended_at"])
    sign_out_devices(person, at=at)
    record(PersonSuspended(person.pk), actor=by.pk, at=at)


@transaction.atomic
def reinstate_person(person: Person, *, by: Person, at: datetime) -> None:
    """Let this person sign in again. Records PersonReinstated."""
    if Person.objects.filter(pk=person.pk, suspended_at__isnull=False).update(suspended_at=None):
        record(PersonReinstated(person.pk), actor=by.pk, at=at)
