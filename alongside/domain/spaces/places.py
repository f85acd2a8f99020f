"""Where each kind of sealed row belongs."""

from __future__ import annotations

from uuid import UUID

from alongside.domain.spaces.models import Attachment, Draft, Item, Reaction
from alongside.domain.spaces.sealing import Place


def place_of_item(item: Item, edition: int | None = None) -> Place:
    """Of an item's present words, or of those of an earlier ``edition``."""
    number = item.edition if edition is None else edition
    return Place(item.kind, item.pk, item.author_id, item.sequence, number, item.about_id, item.quotes_id)


def place_of_reaction(reaction: Reaction, item: Item) -> Place:
    """Bound to the item it answers through the item's number."""
    return Place("reaction", reaction.pk, reaction.person_id, item.sequence, reaction.edition)


def place_of_draft(draft: Draft) -> Place:
    return Place(f"draft {draft.slot}", draft.pk, draft.person_id, 0, draft.edition)


def place_of_file_name(attachment: Attachment, sequence: int) -> Place:
    return Place("file name", attachment.pk, attachment.author_id, sequence, attachment.position)


def place_of_file_bytes(attachment_id: UUID, author_id: UUID, sequence: int, *, small: bool) -> Place:
    return Place("small picture" if small else "file", attachment_id, author_id, sequence)
