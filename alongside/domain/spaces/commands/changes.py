"""Changing what was said: putting it right, taking it back, answering it with a small sign."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.items import NothingToSay, clean
from alongside.domain.spaces.commands.numbers import leave_trace, lock_for_writing, next_number
from alongside.domain.spaces.events import ItemEdited, ItemRetracted, ReactionGiven
from alongside.domain.spaces.files import remove_bytes
from alongside.domain.spaces.models import Attachment, Item, Reaction, Revision, Space, Trace
from alongside.domain.spaces.places import place_of_item, place_of_reaction
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel.refusal import Refusal

# Kept this long after being taken back, so that a report can still show what was said.
KEPT_AFTER_RETRACTING = timedelta(days=30)
SIGNS = ("heart", "thanks", "smile", "together")


class NotYours(Refusal):
    code = "not_yours"
    text = _("Only the person who wrote this can change it.")


class TooLateToEdit(Refusal):
    code = "too_late_to_edit"
    text = _("Words can be changed for 15 minutes. You can still take them back.")


class UnknownSign(Refusal):
    code = "unknown_sign"
    text = _("Choose one of the signs.")


@transaction.atomic
def edit_item(item: Item, author: Person, text: str, *, at: datetime) -> Item:
    """Put words right within a quarter of an hour; what they were is kept.

    Raises SpaceClosedToWriting, NotYours, TooLateToEdit, NothingToSay or TooLong. Records ItemEdited.
    """
    locked, item = _own(item, author)
    if not item.can_be_edited(at):
        raise TooLateToEdit
    words = clean(text)
    if not words and not item.attachments.exists():
        raise NothingToSay
    seals = seals_of(locked.pk)
    if seals.read(item.sealed, place_of_item(item)).text == words:
        return item
    Revision.objects.create(item=item, edition=item.edition, sealed=item.sealed, replaced_at=at)
    item.edition = next_number(locked)
    item.edited_at = at
    item.sealed = seals.seal(words, place_of_item(item))
    item.save(update_fields=["edition", "edited_at", "sealed"])
    leave_trace(locked, item.edition, Trace.Kind.EDITED, actor=author, at=at, item=item)
    record(ItemEdited(locked.pk, item.pk), actor=author.pk, at=at)
    return item


@transaction.atomic
def retract_item(item: Item, author: Person, *, at: datetime) -> None:
    """Take back what one said: nobody sees it from now on. Raises SpaceClosedToWriting or NotYours.

    Records ItemRetracted.
    """
    locked, item = _own(item, author)
    if item.retracted_at is not None:
        return
    item.retracted_at = at
    item.save(update_fields=["retracted_at"])
    leave_trace(locked, next_number(locked), Trace.Kind.RETRACTED, actor=author, at=at, item=item)
    record(ItemRetracted(locked.pk, item.pk), actor=author.pk, at=at)


@transaction.atomic
def react(item: Item, person: Person, sign: str, *, at: datetime) -> None:
    """Answer an item with a sign; the same sign again, or none, takes it away.

    Raises SpaceClosedToWriting or UnknownSign. Records ReactionGiven.
    """
    if sign and sign not in SIGNS:
        raise UnknownSign
    locked = lock_for_writing(item.space, person)
    seals = seals_of(locked.pk)
    earlier = Reaction.objects.filter(item=item, person=person).first()
    number = next_number(locked)
    was = seals.read(earlier.sealed, place_of_reaction(earlier, item)).text if earlier else ""
    if earlier:
        earlier.delete()
    if sign and sign != was:
        reaction = Reaction(item=item, person=person, edition=number)
        reaction.sealed = seals.seal(sign, place_of_reaction(reaction, item))
        reaction.save(force_insert=True)
    leave_trace(locked, number, Trace.Kind.REACTED, actor=person, at=at, item=item)
    record(ReactionGiven(locked.pk, item.pk, person.pk), actor=person.pk, at=at)


@transaction.atomic
def forget_retracted(item: Item) -> None:
    """Destroy what was taken back long ago: words, earlier editions, files and signs."""
    gone = list(Attachment.objects.filter(item=item))
    locked = Space.objects.select_for_update().get(pk=item.space_id)
    locked.bytes_used = max(0, locked.bytes_used - sum(attachment.size for attachment in gone))
    locked.save(update_fields=["bytes_used"])
    item.revisions.all().delete()
    item.reactions.all().delete()
    Attachment.objects.filter(item=item).delete()
    Item.objects.filter(pk=item.pk).update(sealed=b"")
    for attachment in gone:
        transaction.on_commit(lambda attachment_id=attachment.pk: remove_bytes(attachment_id))  # type: ignore[misc]


def _own(item: Item, author: Person) -> tuple[Space, Item]:
    locked = lock_for_writing(item.space, author)
    fresh = Item.objects.select_for_update().get(pk=item.pk)
    if fresh.author_id != author.pk:
        raise NotYours
    return locked, fresh
