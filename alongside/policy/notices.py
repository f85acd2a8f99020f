"""Whose notices and letters somebody may see."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from alongside.domain.notifications.mail_choices import MailLink, read_mail_token
from alongside.domain.notifications.models import Delivery, Notice, Rhythm
from alongside.domain.notifications.queries import inbox_of
from alongside.domain.people.models import Person


def inbox(person: Person, *, at: datetime) -> QuerySet[Notice]:
    """Everything ``person`` may know by now, newest first. Everybody reads only their own."""
    return inbox_of(person, at=at)


def to_follow(person: Person, notice_id: UUID, *, at: datetime) -> Notice:
    """One of the person's own notices. Raises Http404."""
    notice = inbox_of(person, at=at).filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    return notice


def behind_mail_link(token: str) -> tuple[Person, MailLink]:
    """Whose mail a link at the foot of a letter is about; it works without signing in. Raises Http404."""
    link = read_mail_token(token)
    person = Person.objects.filter(pk=link.person).first() if link else None
    if link is None or person is None:
        raise Http404
    return person, link


def rhythms() -> list[Rhythm]:
    """How often somebody may ask to be written to."""
    return list(Rhythm)


def rhythm_named(name: str) -> Rhythm:
    """The rhythm a form names; everything as it happens when it names none."""
    return Rhythm(name) if name in Rhythm.values else Rhythm.AT_ONCE


def shown_mail() -> QuerySet[Delivery]:
    """Every message that went out, for the *Mail* page. There is no such page in production. Raises Http404."""
    if not settings.KEEP_SENT_MAIL:
        raise Http404
    sent = Delivery.objects.filter(state=Delivery.State.SENT)
    return sent.select_related("person", "notice").order_by("-sent_at", "-pk")


def shown_letter(delivery_id: UUID) -> Delivery:
    """One message that went out. Raises Http404."""
    letter = shown_mail().filter(pk=delivery_id).first()
    if letter is None:
        raise Http404
    return letter
