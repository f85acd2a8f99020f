"""Sealing everything of a space anew, so that an older key of it can be destroyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import Max, Model

from alongside.domain.keys.models import SpaceKey
from alongside.domain.spaces.commands.keys import renew_space_key
from alongside.domain.spaces.files import reseal_bytes
from alongside.domain.spaces.models import Attachment, Draft, Item, Reaction, Revision, Space
from alongside.domain.spaces.places import place_of_draft, place_of_file_name, place_of_item, place_of_reaction
from alongside.domain.spaces.sealing import KeyUnavailable, Place, Seals, seals_of

_BATCH = 200


class More(Protocol):
    """Reseals what other domains keep under the space's key, and says how many values it changed."""

    def __call__(self, space: Space, seals: Seals) -> int: ...


def reseal_space(space: Space, *, at: datetime, also: Iterable[More] = ()) -> int:
    """Give a space a new key, seal everything in it with that key, and destroy the older ones. Says how many values.

    Stopped halfway it goes on where it was, with the key it had begun to use. Each batch is one short transaction under
    the space's lock, so people write and read meanwhile. What is damaged stays as it is. Raises KeyUnavailable.
    """
    if SpaceKey.objects.filter(space_id=space.pk).count() < 2:
        renew_space_key(space, at=at)
    changed = 0
    # Twice: what was written with the older key while the first pass went through is found by the second.
    for _pass in range(2):
        changed += _reseal_items(space) + _reseal_others(space)
        changed += sum(more(space, seals_of(space.pk)) for more in also)
    _destroy_older_keys(space)
    return changed


def reseal_rows(
    space: Space, seals: Seals, rows: Iterable[Model], place_of: Callable[..., Place], field: str = "sealed"
) -> int:
    """Seal one field of these rows with the newest key of the space, where an older one was used."""
    stale = [row for row in rows if seals.sealed_anew(getattr(row, field), place_of(row))]
    if not stale:
        return 0
    changed = 0
    with transaction.atomic():
        Space.objects.select_for_update().get(pk=space.pk)
        for row in stale:
            row.refresh_from_db(fields=[field])
            if fresh := seals.sealed_anew(getattr(row, field), place_of(row)):
                setattr(row, field, fresh)
                row.save(update_fields=[field])
                changed += 1
    return changed


def _reseal_items(space: Space) -> int:
    changed, after = 0, -1
    seals = seals_of(space.pk)
    while True:
        of_space = Item.objects.filter(space=space, sequence__gt=after).order_by("sequence")
        items = list(of_space.prefetch_related("revisions", "reactions", "attachments")[:_BATCH])
        if not items:
            return changed
        after = items[-1].sequence
        changed += sum(_reseal_item(space, seals, item) for item in items)


def _reseal_item(space: Space, seals: Seals, item: Item) -> int:
    def of_revision(revision: Revision) -> Place:
        return place_of_item(item, revision.edition)

    def of_reaction(reaction: Reaction) -> Place:
        return place_of_reaction(reaction, item)

    def of_file(attachment: Attachment) -> Place:
        return place_of_file_name(attachment, item.sequence)

    changed = reseal_rows(space, seals, [item], place_of_item)
    changed += reseal_rows(space, seals, item.revisions.all(), of_revision)
    changed += reseal_rows(space, seals, item.reactions.all(), of_reaction)
    changed += reseal_rows(space, seals, item.attachments.all(), of_file)
    return changed + sum(reseal_bytes(seals, attachment, item) for attachment in item.attachments.all())


def _reseal_others(space: Space) -> int:
    return reseal_rows(space, seals_of(space.pk), list(Draft.objects.filter(space=space)), place_of_draft)


def _destroy_older_keys(space: Space) -> None:
    newest = SpaceKey.objects.filter(space_id=space.pk).aggregate(newest=Max("version"))["newest"]
    if newest is None:
        raise KeyUnavailable
    with transaction.atomic():
        Space.objects.select_for_update().get(pk=space.pk)
        SpaceKey.objects.filter(space_id=space.pk, version__lt=newest).delete()
