"""What the operator may do with the keys of spaces: look after them, never use them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.domain.journeys.commands.resealing import reseal_journey
from alongside.domain.keys.models import Erasure, SpaceKey
from alongside.domain.safety.jobs import rewrap_reports
from alongside.domain.spaces.commands.keys import erase_space, replay_erasures, rewrap_keys
from alongside.domain.spaces.commands.resealing import reseal_space
from alongside.domain.spaces.models import Space

__all__ = ["are_spaces_sealed", "erase", "replay_erasures", "reseal", "rewrap_all", "to_erase"]


def rewrap_all(at: datetime) -> Iterator[int]:
    """Wrap the keys of all spaces and all reports with the newest master key, saying how many each batch held."""
    yield from rewrap_keys()
    while done := rewrap_reports(at):
        yield done


def reseal(ids: list[UUID], *, at: datetime) -> Iterator[tuple[UUID, int]]:
    """Give these spaces, or all, a new key and destroy the old one. Erased ones have none and are left out."""
    erased = set(Erasure.objects.values_list("space_id", flat=True))
    chosen = Space.objects.filter(pk__in=ids) if ids else Space.objects.order_by("pk")
    for space in chosen.iterator():
        if space.pk not in erased:
            yield space.pk, reseal_space(space, at=at, also=[reseal_journey])


def to_erase(any_id: UUID) -> Space | None:
    """The space with this id, or of the mentorship or conversation with it. Nothing of it is read."""
    return Space.objects.filter(Q(pk=any_id) | Q(mentorship=any_id) | Q(conversation=any_id)).first()


def erase(space: Space, *, at: datetime) -> None:
    """Destroy the key of a space, for a legal ground."""
    erase_space(space, at=at)


def are_spaces_sealed() -> bool:
    """Whether any space already has a key."""
    return SpaceKey.objects.exists()
