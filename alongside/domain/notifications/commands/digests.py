"""Several things in one letter: for who chose it, and for everybody whose week is full."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from alongside.domain.notifications.kinds import KINDS
from alongside.domain.notifications.mail_choices import mail_token
from alongside.domain.notifications.models import Delivery, Notice, Rhythm
from alongside.domain.notifications.queries import reason_to_hold, rhythm_of
from alongside.domain.notifications.words import Letter, digest_for
from alongside.domain.people.models import Person
from alongside.kernel.hours import after_quiet_hours, next_morning, zone_of

_WEEK = timedelta(days=7)
_MONDAY = 0
# Of a person's week so many letters are kept for those that tell of several things.
_KEPT_FOR_DIGESTS = 2
_LONGEST = 30


def is_to_be_folded(notice: Notice, person: Person, *, at: datetime) -> bool:
    """Whether this notice is told together with others: the person wants it so, or had enough letters this week."""
    if not KINDS[notice.kind].is_lesser:
        return False
    if rhythm_of(person) in (Rhythm.DAILY, Rhythm.WEEKLY):
        return True
    return len(_lesser_letters(person, at)) >= settings.LETTERS_A_WEEK - _KEPT_FOR_DIGESTS


def fold(delivery: Delivery) -> None:
    """No letter of its own: the next letter of several tells of it."""
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.FOLDED, claimed_until=None)


def waiting_to_be_gathered() -> list[UUID]:
    """People with something folded and no letter of several on its way."""
    folded = Delivery.objects.filter(state=Delivery.State.FOLDED, folded_into=None, person__isnull=False)
    on_its_way = Delivery.objects.queued().filter(is_digest=True).values("person")
    return list(folded.exclude(person__in=on_its_way).order_by().values_list("person", flat=True).distinct()[:1_000])


@transaction.atomic
def open_digest(person: UUID, *, at: datetime) -> bool:
    """Queue a letter of several for the next morning, or for Monday when they chose one letter a week."""
    someone = Person.objects.get(pk=person)
    weekday = _MONDAY if rhythm_of(someone) == Rhythm.WEEKLY else None
    due_at = next_morning(at, zone_of(someone.time_zone), someone.quiet_until, weekday=weekday)
    __, is_new = Delivery.objects.get_or_create(
        person=someone,
        is_digest=True,
        state=Delivery.State.QUEUED,
        defaults={"address": someone.email, "queued_at": at, "due_at": due_at},
    )
    return is_new


def gather(digest: Delivery, person: Person, *, at: datetime) -> Letter | None:
    """The letter of several as it should read now. Nothing when the week is full, for it waits then, or when all of it
    was read or withdrawn meanwhile, for it is not needed then.
    """
    if free_at := _full_until(person, at):
        Delivery.objects.filter(pk=digest.pk).update(
            due_at=after_quiet_hours(free_at, zone_of(person.time_zone), person.quiet_from, person.quiet_until),
            claimed_until=None,
        )
        return None
    folded = Delivery.objects.filter(Q(folded_into=None) | Q(folded_into=digest), person=person)
    folded = folded.filter(state=Delivery.State.FOLDED).select_related("person", "notice__mentorship")
    rows = list(folded.order_by("queued_at"))
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(folded_into=digest)
    notices = [row.notice for row in rows if row.notice and row.notice.read_at is None and not reason_to_hold(row)]
    if not notices:
        Delivery.objects.filter(pk=digest.pk).update(
            state=Delivery.State.SUPPRESSED, trouble="read", claimed_until=None
        )
        return None
    token = mail_token(person.pk, "digest")
    return digest_for(
        notices, person, longest=_LONGEST, stop_path=f"/mail/stop/{token}/", less_path=f"/mail/less/{token}/"
    )


def _full_until(person: Person, at: datetime) -> datetime | None:
    """When the person's week has room for another letter; nothing when it has now."""
    sent = _lesser_letters(person, at)
    return sent[-settings.LETTERS_A_WEEK] + _WEEK if len(sent) >= settings.LETTERS_A_WEEK else None


def _lesser_letters(person: Person, at: datetime) -> list[datetime]:
    """When the lesser letters of the last seven days went to the person, over all programs, the earliest first."""
    lesser = Q(is_digest=True) | Q(notice__kind__in=[key for key, kind in KINDS.items() if kind.is_lesser])
    sent = Delivery.objects.filter(lesser, person=person, state=Delivery.State.SENT, sent_at__gt=at - _WEEK)
    return [row.sent_at for row in sent.only("sent_at").order_by("sent_at") if row.sent_at]
