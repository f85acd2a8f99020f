"""Reading a space: unsealed for one of its members, a page at a time, at a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from alongside.domain.people.models import Person
from alongside.domain.safety.models import ContactHold
from alongside.domain.safety.queries import behind_a_block
from alongside.domain.spaces.models import Draft, Item, Space, SpaceMember, Trace
from alongside.domain.spaces.models.items import ItemQuerySet
from alongside.domain.spaces.places import place_of_draft, place_of_item
from alongside.domain.spaces.said import Reader, Said, Wording, reader_of, readers_of, said_by, with_parts
from alongside.domain.spaces.sealing import Seals, seals_of, seals_of_many

PAGE = 50


def thread(
    space: Space,
    *,
    for_: Person,
    at: datetime,
    before: int | None = None,
    after: int | None = None,
    limit: int = PAGE,
    seals: Seals | None = None,
    reader: Reader | None = None,
) -> list[Said]:
    """A page of chat messages, oldest first: the newest, or those just ``before`` or just ``after`` a number."""
    reader = reader or reader_of(space, for_)
    messages = reader.narrow(Item.objects.filter(space=space, kind=Item.Kind.MESSAGE))
    return _page(messages, reader, space, at, before=before, after=after, limit=limit, seals=seals)


def posts(
    space: Space,
    *,
    for_: Person,
    at: datetime,
    before: int | None = None,
    limit: int = 10,
    seals: Seals | None = None,
    reader: Reader | None = None,
) -> list[Said]:
    """A page of posts with their comments, newest first. Posts taken back stay only for the comments under them."""
    reader = reader or reader_of(space, for_)
    comments = reader.narrow(Item.objects.standing()).filter(kind=Item.Kind.COMMENT, about=OuterRef("pk"))
    written = reader.narrow(Item.objects.filter(space=space, kind=Item.Kind.POST))
    shown = written.filter(Q(retracted_at=None) | Exists(comments))
    return _page(shown, reader, space, at, before=before, limit=limit, seals=seals, with_comments=True)[::-1]


def read_messages(
    space: Space, ids: Iterable[UUID], *, for_: Person, at: datetime, seals: Seals | None = None
) -> list[Said]:
    """Some chat messages, in order, also those that were taken back."""
    reader = reader_of(space, for_)
    items = reader.narrow(Item.objects.filter(space=space, kind=Item.Kind.MESSAGE, pk__in=list(ids)))
    rows = list(with_parts(items, reader, with_comments=False).order_by("sequence"))
    seals = seals or seals_of(space.pk)
    return [said_by(row, seals, reader, at) for row in rows]


def read_items(
    items: ItemQuerySet,
    space: Space,
    *,
    for_: Person,
    at: datetime,
    seals: Seals | None = None,
    reader: Reader | None = None,
) -> dict[UUID, Said]:
    """Any items of a space by id, with comments, unsealed."""
    reader = reader or reader_of(space, for_)
    found = with_parts(reader.narrow(items.filter(space=space)), reader, with_comments=True)
    seals = seals or seals_of(space.pk)
    return {item.pk: said_by(item, seals, reader, at, with_comments=True) for item in found}


def read_item(item: Item, *, for_: Person, at: datetime) -> Said:
    """One thing said, for somebody who may see it."""
    return read_items(Item.objects.filter(pk=item.pk), item.space, for_=for_, at=at)[item.pk]


def earlier_wordings(item: Item, *, for_: Person) -> list[Wording]:
    """What an item said before each change, newest first. Nothing of what was taken back or does not reach them."""
    if item.retracted_at is not None or not reader_of(item.space, for_).sees(item):
        return []
    seals = seals_of(item.space_id)
    kept = item.revisions.order_by("-edition")
    return [Wording(seals.read(each.sealed, place_of_item(item, each.edition)), each.replaced_at) for each in kept]


def first_messages(spaces: Iterable[UUID], *, for_: Person, at: datetime) -> dict[UUID, Said]:
    """The message each of these spaces began with, as far as it reaches the reader; one read for them all."""
    readers = readers_of(spaces, for_)
    seals, found = seals_of_many(readers), dict[UUID, Said]()
    messages = Item.objects.filter(space__in=readers, kind=Item.Kind.MESSAGE).order_by("-sequence")
    for item in messages.select_related("author", "quotes__author").prefetch_related("reactions"):
        reader = readers[item.space_id]
        if reader.sees(item):
            found[item.space_id] = said_by(item, seals[item.space_id], reader, at)
    return found


def everything_said(space: Space, kind: str, *, for_: Person, at: datetime, seals: Seals) -> list[Said]:
    """All items of a kind that nobody took back, oldest first, with comments: for one's own copy."""
    reader, has_comments = reader_of(space, for_), kind != Item.Kind.MESSAGE
    items = reader.narrow(Item.objects.standing().filter(space=space, kind=kind))
    rows = with_parts(items, reader, with_comments=has_comments).order_by("sequence")
    return [said_by(row, seals, reader, at, with_comments=has_comments) for row in rows]


