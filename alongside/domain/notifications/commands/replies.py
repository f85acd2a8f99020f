"""What came by mail: an answer is put where it belongs, a bounce is marked, and everything else is left alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from alongside.domain.journeys.commands.answers import share_answer
from alongside.domain.journeys.models import Journey
from alongside.domain.notifications.commands.letters import send_letter
from alongside.domain.notifications.incoming import Incoming, bounce_of, incoming_of, read_message
from alongside.domain.notifications.models import Delivery, Notice
from alongside.domain.notifications.reply_address import notice_answered_at
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.items import NothingToSay, add_comment, send_message
from alongside.domain.spaces.models import Item, Space, SpaceMember
from alongside.kernel.refusal import Refusal

_GOOD_FOR = timedelta(days=30)


class NoLongerOpen(Refusal):
    code = "no_longer_open"
    text = _("What the letter was about is not open to you any more, or the letter is more than a month old.")


def take_in(raw: bytes, *, at: datetime) -> str:
    """Do what one incoming message asks for, and say what was done. Taking it in again changes nothing.

    Strangers, forged senders and machines get no answer, so that nobody can make this site write to others.
    """
    message = read_message(raw)
    if bounce := bounce_of(message, settings.SITE_HOST):
        sent = Delivery.objects.filter(pk=bounce.letter, state=Delivery.State.SENT)
        return "bounced" if sent.update(state=Delivery.State.FAILED, trouble=bounce.said[:300]) else "ignored"
    incoming = incoming_of(message, raw)
    notice = next((found for each in incoming.addresses if (found := notice_answered_at(each))), None)
    if notice is None or incoming.by_machine or incoming.forged or incoming.sender != notice.person.email.lower():
        return "ignored"
    try:
        _put(notice, incoming, at=at)
    except Refusal as refusal:
        _say_kindly(notice, refusal, at=at)
        return "refused"
    return "posted"


@transaction.atomic
def _put(notice: Notice, incoming: Incoming, *, at: datetime) -> None:
    """The words of the message where the notice came from. Raises what the page would refuse, and NoLongerOpen."""
    person = notice.person
    if not person.is_active or at - notice.noticed_at > _GOOD_FOR:
        raise NoLongerOpen
    if not incoming.words:
        raise NothingToSay
    parts = notice.once.split(":")
    if notice.kind == "message_sent":
        space = Space.objects.filter(pk=UUID(parts[1])).first()
        send_message(_entered(space, person), person, incoming.words, incoming.key, at=at)
    elif notice.kind in ("post_shared", "answer_shared"):
        said = Item.objects.select_related("space").filter(pk=UUID(parts[1 if notice.kind == "post_shared" else -1]))
        post = said.first()
        _entered(post.space if post else None, person)
        assert post
        add_comment(post, person, incoming.words, incoming.key, at=at)
    else:
        journey: Journey | None = notice.mentorship.journey if notice.mentorship else None
        if journey is None:
            raise NoLongerOpen
        _entered(journey.space, person)
        share_answer(journey, person, int(notice.facts["week"]), incoming.words, client_id=incoming.key, at=at)


def _entered(space: Space | None, person: Person) -> Space:
    """The space, when the person is in it now. Raises NoLongerOpen."""
    if space is None or not SpaceMember.objects.current().filter(space=space, person=person).exists():
        raise NoLongerOpen
    return space


def _say_kindly(notice: Notice, refusal: Refusal, *, at: datetime) -> None:
    with translation.override(notice.person.language):
        why = str(refusal)
    send_letter(
        notice.person.email,
        "reply_not_posted",
        facts={"first_name": notice.person.first_name, "why": why},
        path=f"/notices/{notice.pk}/",
        language=notice.person.language,
        at=at,
        person=notice.person.pk,
    )
