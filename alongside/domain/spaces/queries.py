"""Reading a space: unsealed for one of its members, a page at a time, at a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from alongside.domain.people.models import Person
from alongside.domain.safety.models import ContactHold
from alongside.domain.spaces.files import FileFacts, read_facts
from alongside.domain.spaces.models import Attachment, Draft, Item, Reaction, Space, SpaceMember, Trace
from alongside.domain.spaces.models.items import ItemQuerySet
from alongside.domain.spaces.places import place_of_draft, place_of_item, place_of_reaction
from alongside.domain.spaces.sealing import Seals, Words, seals_of
from alongside.kernel.text import one_line, render_markdown

PAGE = 50


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


def thread(
    space: Space,
    *,
    for_: Person,
    at: datetime,
    before: int | None = None,
    after: int | None = None,
    limit: int = PAGE,
    seals: Seals | None = None,
) -> list[Said]:
    """A page of chat messages, oldest first: the newest, or those just ``before`` or just ``after`` a number."""
    messages = _visible(space, for_).filter(kind=Item.Kind.MESSAGE)
    return _page(messages, space, for_, at, before, after, limit, seals)


def posts(
    space: Space, *, for_: Person, at: datetime, before: int | None = None, limit: int = 10, seals: Seals | None = None
) -> list[Said]:
    """A page of posts with their comments, newest first. Posts taken back stay only for the comments under them."""
    comments = Item.objects.standing().filter(kind=Item.Kind.COMMENT, about=OuterRef("pk"))
    shown = _visible(space, for_).filter(kind=Item.Kind.POST)
    shown = shown.filter(retracted_at=None) | shown.filter(Exists(comments))
    return _page(shown, space, for_, at, before, None, limit, seals, with_comments=True)[::-1]


def read_messages(
    space: Space, ids: Iterable[UUID], *, for_: Person, at: datetime, seals: Seals | None = None
) -> list[Said]:
    """Some chat messages, in order, also those that were taken back."""
    items = _visible(space, for_).filter(kind=Item.Kind.MESSAGE, pk__in=list(ids))
    rows = list(_with_parts(items, with_comments=False).order_by("sequence"))
    seals = seals or seals_of(space.pk)
    return [_said(row, seals, for_, at) for row in rows]


def read_items(
    items: ItemQuerySet, space: Space, *, for_: Person, at: datetime, seals: Seals | None = None
) -> dict[UUID, Said]:
    """Any items of a space by id, with comments, unsealed."""
    seen = _reaching(items.filter(space=space, sequence__gte=_sees_from(space, for_)), for_)
    found = _with_parts(seen, with_comments=True)
    seals = seals or seals_of(space.pk)
    return {item.pk: _said(item, seals, for_, at, with_comments=True) for item in found}


def read_item(item: Item, *, for_: Person, at: datetime) -> Said:
    """One thing said, for somebody who may see it."""
    return read_items(Item.objects.filter(pk=item.pk), item.space, for_=for_, at=at)[item.pk]


def everything_said(space: Space, kind: str, *, for_: Person, at: datetime, seals: Seals) -> list[Said]:
    """All items of a kind that nobody took back, oldest first, with comments: for one's own copy."""
    items = _visible(space, for_).standing().filter(kind=kind)
    rows = _with_parts(items, with_comments=kind != Item.Kind.MESSAGE).order_by("sequence")
    return [_said(row, seals, for_, at, with_comments=kind != Item.Kind.MESSAGE) for row in rows]


def search(space: Space, wanted: str, *, for_: Person, at: datetime, limit: int = PAGE) -> list[Said]:
    """What was said in this space that holds all the ``wanted`` words, newest first.

    Everything is unsealed in memory and looked through; there is no index that could give the words away.
    """
    needles = wanted.casefold().split()
    if not needles:
        return []
    seals = seals_of(space.pk)
    rows = _visible(space, for_).standing().order_by("-sequence")
    fields = ("pk", "kind", "author_id", "sequence", "edition", "sealed")
    hits: list[UUID] = []
    for item in rows.only(*fields).iterator(chunk_size=2000):
        words = seals.read(item.sealed, place_of_item(item)).text.casefold()
        if all(needle in words for needle in needles):
            hits.append(item.pk)
            if len(hits) == limit:
                break
    found = read_items(Item.objects.filter(pk__in=hits), space, for_=for_, at=at, seals=seals)
    return [found[hit] for hit in hits if hit in found]


def read_draft(space: Space, person: Person, slot: str, *, seals: Seals | None = None) -> str:
    """The unfinished words kept for ``slot``, if any."""
    return read_drafts(space, person, [slot], seals=seals).get(slot, "")


def read_drafts(space: Space, person: Person, slots: Iterable[str], *, seals: Seals | None = None) -> dict[str, str]:
    """The unfinished words of several slots in one read."""
    drafts = Draft.objects.filter(space=space, person=person, slot__in=list(slots))
    found = {draft.slot: draft for draft in drafts}
    if not found:
        return {}
    seals = seals or seals_of(space.pk)
    return {slot: seals.read(draft.sealed, place_of_draft(draft)).text for slot, draft in found.items()}


def changed_since(space: Space, *, for_: Person, after: int, limit: int = 200) -> list[Trace]:
    """What changed in the space after a number, in order."""
    after = max(after, _sees_from(space, for_) - 1)
    traces = Trace.objects.filter(space=space, sequence__gt=after).select_related("item")
    return list(traces.order_by("sequence")[:limit])


