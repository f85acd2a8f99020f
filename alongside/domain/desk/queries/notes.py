"""Notes about a pair, opened for those who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.domain.desk.models import PairNote
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.spaces.sealing import KeyUnavailable, Place, seals_of, seals_of_many


@dataclass(frozen=True)
class ReadNote:
    """A note and its words."""

    pk: UUID
    words: str
    author: Person
    noted_at: datetime


def place_of_note(note: PairNote) -> Place:
    """Where a note belongs: words moved to another pair or author no longer open."""
    return Place("pair_note", note.pk, note.author_id)


def notes_about(mentorship: Mentorship) -> list[ReadNote]:
    """What was noted, newest first; nothing when the pair's words were erased. Two questions."""
    notes = list(
        PairNote.objects.filter(mentorship=mentorship, removed_at=None).select_related("author").order_by("-noted_at")
    )
    if not notes:
        return []
    try:
        seals = seals_of(mentorship.space_id)
    except KeyUnavailable:
        return []
    return [
        ReadNote(note.pk, seals.read(note.sealed, place_of_note(note)).text, note.author, note.noted_at)
        for note in notes
    ]


def own_data(person: Person) -> dict[str, Any]:
    """What organizers noted about pairs the person is in, and what the person noted. Both belong to their copy."""
    notes = PairNote.objects.filter(removed_at=None).select_related("mentorship").order_by("noted_at")
    about, own = notes.filter(mentorship__participants__person=person), notes.filter(author=person)
    return {"notes_about_my_pairs": _told(list(about)), "notes_i_wrote": _told(list(own))}


def _told(notes: list[PairNote]) -> list[dict[str, Any]]:
    found = []
    for note in notes:
        try:
            seals = seals_of_many([note.mentorship.space_id])[note.mentorship.space_id]
        except KeyUnavailable:
            continue
        words = seals.read(note.sealed, place_of_note(note)).text
        found.append({"mentorship": note.mentorship_id, "words": words, "noted_at": note.noted_at})
    return found