def search(space: Space, wanted: str, *, for_: Person, at: datetime, limit: int = PAGE) -> list[Said]:
    """What was said in this space that holds all the ``wanted`` words, newest first.

    Everything is unsealed in memory and looked through; there is no index that could give the words away.
    """
    needles = wanted.casefold().split()
    if not needles:
        return []
    seals = seals_of(space.pk)
    rows = reader_of(space, for_).narrow(Item.objects.standing().filter(space=space)).order_by("-sequence")
    # Everything the place of a sealed value is made of, or each row would cost a query of its own.
    fields = ("pk", "kind", "author_id", "sequence", "edition", "about_id", "quotes_id", "sealed")
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


def post_drafts(space: Space, person: Person, under: Iterable[Said], *, seals: Seals | None = None) -> dict[str, str]:
    """The unfinished post, and the unfinished comments under these posts."""
    return read_drafts(space, person, ["post", *(f"comment:{post.id}" for post in under)], seals=seals)


def changed_since(space: Space, *, for_: Person, after: int, limit: int = 200) -> list[Trace]:
    """What changed in the space after a number, in order."""
    after = max(after, reader_of(space, for_).sees_from - 1)
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


def shows_writing(space: Space) -> bool:
    """Whether everybody in the space agreed to show when they are writing."""
    return not SpaceMember.objects.current().filter(space=space, shows_writing=False).exists()


def who_sees_writing(space: Space, author: Person) -> list[UUID]:
    """Who may know right now that ``author`` is writing: nobody unless all agreed, and nobody who is kept apart."""
    if not space.is_open or not shows_writing(space):
        return []
    others = SpaceMember.objects.current().filter(space=space).exclude(person=author)
    kept_apart = ContactHold.objects.filter(held=author, released_at=None).values("protected")
    reached = others.exclude(person__in=behind_a_block(author.pk)).exclude(person__in=kept_apart)
    return list(reached.values_list("person", flat=True))


def unread_in(place: SpaceMember) -> int:
    """How many messages of others wait for one member of a space."""
    new = Item.objects.standing().filter(
        space=place.space_id,
        kind=Item.Kind.MESSAGE,
        sequence__gt=place.read_up_to,
        sequence__gte=place.sees_from,
    )
    return _reaching(new, place.person_id).exclude(author=place.person_id).count()


def unread_messages(person: Person) -> dict[UUID, int]:
    """How many messages of others wait in each of a person's spaces."""
    mine = SpaceMember.objects.current().filter(person=person, space=OuterRef("space"))
    waiting = (
        _reaching(Item.objects.standing(), person.pk)
        .filter(kind=Item.Kind.MESSAGE)
        .exclude(author=person)
        .filter(Exists(mine.filter(read_up_to__lt=OuterRef("sequence"), sees_from__lte=OuterRef("sequence"))))
    )
    return dict(waiting.values_list("space").annotate(Count("pk")))


def _reaching(items: ItemQuerySet, person: UUID) -> ItemQuerySet:
    """Without what is held back while a report is looked at, in any space; whoever sent it still sees it."""
    holds = ContactHold.objects.filter(protected=person, released_at=None, began_at__lte=OuterRef("said_at"))
    return items.exclude(Exists(holds.filter(held=OuterRef("author"))))


def _page(
    items: ItemQuerySet,
    reader: Reader,
    space: Space,
    at: datetime,
    *,
    before: int | None,
    after: int | None = None,
    limit: int,
    seals: Seals | None,
    with_comments: bool = False,
) -> list[Said]:
    whole = with_parts(items, reader, with_comments=with_comments)
    if after is not None:
        rows = list(whole.filter(sequence__gt=after).order_by("sequence")[:limit])
    else:
        earlier = whole if before is None else whole.filter(sequence__lt=before)
        rows = list(earlier.order_by("-sequence")[:limit])[::-1]
    seals = seals or seals_of(space.pk)
    return [said_by(row, seals, reader, at, with_comments=with_comments) for row in rows]
