"""Words kept while they are being written, and marks of what was read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from alongside.domain.events.commands import record
from alongside.domain.people.models import Person
from alongside.domain.spaces.commands.items import LONGEST, clean
from alongside.domain.spaces.commands.numbers import leave_trace, next_number
from alongside.domain.spaces.events import MessagesRead
from alongside.domain.spaces.models import Draft, Space, SpaceMember, Trace
from alongside.domain.spaces.places import place_of_draft
from alongside.domain.spaces.queries import shows_read_marks
from alongside.domain.spaces.sealing import seals_of

# What is too long to send is kept whole until it is made shorter.
LONGEST_DRAFT = 5 * LONGEST


@transaction.atomic
def save_draft(space: Space, person: Person, slot: str, text: str, *, at: datetime) -> None:
    """Keep unfinished words for ``slot``; empty words forget the draft.

    A slot is ``message``, ``post``, ``answer:5`` or ``comment:<id>``. Raises TooLong or KeyUnavailable.
    """
    words = clean(text, LONGEST_DRAFT)
    draft = Draft.objects.select_for_update().filter(space=space, person=person, slot=slot).first()
    if not words:
        if draft:
            draft.delete()
        return
    draft = draft or Draft(space=space, person=person, slot=slot, edition=0)
    draft.edition += 1
    draft.saved_at = at
    draft.sealed = seals_of(space.pk).seal(words, place_of_draft(draft))
    draft.save()


@transaction.atomic
def mark_read(space: Space, person: Person, up_to: int, *, at: datetime) -> None:
    """Remember how far somebody has read. The others see it only when everybody agreed. Records MessagesRead."""
    up_to = min(up_to, space.last_sequence)
    moved = SpaceMember.objects.current().filter(space=space, person=person, read_up_to__lt=up_to)
    if not moved.update(read_up_to=up_to):
        return
    record(MessagesRead(space.pk, person.pk), actor=person.pk, at=at)
    if shows_read_marks(space) and space.is_open:
        locked = Space.objects.select_for_update().get(pk=space.pk)
        leave_trace(locked, next_number(locked), Trace.Kind.READ, actor=person, at=at)
        # Your own reading is nothing new to read.
        SpaceMember.objects.filter(space=space, person=person, read_up_to=locked.last_sequence - 1).update(
            read_up_to=F("read_up_to") + 1
        )


@transaction.atomic
def choose_signs(space: Space, person: Person, *, read_marks: bool, writing: bool) -> None:
    """Say whether the others may see how far one has read, and that one is writing. Each counts once all said yes."""
    mine = SpaceMember.objects.current().filter(space=space, person=person)
    mine.update(shows_read_marks=read_marks, shows_writing=writing)
