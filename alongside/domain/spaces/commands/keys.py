"""Changing the keys of spaces, and destroying them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from alongside.domain.events.commands import record
from alongside.domain.keys.models import Erasure, SpaceKey
from alongside.domain.spaces.events import SpaceErased
from alongside.domain.spaces.files import remove_bytes
from alongside.domain.spaces.models import Attachment, Space
from alongside.domain.spaces.sealing import KeyUnavailable, checked_ring, make_space_key, wrap_place
from alongside.kernel.crypto import Damaged, KeyRing

_BATCH = 200
_KEYS = "keys"


def rewrap_keys() -> Iterator[int]:
    """Wrap every space key with the newest master key, a batch at a time, saying how many each batch held.

    Stopped halfway it goes on where it was: what is done is no longer found. Reading goes on meanwhile, for both
    master keys are in the ring. Raises KeyUnavailable when a key opens with neither.
    """
    ring = checked_ring()
    while rows := _rewrap_batch(ring):
        yield rows


@transaction.atomic
def renew_space_key(space: Space, *, at: datetime) -> None:
    """Give a space a new data key: what is said from now on is sealed with it, what was said still opens."""
    Space.objects.select_for_update().get(pk=space.pk)
    newest = SpaceKey.objects.filter(space_id=space.pk).aggregate(newest=Max("version"))["newest"]
    if newest is None:
        raise KeyUnavailable
    make_space_key(space.pk, at=at, version=newest + 1)


@transaction.atomic
def erase_space(space: Space, *, at: datetime) -> None:
    """Make everything ever said in a space unreadable, here and in every copy that comes back. Records SpaceErased.

    The ledger outside both databases is written first: an old backup of the keys cannot bring the words back.
    """
    _write_ledger(space.pk, at)
    _destroy(space.pk, at)
    for attachment_id in Attachment.objects.filter(space=space).values_list("pk", flat=True):
        remove_bytes(attachment_id)
    Space.objects.filter(pk=space.pk, closed_at=None).update(closed_at=at)
    record(SpaceErased(space.pk), actor=None, at=at)


def replay_erasures() -> int:
    """Destroy again what a restored copy of the keys brought back. Says how many spaces were found."""
    found = 0
    for space_id, erased_at in read_ledger():
        if SpaceKey.objects.filter(space_id=space_id).exists():
            found += 1
        _destroy(space_id, erased_at)
    return found


def read_ledger() -> list[tuple[UUID, datetime]]:
    """Every erasure ever made here, oldest first."""
    if not settings.ERASURE_LEDGER.exists():
        return []
    lines = (line.split() for line in settings.ERASURE_LEDGER.read_text("ascii").splitlines() if line.strip())
    return [(UUID(space_id), datetime.fromisoformat(erased_at)) for space_id, erased_at in lines]


@transaction.atomic(using=_KEYS)
def _rewrap_batch(ring: KeyRing) -> int:
    rows = list(SpaceKey.objects.select_for_update().exclude(wrapped_by=ring.newest).order_by("pk")[:_BATCH])
    for row in rows:
        place = wrap_place(row.space_id, row.version)
        try:
            row.wrapped = ring.wrap(ring.unwrap(bytes(row.wrapped), place=place), place=place)
        except Damaged:
            raise KeyUnavailable from None
        row.wrapped_by = ring.newest
    SpaceKey.objects.bulk_update(rows, ["wrapped", "wrapped_by"])
    return len(rows)


@transaction.atomic(using=_KEYS)
def _destroy(space_id: UUID, at: datetime) -> None:
    SpaceKey.objects.filter(space_id=space_id).delete()
    Erasure.objects.get_or_create(space_id=space_id, defaults={"erased_at": at})


def _write_ledger(space_id: UUID, at: datetime) -> None:
    settings.ERASURE_LEDGER.parent.mkdir(parents=True, exist_ok=True)
    with settings.ERASURE_LEDGER.open("a", encoding="ascii") as ledger:
        ledger.write(f"{space_id} {at.isoformat()}\n")
        ledger.flush()
        os.fsync(ledger.fileno())
