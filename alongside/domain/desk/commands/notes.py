"""Noting something about a pair, for the group's organizers, and removing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.domain.desk.models import PairNote
from alongside.domain.desk.queries.notes import place_of_note
from alongside.domain.mentorships.models import Mentorship
from alongside.domain.people.models import Person
from alongside.domain.spaces.sealing import seals_of
from alongside.kernel.refusal import Refusal

LONGEST = 1000


class EmptyNote(Refusal):
    code = "empty_note"
    text = _("Write a few words first.")


class NoteTooLong(Refusal):
    code = "note_too_long"
    text = _("Keep it to 1,000 characters.")


@transaction.atomic
def note_about_pair(mentorship: Mentorship, author: Person, words: str, *, at: datetime) -> PairNote:
    """Seal a note with the pair's key: when the pair's words are erased, nobody can open it either.

    Raises EmptyNote, NoteTooLong or KeyUnavailable.
    """
    words = words.strip()
    if not words:
        raise EmptyNote
    if len(words) > LONGEST:
        raise NoteTooLong
    note = PairNote(mentorship=mentorship, author=author, noted_at=at)
    note.sealed = seals_of(mentorship.space_id).seal(words, place_of_note(note))
    note.save()
    return note


@transaction.atomic
def remove_note(note: PairNote, *, at: datetime) -> None:
    """Its words are gone at once; that there was a note stays."""
    PairNote.objects.filter(pk=note.pk, removed_at=None).update(removed_at=at, sealed=b"")