def read_by_all_up_to(space: Space, *, for_: Person) -> int | None:
    """How far everybody else has read, or None unless everybody agreed to show it."""
    members = list(SpaceMember.objects.current().filter(space=space))
    if not members or not all(member.shows_read_marks for member in members):
        return None
    return min((member.read_up_to for member in members if member.person_id != for_.pk), default=None)


def shows_read_marks(space: Space) -> bool:
    """Whether everybody in the space agreed to show what they have read."""
    return not SpaceMember.objects.current().filter(space=space, shows_read_marks=False).exists()


def unread_messages(person: Person) -> dict[UUID, int]:
    """How many messages of others wait in each of a person's spaces."""
    unread: Counter[UUID] = Counter()
    mine = SpaceMember.objects.current().filter(person=person, space=OuterRef("space"))
    waiting = (
        _reaching(Item.objects.standing(), person)
        .filter(kind=Item.Kind.MESSAGE)
        .exclude(author=person)
        .filter(Exists(mine.filter(read_up_to__lt=OuterRef("sequence"), sees_from__lte=OuterRef("sequence"))))
    )
    unread.update(waiting.values_list("space_id", flat=True))
    return dict(unread)


def _sees_from(space: Space, person: Person) -> int:
    place = SpaceMember.objects.current().filter(space=space, person=person).values_list("sees_from", flat=True)
    # Nobody comes here without a place; a caller that skipped policy sees nothing rather than everything.
    return next(iter(place), 2**62)


def _visible(space: Space, person: Person) -> ItemQuerySet:
    return _reaching(Item.objects.filter(space=space, sequence__gte=_sees_from(space, person)), person)


def _reaching(items: ItemQuerySet, person: Person) -> ItemQuerySet:
    """Without what is held back while a report is looked at; whoever sent it still sees it."""
    holds = ContactHold.objects.filter(protected=person, released_at=None, began_at__lte=OuterRef("said_at"))
    return items.exclude(Exists(holds.filter(held=OuterRef("author"))))


def _page(
    items: ItemQuerySet,
    space: Space,
    person: Person,
    at: datetime,
    before: int | None,
    after: int | None,
    limit: int,
    seals: Seals | None,
    *,
    with_comments: bool = False,
) -> list[Said]:
    if after is not None:
        rows = list(_with_parts(items.filter(sequence__gt=after), with_comments).order_by("sequence")[:limit])
    else:
        earlier = items if before is None else items.filter(sequence__lt=before)
        rows = list(_with_parts(earlier, with_comments).order_by("-sequence")[:limit])[::-1]
    seals = seals or seals_of(space.pk)
    return [_said(row, seals, person, at, with_comments=with_comments) for row in rows]


def _with_parts(items: ItemQuerySet, with_comments: bool) -> ItemQuerySet:
    files = Prefetch("attachments", Attachment.objects.order_by("position"))
    whole = items.select_related("author", "quotes__author").prefetch_related(files, "reactions")
    if not with_comments:
        return whole
    comments = Item.objects.standing().select_related("author").prefetch_related("reactions").order_by("sequence")
    return whole.prefetch_related(Prefetch("comments", comments))


def _said(item: Item, seals: Seals, person: Person, at: datetime, *, with_comments: bool = False) -> Said:
    words = seals.read(item.sealed, place_of_item(item)) if item.retracted_at is None else Words("")
    standing = item.retracted_at is None
    is_mine = item.author_id == person.pk
    quoted = item.quotes
    return Said(
        id=item.pk,
        kind=item.kind,
        author=item.author,
        is_mine=is_mine,
        sequence=item.sequence,
        said_at=item.said_at,
        edited_at=item.edited_at,
        is_retracted=not standing,
        can_be_edited=is_mine and item.can_be_edited(at),
        words=words,
        files=_files(item, seals) if standing and "attachments" in _prefetched(item) else (),
        signs=_signs(item, item.reactions.all(), seals, person) if standing else (),
        quoted=_said_shortly(quoted, seals, person) if quoted else None,
        comments=tuple(_said(comment, seals, person, at) for comment in item.comments.all()) if with_comments else (),
    )


def _prefetched(item: Item) -> dict[str, object]:
    return getattr(item, "_prefetched_objects_cache", {})


def _said_shortly(item: Item, seals: Seals, person: Person) -> Said:
    """What another item quotes: its words alone."""
    standing = item.retracted_at is None
    words = seals.read(item.sealed, place_of_item(item)) if standing else Words("")
    mine = item.author_id == person.pk
    return Said(
        item.pk, item.kind, item.author, mine, item.sequence, item.said_at, item.edited_at, not standing, False, words
    )


def _files(item: Item, seals: Seals) -> tuple[SaidFile, ...]:
    return tuple(
        SaidFile(attachment.pk, attachment.is_image, attachment.size, read_facts(seals, attachment, item))
        for attachment in item.attachments.all()
    )


def _signs(item: Item, reactions: Iterable[Reaction], seals: Seals, person: Person) -> tuple[Sign, ...]:
    given: Sequence[tuple[str, bool]] = [
        (seals.read(reaction.sealed, place_of_reaction(reaction, item)).text, reaction.person_id == person.pk)
        for reaction in reactions
    ]
    counts = Counter(sign for sign, _ in given if sign)
    mine = {sign for sign, is_mine in given if is_mine}
    return tuple(Sign(sign, count, sign in mine) for sign, count in sorted(counts.items()))
