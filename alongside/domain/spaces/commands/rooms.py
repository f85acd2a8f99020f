"""Opening and closing a space, and who is in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.spaces.events import SpaceClosed, SpaceLeft, SpaceOpened
from alongside.domain.spaces.models import Space, SpaceMember
from alongside.domain.spaces.sealing import make_space_key


@transaction.atomic
def open_space(kind: str, members: Iterable[Person], *, at: datetime) -> Space:
    """Open a room of ``kind`` (``Space.Kind``) that only ``members`` can enter, with a key of its own.

    Raises KeyUnavailable. Records SpaceOpened.
    """
    space = Space(kind=kind, opened_at=at)
    # The key comes first: a room that exists can always be sealed. A key without a room is harmless.
    make_space_key(space.pk, at=at)
    space.save(force_insert=True)
    SpaceMember.objects.bulk_create(SpaceMember(space=space, person=person, joined_at=at) for person in members)
    record(SpaceOpened(space.pk), actor=None, at=at)
    return space


@transaction.atomic
def close_space(space: Space, *, at: datetime) -> None:
    """From now on everybody reads and nobody writes. Closing twice changes nothing. Records SpaceClosed."""
    if Space.objects.filter(pk=space.pk, closed_at=None).update(closed_at=at):
        record(SpaceClosed(space.pk), actor=None, at=at)


@transaction.atomic
def reopen_space(space: Space, *, at: datetime) -> None:
    """Let everybody write again, after a rest somebody else asked for. Reopening twice changes nothing."""
    Space.objects.filter(pk=space.pk).update(closed_at=None)


@transaction.atomic
def join_space(space: Space, person: Person, *, sees_earlier: bool, at: datetime) -> SpaceMember:
    """Let one more person in. Without ``sees_earlier`` they see what is said from now on."""
    locked = Space.objects.select_for_update().get(pk=space.pk)
    sees_from = 0 if sees_earlier else locked.last_sequence + 1
    return SpaceMember.objects.get_or_create(
        space=locked, person=person, left_at=None, defaults={"joined_at": at, "sees_from": sees_from}
    )[0]


@transaction.atomic
def leave_space(space: Space, person: Person, *, at: datetime) -> None:
    """Close the door behind one person; their words stay with the others. Records SpaceLeft."""
    if SpaceMember.objects.current().filter(space=space, person=person).update(left_at=at):
        record(SpaceLeft(space.pk, person.pk), actor=person.pk, at=at)
