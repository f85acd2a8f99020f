"""Who sees a group's events, and who plans them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.domain.groups.models import Gathering as Gathering
from alongside.domain.groups.models import GatheringQuerySet
from alongside.domain.people.models import Person
from alongside.policy import groups
from alongside.policy.groups import Standing

PAST_SHOWN = 20
_SOON = timedelta(days=7)


def to_come(standing: Standing, at: datetime) -> QuerySet[Gathering]:
    """What lies ahead for members; nothing for anybody else."""
    return _of(standing).to_come(at)


def past(standing: Standing, at: datetime) -> QuerySet[Gathering]:
    """What took place, the latest first."""
    return _of(standing).past(at)[:PAST_SHOWN]


def to_look_at(person: Person, slug: str, gathering_id: UUID) -> tuple[Standing, Gathering]:
    """One event, as a member. Raises Http404, or PermissionDenied for those at the door of a public group."""
    standing = groups.to_enter(person, slug)
    return standing, _one(standing, gathering_id)


def to_change(person: Person, slug: str, gathering_id: UUID) -> tuple[Standing, Gathering]:
    """One event, as an organizer. Raises Http404 or PermissionDenied."""
    standing = groups.to_manage(person, slug)
    return standing, _one(standing, gathering_id)


def soon_for(person: Person, at: datetime) -> list[Gathering]:
    """The next events of the person's groups within a week. One question."""
    mine = Gathering.objects.to_come(at).filter(
        group__memberships__person=person,
        group__memberships__left_at=None,
        starts_at__lte=at + _SOON,
        canceled_at=None,
    )
    return list(mine.select_related("group")[:2])


def _of(standing: Standing) -> GatheringQuerySet:
    mine = Gathering.objects.filter(group=standing.group)
    return mine if standing.is_member else mine.none()


def _one(standing: Standing, gathering_id: UUID) -> Gathering:
    found = _of(standing).filter(pk=gathering_id).first()
    if found is None:
        raise Http404
    return found
