"""The way of one letter: claimed, written, gone, held back, tried again or given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from alongside.domain.notifications.commands.digests import fold, gather, is_to_be_folded
from alongside.domain.notifications.kinds import KINDS
from alongside.domain.notifications.mail_choices import mail_token
from alongside.domain.notifications.models import Delivery
from alongside.domain.notifications.post import ReadyLetter
from alongside.domain.notifications.queries import reason_to_hold
from alongside.domain.notifications.words import Letter, letter_for

# Longer than any one conversation with a server takes, so that two workers never hold the same letter.
LEASE = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(days=2)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)


def claim(delivery: UUID, *, at: datetime) -> datetime | None:
    """Take one due letter in hand. Says until when, or nothing when somebody else was quicker."""
    until = at + LEASE
    free = Delivery.objects.due(at).filter(pk=delivery).order_by()
    return until if free.update(claimed_until=until, attempts=F("attempts") + 1) else None


@transaction.atomic
def write_letter(delivery: UUID, *, at: datetime) -> ReadyLetter | None:
    """The letter as it should read now, or nothing when it is held back or told together with others."""
    row = Delivery.objects.select_related("person", "notice__mentorship").get(pk=delivery)
    reason = reason_to_hold(row)
    if reason:
        _close(row, state=Delivery.State.SUPPRESSED, trouble=reason, claimed_until=None)
        return None
    if row.is_digest and row.person is not None:
        letter = gather(row, row.person, at=at)
        return ReadyLetter(row.pk, row.person.email, letter) if letter else None
    if row.notice is None or row.person is None:
        return ReadyLetter(row.pk, row.address, Letter(subject=row.subject, text=row.text, html=row.html))
    if is_to_be_folded(row.notice, row.person, at=at):
        fold(row)
        return None
    token = mail_token(row.person.pk, row.notice.kind) if KINDS[row.notice.kind].can_be_switched_off else ""
    letter = letter_for(
        row.notice,
        row.person,
        stop_path=f"/mail/stop/{token}/" if token else "",
        less_path=f"/mail/less/{token}/" if token else "",
    )
    return ReadyLetter(row.pk, row.person.email, letter)


@transaction.atomic
def mark_sent(delivery: UUID, letter: Letter, *, claimed_until: datetime, at: datetime) -> bool:
    """The server has it. Its words are kept only where a *Mail* page shows them."""
    keep = settings.KEEP_SENT_MAIL
    return bool(
        Delivery.objects.queued()
        .filter(pk=delivery, claimed_until=claimed_until)
        .update(
            state=Delivery.State.SENT,
            sent_at=at,
            claimed_until=None,
            trouble="",
            subject=letter.subject[:200] if keep else "",
            text=letter.text if keep else "",
            html=letter.html if keep else "",
        )
    )


@transaction.atomic
def mark_trouble(delivery: UUID, said: str, *, claimed_until: datetime, for_good: bool, at: datetime) -> None:
    """It did not go. Try again after a growing pause, or give up when the server said never, or after two days."""
    row = Delivery.objects.queued().select_for_update().filter(pk=delivery, claimed_until=claimed_until).first()
    if row is None:
        return
    if for_good or at - max(row.due_at, row.queued_at) > GIVE_UP_AFTER:
        _close(row, state=Delivery.State.FAILED, trouble=said, claimed_until=None)
        return
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(row.attempts - 1, 10))
    # The claim that holds a letter while it is sent also holds it back until its next try.
    Delivery.objects.filter(pk=row.pk).update(claimed_until=at + pause, trouble=said)


@transaction.atomic
def try_again(delivery: Delivery, *, at: datetime) -> None:
    """Put a letter that was given up back into the queue. What a letter of several told of is gathered anew."""
    if delivery.is_digest:
        Delivery.objects.filter(folded_into=delivery).update(folded_into=None)
        Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED).delete()
        return
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED).update(
        state=Delivery.State.QUEUED, due_at=at, queued_at=at, claimed_until=None, attempts=0, trouble=""
    )


@transaction.atomic
def forget_old_letters(*, at: datetime) -> int:
    """Delete what went out, or was held back, more than a month ago: addresses are not kept longer than needed."""
    done = [Delivery.State.SENT, Delivery.State.SUPPRESSED, Delivery.State.FOLDED]
    return Delivery.objects.filter(state__in=done, queued_at__lt=at - timedelta(days=30)).delete()[0]


def _close(row: Delivery, **fields: object) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
