"""Telling one person one thing, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.domain.notifications.kinds import KINDS, Kind
from alongside.domain.notifications.models import Delivery, MailChoice, MailHabit, Notice
from alongside.domain.people.models import Person
from alongside.kernel.hours import after_quiet_hours, zone_of


@transaction.atomic
def notify(
    person: UUID,
    kind: str,
    *,
    facts: Mapping[str, object],
    path: str,
    once: str,
    at: datetime,
    delay: timedelta = timedelta(0),
    neutral: bool = False,
    about: UUID | None = None,
    group: UUID | None = None,
    mentorship: UUID | None = None,
) -> Notice | None:
    """Keep a notice for ``person`` and queue its letter; the second call with the same ``once`` changes nothing.

    ``facts`` are what the words need: ids, first names, numbers, dates (keys ending in ``_on`` and ``_at``). Never
    what somebody wrote in private. ``path`` is where the one button leads. ``delay`` leaves time to undo: nobody sees
    anything before. ``neutral`` is for sensitive programs: the letter then names nobody and nothing. ``about``,
    ``group`` and ``mentorship`` say what the letter depends on: it is held back when there is a block between the
    person and ``about``, when the person left ``group``, or when ``mentorship`` was undone.
    """
    known = KINDS[kind]
    shown_at = at + delay
    notice, is_new = Notice.objects.get_or_create(
        once=once,
        defaults={
            "person_id": person,
            "kind": known.key,
            "facts": {key: _kept(value) for key, value in facts.items()},
            "path": path,
            "neutral": neutral,
            "about_id": about,
            "group_id": group,
            "mentorship_id": mentorship,
            "noticed_at": shown_at,
        },
    )
    if not is_new:
        return None
    if known.by_mail:
        _queue_letter(notice, known, at=at, shown_at=shown_at)
    return notice


@transaction.atomic
def call_off(once_begins: str, *, at: datetime) -> int:
    """Take back every notice whose ``once`` begins so, letter and all.

    Only those nobody has seen: not shown yet, or unread with a letter that still waits, for a morning perhaps.
    """
    waits = Q(read_at=None, delivery__state=Delivery.State.QUEUED, delivery__due_at__gt=at)
    unseen = Notice.objects.filter(Q(noticed_at__gt=at) | waits, once__startswith=once_begins)
    return Notice.objects.filter(pk__in=list(unseen.values_list("pk", flat=True))).delete()[0]


@transaction.atomic
def mark_read(person: Person, *, at: datetime, notice: Notice | None = None) -> int:
    """Mark one notice of ``person``, or all that are shown by now, as read."""
    unread = Notice.objects.filter(person=person, read_at=None, noticed_at__lte=at)
    if notice is not None:
        unread = unread.filter(pk=notice.pk)
    return unread.update(read_at=at)


@transaction.atomic
def forget_person(person: UUID) -> None:
    """Forget what ``person`` was told, what others were told about them, and what they chose to hear of."""
    Notice.objects.filter(Q(person=person) | Q(about=person)).delete()
    Delivery.objects.filter(person=person).delete()
    MailChoice.objects.filter(person=person).delete()
    MailHabit.objects.filter(person=person).delete()


def _queue_letter(notice: Notice, kind: Kind, *, at: datetime, shown_at: datetime) -> None:
    person = Person.objects.get(pk=notice.person_id)
    due_at = shown_at
    if kind.waits_for_morning:
        due_at = after_quiet_hours(shown_at, zone_of(person.time_zone), person.quiet_from, person.quiet_until)
    Delivery.objects.create(notice=notice, person=person, address=person.email, queued_at=at, due_at=due_at)


def _kept(value: object) -> object:
    """``value`` as JSON can hold it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [_kept(each) for each in value]
    return value
