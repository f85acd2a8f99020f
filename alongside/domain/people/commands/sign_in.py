"""Signing in by a link sent by e-mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.commands.registration import register_person
from alongside.domain.people.events import PersonSignedIn, SignInLinkRequested
from alongside.domain.people.models import Person, SignInLink
from alongside.domain.people.queries import links_asked_for, person_with_email
from alongside.kernel.refusal import Refusal

LINK_LASTS = timedelta(hours=1)
_LINKS_PER_ADDRESS = 5
_WITHIN = timedelta(minutes=5)


class LinkRunOut(Refusal):
    code = "link_run_out"
    text = _("This link has run out. We can send you a new one.")


class AccountClosed(Refusal):
    code = "account_closed"
    text = _("This account is closed. If you think that is wrong, write to the people who run this site.")


@transaction.atomic
def send_sign_in_link(
    email: str, *, next_path: str = "", first_name: str = "", language: str = "en", at: datetime
) -> SignInLink | None:
    """Let the worker send a link to ``email``, with a ``first_name`` when a new account may be opened with it.

    Known and unknown addresses take exactly the same way here; the worker picks the words. A sixth link within
    five minutes is quietly not sent, so that nobody's mailbox can be filled. Records SignInLinkRequested.
    """
    email = email.strip().lower()
    if links_asked_for(email, within=_WITHIN, at=at) >= _LINKS_PER_ADDRESS:
        return None

    link = SignInLink.objects.create(
        email=email,
        first_name=first_name,
        language=language,
        next_path=next_path,
        requested_at=at,
        expires_at=at + LINK_LASTS,
    )
    record(SignInLinkRequested(link.pk), actor=None, at=at)
    return link


@transaction.atomic
def use_sign_in_link(link: SignInLink, *, time_zone: str = "UTC", at: datetime) -> Person:
    """Hand over the person this link lets in, opening their account when it was asked for with a first name.

    Raises LinkRunOut or AccountClosed. Records PersonSignedIn, and PersonRegistered for a new account.
    """
    link = SignInLink.objects.select_for_update().get(pk=link.pk)
    if not link.is_open(at):
        raise LinkRunOut
    person = person_with_email(link.email)
    if person is None and not link.first_name:
        raise LinkRunOut
    if person is not None and not person.is_active:
        raise AccountClosed

    link.used_at = at
    link.save(update_fields=["used_at"])
    if person is None:
        person = register_person(
            link.email,
            first_name=link.first_name,
            time_zone=time_zone,
            language=link.language,
            verified=True,
            at=at,
        )
    elif person.email_verified_at is None:
        person.email_verified_at = at
        person.save(update_fields=["email_verified_at"])
    record(PersonSignedIn(person.pk), actor=person.pk, at=at)
    return person
