"""The worker's way in: send the letters that are due, forget the old ones."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from alongside.domain.notifications.commands import deliveries
from alongside.domain.notifications.commands.digests import open_digest, waiting_to_be_gathered
from alongside.domain.notifications.commands.effects import weigh_next_notices
from alongside.domain.notifications.commands.organizer_letters import tell_next_recipients
from alongside.domain.notifications.commands.replies import take_in
from alongside.domain.notifications.mailbox import LARGEST, set_aside, waiting_messages
from alongside.domain.notifications.models import Delivery, OrganizerLetter
from alongside.domain.notifications.post import Post, Refused, ServerDown, Trouble

log = logging.getLogger(__name__)
_BATCH = 200
_LONG_ENOUGH = timedelta(minutes=1)


def send_due_letters(at: datetime) -> int:
    """Send what is due, one letter at a time, for about a minute at most; say how many went.

    No transaction is open while the mail server talks, however slowly. A worker that dies after the server took the
    letter and before that was written down sends it again, under the same Message-ID, once the claim has run out.
    """
    now = _ticking(at)
    sent = 0
    with Post() as post:
        for key in list(Delivery.objects.due(at).values_list("pk", flat=True)[:_BATCH]):
            if now() - at > _LONG_ENOUGH:
                break
            try:
                sent += _send(key, post, now)
            except ServerDown:
                break
    return sent


def open_digests(at: datetime) -> int:
    """A letter of several for everybody who has something folded and no such letter on its way."""
    return sum(open_digest(person, at=at) for person in waiting_to_be_gathered())


def tell_of_organizers_letters(at: datetime) -> int:
    """What organizers wrote and can no longer take back, a hundred people at a time for each letter."""
    waiting = OrganizerLetter.objects.filter(begins_at__lte=at, taken_back_at=None, finished_at=None)
    return sum(tell_next_recipients(letter, at=at) for letter in waiting.order_by("begins_at")[:20])


def weigh_notices(at: datetime) -> int:
    """See, three days later, whether anything happened."""
    return weigh_next_notices(at=at)


def read_incoming_mail(at: datetime) -> int:
    """Take in what the mail server left. A message that cannot be understood is set aside and keeps nobody back."""
    if not settings.MAILDIR:
        return 0
    files = waiting_messages(settings.MAILDIR)[:_BATCH]
    for file in files:
        try:
            if file.stat().st_size > LARGEST:
                raise ValueError
            take_in(file.read_bytes(), at=at)
        except DatabaseError:
            raise  # The message stays where it is, and is taken in when the database is back.
        except Exception as trouble:
            log.error("A message that came in could not be understood: %s", type(trouble).__name__)
            set_aside(settings.MAILDIR, file)
        else:
            file.unlink()
    return len(files)


def forget_old_letters(at: datetime) -> int:
    """Keep no addresses longer than needed."""
    return deliveries.forget_old_letters(at=at)


def _send(key: UUID, post: Post, now: Callable[[], datetime]) -> bool:
    """One letter from claim to sent. Raises ServerDown when trying another one makes no sense."""
    claimed_until = deliveries.claim(key, at=now())
    if claimed_until is None:
        return False
    try:
        ready = deliveries.write_letter(key, at=now())
        if ready is None:
            return False
        post.hand_in(ready)
    except Trouble as trouble:
        for_good = isinstance(trouble, Refused)
        deliveries.mark_trouble(key, str(trouble), claimed_until=claimed_until, for_good=for_good, at=now())
        if isinstance(trouble, ServerDown):
            raise
        return False
    except Exception as trouble:
        # A letter that cannot be written must not keep the others back. Only the kind of trouble is kept: its words
        # may hold what somebody wrote.
        said = f"Could not be written: {type(trouble).__name__}"
        log.error("Letter %s: %s", key, said)
        deliveries.mark_trouble(key, said, claimed_until=claimed_until, for_good=False, at=now())
        return False
    return deliveries.mark_sent(key, ready.letter, claimed_until=claimed_until, at=now())


def _ticking(at: datetime) -> Callable[[], datetime]:
    """The moment the worker named, moving on while the job runs."""
    began = monotonic()
    return lambda: at + timedelta(seconds=monotonic() - began)
