"""Who is told when something happens: accounts and sign-in.

The secret of a link is made here from its id, so it never stands in an event.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from alongside.domain.events.reactions import Reactions, Silent
from alongside.domain.notifications.commands.letters import send_letter
from alongside.domain.notifications.commands.notices import forget_person
from alongside.domain.people.events import (
    AdultDeclared,
    DeviceSignedOut,
    EmailChanged,
    EmailChangeRequested,
    OperatorAppointed,
    PasswordChanged,
    PersonErased,
    PersonRegistered,
    PersonReinstated,
    PersonSignedIn,
    PersonSuspended,
    PersonWelcomed,
    ProfileChanged,
    SecondStepChanged,
    SignInLinkRequested,
)
from alongside.domain.people.models import EmailChange, Person, SignInLink
from alongside.domain.people.queries import email_change_token, person_with_email, sign_in_token


def send_way_in(fact: SignInLinkRequested, at: datetime) -> None:
    """A link for somebody who has an account or opens one; for any other address, words that say there is none."""
    link = SignInLink.objects.filter(pk=fact.link).first()
    if link is None:
        return
    person = person_with_email(link.email)
    if person is not None and not person.is_active:
        words, path = "sign_in_closed", "/"
    elif person is not None or link.first_name:
        words, path = "sign_in_link", f"/sign-in/link/{sign_in_token(link)}/"
    else:
        words, path = "sign_in_unknown", "/"
    send_letter(
        link.email,
        words,
        facts={"first_name": person.first_name if person else link.first_name, "is_new": person is None},
        path=path,
        language=person.language if person else link.language,
        at=at,
        person=person.pk if person else None,
    )


def ask_new_address(fact: EmailChangeRequested, at: datetime) -> None:
    """Only whoever reads the new address can say yes. Is it somebody's already, the letter says no more than that."""
    change = EmailChange.objects.select_related("person").filter(pk=fact.email_change).first()
    if change is None:
        return
    taken = person_with_email(change.new_email) is not None
    send_letter(
        change.new_email,
        "email_change_taken" if taken else "email_change",
        facts={"first_name": "" if taken else change.person.first_name},
        path="/sign-in/" if taken else f"/settings/email/confirm/{email_change_token(change)}/",
        language=change.person.language,
        at=at,
    )


def tell_old_address(fact: EmailChanged, at: datetime) -> None:
    """The old address hears of it, in case it was somebody else's doing."""
    change = EmailChange.objects.select_related("person").filter(pk=fact.email_change).first()
    if change is None:
        return
    facts = {"first_name": change.person.first_name, "new_email": change.new_email}
    send_letter(change.old_email, "email_changed", facts=facts, path="/help/", language=change.person.language, at=at)


def tell_of_password(fact: PasswordChanged, at: datetime) -> None:
    """The person hears of a new password, in case it was somebody else's doing."""
    person = Person.objects.get(pk=fact.person)
    send_letter(
        person.email,
        "password_changed",
        facts={"first_name": person.first_name},
        path="/settings/password/",
        language=person.language,
        at=at,
        person=person.pk,
    )


def forget_notices(fact: PersonErased, at: datetime) -> None:
    """Somebody deleted their account: what they were told, and what others were told about them, goes."""
    forget_person(fact.person)


def tell_of_closed_account(fact: PersonSuspended, at: datetime) -> None:
    """They cannot sign in any more to read it anywhere else."""
    _tell_of_account(fact.person, "account_closed", at)


def tell_of_opened_account(fact: PersonReinstated, at: datetime) -> None:
    """The way in is open again."""
    _tell_of_account(fact.person, "account_opened", at)


def _tell_of_account(person_id: UUID, words: str, at: datetime) -> None:
    person = Person.objects.get(pk=person_id)
    send_letter(
        person.email,
        words,
        facts={"first_name": person.first_name},
        path="/",
        language=person.language,
        at=at,
        person=person.pk,
    )


def tell_of_second_step(fact: SecondStepChanged, at: datetime) -> None:
    """The person hears of every change to the ways in, in case it was somebody else's doing."""
    person = Person.objects.get(pk=fact.person)
    send_letter(
        person.email,
        "second_step_changed",
        facts={"first_name": person.first_name},
        path="/settings/security/",
        language=person.language,
        at=at,
        person=person.pk,
    )


REACTIONS: Reactions = {
    PersonSuspended: (tell_of_closed_account,),
    PersonReinstated: (tell_of_opened_account,),
    PersonErased: (forget_notices,),
    SignInLinkRequested: (send_way_in,),
    EmailChangeRequested: (ask_new_address,),
    EmailChanged: (tell_old_address,),
    PasswordChanged: (tell_of_password,),
    SecondStepChanged: (tell_of_second_step,),
}

# Facts of this area nobody needs to be told of.
SILENT: Silent = frozenset(
    (
        PersonRegistered,
        PersonSignedIn,
        AdultDeclared,
        OperatorAppointed,
        PersonWelcomed,
        ProfileChanged,
        DeviceSignedOut,
    )
)
