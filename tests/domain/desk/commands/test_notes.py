from __future__ import annotations

import pytest

from alongside.domain.desk.commands.notes import EmptyNote, note_about_pair, remove_note
from alongside.domain.desk.models import PairNote
from alongside.domain.desk.queries.notes import notes_about, own_data
from tests import cast
from tests.domain.insights.season import NOW, Season

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_note_is_sealed_and_reads_back() -> None:
    season = Season()
    pair = season.pair()

    note_about_pair(pair, season.amara, "Called Tom. He is moving house.", at=NOW)

    assert b"moving" not in bytes(PairNote.objects.get().sealed)
    assert [note.words for note in notes_about(pair)] == ["Called Tom. He is moving house."]


def test_a_note_moved_to_another_pair_does_not_open() -> None:
    season = Season()
    pair, other = season.pair(), season.pair(mentee="Tom", mentor="Winston")
    note_about_pair(pair, season.amara, "Called Tom", at=NOW)

    PairNote.objects.update(mentorship=other)

    assert [note.words for note in notes_about(other)] == [""]


def test_a_removed_note_leaves_no_words() -> None:
    season = Season()
    note = note_about_pair(season.pair(), season.amara, "Called Tom", at=NOW)

    remove_note(note, at=NOW)

    assert bytes(PairNote.objects.get().sealed) == b""
    assert notes_about(note.mentorship) == []


def test_nothing_is_no_note() -> None:
    season = Season()
    with pytest.raises(EmptyNote):
        note_about_pair(season.pair(), season.amara, "  ", at=NOW)


def test_whoever_is_in_the_pair_finds_the_note_in_their_own_copy_and_nobody_else_does() -> None:
    season = Season()
    pair = season.pair()
    note_about_pair(pair, season.amara, "Called Tom", at=NOW)

    (told,) = own_data(season.mentee_of(pair))["notes_about_my_pairs"]

    assert told["words"] == "Called Tom"
    assert own_data(cast.person("Mei"))["notes_about_my_pairs"] == []
