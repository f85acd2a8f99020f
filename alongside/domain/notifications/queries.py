"""What waits to be read, what may still be sent, and how the mail is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q

from alongside.domain.groups.models import Membership
from alongside.domain.notifications.kinds import KINDS, Kind
from alongside.domain.notifications.models import Delivery, MailChoice, MailHabit, Notice, NoticeQuerySet, Rhythm
from alongside.domain.people.models import Person
from alongside.domain.safety.models import Block


def unread_count(person: UUID, *, at: datetime) -> int:
    """How many notices the top bar counts."""
    return Notice.objects.shown_to(person, at).unread().count()


def inbox_of(person: Person, *, at: datetime) -> NoticeQuerySet:
    """What happened for ``person``, newest first."""
    return Notice.objects.shown_to(person.pk, at).order_by("-noticed_at", "-pk")


def reason_to_hold(delivery: Delivery) -> str:
    """Why a letter must not go any more; empty when it may. Asked right before sending, so that nothing is too late."""
    person, notice = delivery.person, delivery.notice
    if notice is None and not delivery.is_digest:
        return ""
    if person is None or not person.is_active:
        return "away"
    if notice is None:
        return "" if _wants(person, KINDS["digest"]) else "unwanted"
    if notice.about_id and Block.objects.between(person.pk, notice.about_id).exists():
        return "blocked"
    if notice.group_id and not Membership.objects.current().filter(group=notice.group_id, person=person).exists():
        return "left"
    if _ended_since(notice):
        return "ended"
    return "" if _wants(person, KINDS[notice.kind]) else "unwanted"


def _ended_since(notice: Notice) -> bool:
    """Whether the mentorship ended after the notice was written; the notice of the ending itself still goes."""
    ended_at = notice.mentorship.ended_at if notice.mentorship else None
    return ended_at is not None and ended_at > notice.noticed_at


def _wants(person: Person, kind: Kind) -> bool:
    if not kind.can_be_switched_off:
        return True
    choice = MailChoice.objects.filter(person=person, kind=kind.key).first()
    if choice is not None:
        return choice.by_mail
    return kind.comes_anyway or rhythm_of(person) != Rhythm.RARELY


@dataclass(frozen=True)
class MailWish:
    """One line of /settings/notices/: a kind and whether the person wants it by mail."""

    kind: Kind
    by_mail: bool


def mail_wishes(person: Person) -> list[MailWish]:
    """Every kind ``person`` may choose about, with what holds now."""
    choices = dict(MailChoice.objects.filter(person=person).values_list("kind", "by_mail"))
    rarely = rhythm_of(person) == Rhythm.RARELY
    return [
        MailWish(kind, choices.get(kind.key, kind.comes_anyway or not rarely))
        for kind in KINDS.values()
        if kind.by_mail and kind.can_be_switched_off
    ]


def rhythm_of(person: Person) -> Rhythm:
    """How often ``person`` wants to be written to."""
    habit = MailHabit.objects.filter(person=person).first()
    return Rhythm(habit.rhythm) if habit else Rhythm.AT_ONCE


@dataclass(frozen=True)
class Effect:
    """What came of one kind of notice."""

    kind: Kind
    told: int
    opened: int
    moved: int  # the person did something here within three days, whatever it was

    @property
    def share(self) -> int:
        return round(100 * self.moved / self.told)


def effects_since(since: datetime) -> list[Effect]:
    """Of the notices since then whose three days are over: how many were opened, and after how many something happened.

    That something happened after a notice does not prove that it happened because of it.
    """
    weighed = Notice.objects.filter(noticed_at__gte=since, moved__isnull=False, kind__in=list(KINDS)).order_by()
    counts = weighed.values("kind").annotate(
        told=Count("pk"), opened=Count("pk", filter=Q(read_at__isnull=False)), moves=Count("pk", filter=Q(moved=True))
    )
    found = [Effect(KINDS[row["kind"]], row["told"], row["opened"], row["moves"]) for row in counts]
    return sorted(found, key=lambda effect: -effect.told)


@dataclass(frozen=True)
class MailHealth:
    """How the outgoing mail is doing."""

    waiting: int
    overdue: int  # due for more than ten minutes
    in_trouble: int  # tried and not gone yet
    given_up: int
    sent_today: int
    oldest_due_at: datetime | None


def mail_health(*, at: datetime) -> MailHealth:
    """One look at the queue."""
    queued = Q(state=Delivery.State.QUEUED)
    return MailHealth(
        **Delivery.objects.aggregate(
            waiting=Count("pk", filter=queued & Q(due_at__lte=at)),
            overdue=Count("pk", filter=queued & Q(due_at__lte=at - timedelta(minutes=10))),
            in_trouble=Count("pk", filter=queued & Q(attempts__gt=0) & ~Q(trouble="")),
            given_up=Count("pk", filter=Q(state=Delivery.State.FAILED)),
            sent_today=Count("pk", filter=Q(state=Delivery.State.SENT, sent_at__gte=at - timedelta(days=1))),
            oldest_due_at=Min("due_at", filter=queued & Q(due_at__lte=at)),
        )
    )
