"""One thing said, unsealed for one reader; and what that reader may see of a space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q

from alongside.domain.people.models import Person
from alongside.domain.safety.queries import holds_in_force
from alongside.domain.spaces.files import FileFacts, read_facts
from alongside.domain.spaces.models import Attachment, Item, Space, SpaceMember
from alongside.domain.spaces.models.items import ItemQuerySet
from alongside.domain.spaces.places import place_of_item, place_of_reaction
from alongside.domain.spaces.sealing import Seals, Words
from alongside.kernel.text import one_line, render_markdown


@dataclass(frozen=True)
class SaidFile:
    """A file of an item, with its name unsealed."""

    id: UUID
    is_image: bool
    size: int
    facts: FileFacts


@dataclass(frozen=True)
class Sign:
    """A small sign, how many gave it, and whether the reader did."""

    sign: str
    count: int
    mine: bool


@dataclass(frozen=True)
class Said:
    """One thing somebody said, as one member of the space may read it."""

    id: UUID
    kind: str
    author: Person
    is_mine: bool
    sequence: int
    said_at: datetime
    edited_at: datetime | None
    is_retracted: bool
    can_be_edited: bool
    words: Words
    files: tuple[SaidFile, ...] = ()
    signs: tuple[Sign, ...] = ()
    quoted: Said | None = None
    comments: tuple[Said, ...] = ()

    @property
    def html(self) -> str:
        """The words as safe HTML."""
        return render_markdown(self.words.text)

    @property
    def line(self) -> str:
        """The beginning of the words on one line."""
        return one_line(self.words.text, limit=120)


@dataclass(frozen=True)
class Wording:
    """What something said before it was changed."""

    words: Words
    replaced_at: datetime

    @property
    def html(self) -> str:
        """The words as safe HTML."""
        return render_markdown(self.words.text)


@dataclass(frozen=True)
class Reader:
    """Somebody in a space: from which number on they see it, and whose newer words are held back from them."""

    person: Person
    sees_from: int
    held: tuple[tuple[UUID, datetime], ...] = field(default=())

    def narrow(self, items: ItemQuerySet) -> ItemQuerySet:
        """Only what this reader may see."""
        seen = items.filter(sequence__gte=self.sees_from)
        for author, since in self.held:
            seen = seen.exclude(
                Q(author=author) & (Q(said_at__gte=since) | Q(edited_at__isnull=False, edited_at__gte=since))
            )
        return seen

    def sees(self, item: Item) -> bool:
        """Whether this reader may see one item of the space."""
        newest = item.edited_at or item.said_at
        is_held = any(item.author_id == author and newest >= since for author, since in self.held)
        return item.sequence >= self.sees_from and not is_held


def reader_of(space: Space, person: Person) -> Reader:
    """What ``person`` may see of ``space``. What is held back while a report is looked at stays with its sender."""
    return readers_of([space.pk], person)[space.pk]


def readers_of(spaces: Iterable[UUID], person: Person) -> dict[UUID, Reader]:
    """What ``person`` may see of several spaces, in two questions."""
    wanted = list(spaces)
    places = dict(
        SpaceMember.objects.current().filter(space__in=wanted, person=person).values_list("space", "sees_from")
    )
    held = tuple(holds_in_force(person.pk).values_list("held", "began_at"))
    # Nobody comes here without a place; a caller that skipped policy sees nothing rather than everything.
    return {space: Reader(person, places.get(space, 2**62), held) for space in wanted}


def with_parts(items: ItemQuerySet, reader: Reader, *, with_comments: bool) -> ItemQuerySet:
    """Items with everything that belongs to them, in a fixed number of queries."""
    files = Prefetch("attachments", Attachment.objects.order_by("position"))
    whole = items.select_related("author", "quotes__author").prefetch_related(files, "reactions")
    if not with_comments:
        return whole
    comments = reader.narrow(Item.objects.standing()).select_related("author").prefetch_related("reactions")
    return whole.prefetch_related(Prefetch("comments", comments.order_by("sequence")))


def said_by(item: Item, seals: Seals, reader: Reader, at: datetime, *, with_comments: bool = False) -> Said:
    """The item unsealed. A damaged one says so and stops nothing else."""
    said = _shortly(item, seals, reader, at)
    standing, quoted = item.retracted_at is None, item.quotes
    if not (standing or with_comments):
        return said
    return replace(
        said,
        files=_files(item, seals) if standing and "attachments" in _prefetched(item) else (),
        signs=_signs(item, seals, reader) if standing else (),
        quoted=_shortly(quoted, seals, reader, at) if quoted and reader.sees(quoted) else None,
        comments=_comments(item, seals, reader, at) if with_comments else (),
    )


def _shortly(item: Item, seals: Seals, reader: Reader, at: datetime) -> Said:
    """What it says and who said it, without what belongs to it."""
    is_mine = item.author_id == reader.person.pk
    return Said(
        id=item.pk,
        kind=item.kind,
        author=item.author,
        is_mine=is_mine,
        sequence=item.sequence,
        said_at=item.said_at,
        edited_at=item.edited_at,
        is_retracted=item.retracted_at is not None,
        can_be_edited=is_mine and item.can_be_edited(at),
        words=seals.read(item.sealed, place_of_item(item)) if item.retracted_at is None else Words(""),
    )


def _comments(item: Item, seals: Seals, reader: Reader, at: datetime) -> tuple[Said, ...]:
    return tuple(said_by(comment, seals, reader, at) for comment in item.comments.all())


def _prefetched(item: Item) -> dict[str, object]:
    return getattr(item, "_prefetched_objects_cache", {})


def _files(item: Item, seals: Seals) -> tuple[SaidFile, ...]:
    return tuple(
        SaidFile(attachment.pk, attachment.is_image, attachment.size, read_facts(seals, attachment, item))
        for attachment in item.attachments.all()
    )


def _signs(item: Item, seals: Seals, reader: Reader) -> tuple[Sign, ...]:
    held = {author for author, _since in reader.held}
    given = [
        (seals.read(reaction.sealed, place_of_reaction(reaction, item)).text, reaction.person_id == reader.person.pk)
        for reaction in item.reactions.all()
        if reaction.person_id not in held
    ]
    counts = Counter(sign for sign, _ in given if sign)
    mine = {sign for sign, is_mine in given if is_mine}
    return tuple(Sign(sign, count, sign in mine) for sign, count in sorted(counts.items()))
