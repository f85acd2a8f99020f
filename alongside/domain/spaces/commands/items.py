"""Saying things in a space: messages, posts and comments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.events.commands import record
from alongside.domain.events.facts import Fact
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.numbers import (
    be_active,
    leave_trace,
    lock_for_writing,
    next_number,
    refuse_when_too_fast,
)
from alongside.domain.spaces.events import CommentAdded, MessageSent, PostShared
from alongside.domain.spaces.files import PreparedFile, keep_files
from alongside.domain.spaces.models import Draft, Item, Space, Trace
from alongside.domain.spaces.places import place_of_item
from alongside.domain.spaces.sealing import Seals, seals_of
from alongside.kernel.refusal import Refusal

LONGEST = 10_000


class NothingToSay(Refusal):
    code = "nothing_to_say"
    text = _("Write something first, or choose a file.")


class TooLong(Refusal):
    code = "too_long"
    text = _("This is longer than %(longest)d characters. Split it in two. Your words are still here.")


class SameIdOtherWords(Refusal):
    """A client sent other words under an id that was used before."""

    code = "same_id_other_words"
    text = _("This was already sent with other words. Send it again as a new message.")


class NoSuchPost(Refusal):
    code = "no_such_post"
    text = _("This post is gone.")


@transaction.atomic
def send_message(
    space: Space,
    author: Person,
    text: str,
    client_id: str | None = None,
    *,
    at: datetime,
    quotes: Item | None = None,
    files: Sequence[PreparedFile] = (),
) -> Item:
    """Send a chat message. The same ``client_id`` sent again gives the message stored the first time.

    Raises SpaceClosedToWriting, NothingToSay, TooLong, SameIdOtherWords, TooFast, SpaceIsFull or KeyUnavailable.
    Records MessageSent.
    """

    def announce(item: Item) -> Fact:
        return MessageSent(space.pk, item.pk, author.pk)

    quoted = quotes if quotes and quotes.space_id == space.pk else None
    return _share(
        space, Item.Kind.MESSAGE, author, text, client_id, "message", announce, at=at, quotes=quoted, files=files
    )


@transaction.atomic
def share_post(
    space: Space,
    author: Person,
    text: str,
    client_id: str | None = None,
    *,
    at: datetime,
    files: Sequence[PreparedFile] = (),
) -> Item:
    """Write a post. Raises what ``send_message`` raises. Records PostShared."""

    def announce(item: Item) -> Fact:
        return PostShared(space.pk, item.pk, author.pk)

    return _share(space, Item.Kind.POST, author, text, client_id, "post", announce, at=at, files=files)


@transaction.atomic
def add_comment(post: Item, author: Person, text: str, client_id: str | None = None, *, at: datetime) -> Item:
    """Comment on a post or an answer. Raises NoSuchPost and what ``send_message`` raises. Records CommentAdded."""
    if post.retracted_at is not None or post.kind not in (Item.Kind.POST, Item.Kind.ANSWER):
        raise NoSuchPost

    def announce(item: Item) -> Fact:
        return CommentAdded(post.space_id, item.pk, post.pk, author.pk)

    slot = f"comment:{post.pk}"
    return _share(post.space, Item.Kind.COMMENT, author, text, client_id, slot, announce, at=at, about=post)


def say(
    locked: Space,
    seals: Seals,
    kind: str,
    author: Person,
    text: str,
    *,
    at: datetime,
    client_id: str | None = None,
    about: Item | None = None,
    quotes: Item | None = None,
    files: Sequence[PreparedFile] = (),
) -> Item:
    """Seal and number one thing said in a space whose row is locked. Raises NothingToSay or TooLong."""
    words = clean(text)
    if not words and not files:
        raise NothingToSay
    number = next_number(locked)
    item = Item(
        space=locked,
        kind=kind,
        author=author,
        sequence=number,
        edition=number,
        client_id=client_id,
        about=about,
        quotes=quotes,
        said_at=at,
    )
    item.sealed = seals.seal(words, place_of_item(item))
    item.save(force_insert=True)
    keep_files(locked, seals, item, files)
    leave_trace(locked, number, Trace.Kind.SAID, actor=author, at=at, item=item)
    be_active(locked, author, at=at)
    return item


def clean(text: str, longest: int = LONGEST) -> str:
    """The words as they are kept: one kind of line end, no zero bytes, no blank edges. Raises TooLong."""
    words = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if len(words) > longest:
        raise TooLong(longest=longest)
    return words


def _share(
    space: Space,
    kind: str,
    author: Person,
    text: str,
    client_id: str | None,
    slot: str,
    announce: Callable[[Item], Fact],
    *,
    at: datetime,
    about: Item | None = None,
    quotes: Item | None = None,
    files: Sequence[PreparedFile] = (),
) -> Item:
    locked = lock_for_writing(space, author)
    seals = seals_of(locked.pk)
    if earlier := _sent_before(locked, author, client_id):
        _refuse_other_words(seals, earlier, text, files)
        return earlier
    refuse_when_too_fast(locked, author, at=at)
    item = say(
        locked, seals, kind, author, text, at=at, client_id=client_id or None, about=about, quotes=quotes, files=files
    )
    Draft.objects.filter(space=locked, person=author, slot=slot).delete()
    record(announce(item), actor=author.pk, at=at)
    return item


def _sent_before(space: Space, author: Person, client_id: str | None) -> Item | None:
    return Item.objects.filter(space=space, author=author, client_id=client_id).first() if client_id else None


def _refuse_other_words(seals: Seals, earlier: Item, text: str, files: Sequence[PreparedFile]) -> None:
    # An edited item no longer says what was first sent; its first revision does, but the id already did its work.
    other = earlier.edition == earlier.sequence and _words_of(seals, earlier) != clean(text)
    kept = earlier.attachments.order_by("position").values_list("size", flat=True)
    if other or list(kept) != [len(file.content) for file in files]:
        raise SameIdOtherWords


def _words_of(seals: Seals, item: Item) -> str:
    return seals.read(item.sealed, place_of_item(item)).text
