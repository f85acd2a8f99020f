"""Opening and closing a space, and who is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.spaces.events import SpaceClosed, SpaceOpened
from alongside.domain.spaces.models import Space, SpaceMember


@transaction.atomic
def open_space(kind: str, members: Sequence[Person], *, at: datetime) -> Space:
    """Open a room of ``kind`` (``Space.Kind``) that only ``members`` can enter. Records SpaceOpened."""
    space = Space.objects.create(kind=kind, opened_at=at)
    SpaceMember.objects.bulk_create(SpaceMember(space=space, person=person, joined_at=at) for person in members)
    record(SpaceOpened(space.pk), actor=None, at=at)
    return space


@transaction.atomic
def close_space(space: Space, *, at: datetime) -> None:
    """From now on everybody reads and nobody writes. Closing twice changes nothing. Records SpaceClosed."""
    if Space.objects.filter(pk=space.pk, closed_at=None).update(closed_at=at):
        record(SpaceClosed(space.pk), actor=None, at=at)
