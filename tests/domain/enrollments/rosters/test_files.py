"""Files from different spreadsheets are read alike, and what cannot be read is refused."""

from __future__ import annotations

import pytest

from alongside.domain.enrollments.rosters import files
from alongside.domain.enrollments.rosters.files import decoded, header_of, rows_of

ROWS = "email,name,topics\nana@example.org,Ána Ñu,a;b\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    rows = list(rows_of(decoded(ROWS.encode(encoding))))

    assert rows[0].cells == {"email": "ana@example.org", "name": "Ána Ñu", "topics": "a;b"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out_even_when_others_stand_inside_cells(delimiter: str) -> None:
    head = delimiter.join(["email", '"name, or nickname; both"', "topics"])
    text = head + "\n" + delimiter.join(["a@b.org", "A", "x"])

    assert header_of(text) == ["email", "name, or nickname; both", "topics"]
    assert len(list(rows_of(text))) == 1


def test_rows_know_the_line_they_begin_on_past_empty_lines_and_line_breaks_in_cells() -> None:
    text = 'email,about\na@b.org,"two\nlines"\n\n,\nc@d.org,one\n'

    assert [(row.line, row.cells["email"]) for row in rows_of(text)] == [(2, "a@b.org"), (6, "c@d.org")]


def test_columns_without_a_name_or_with_the_same_name_can_be_told_apart() -> None:
    assert header_of("email,,topic,topic\n") == ["email", "column 2", "topic", "topic 2"]


def test_limits_are_kept() -> None:
    with pytest.raises(files.FileTooLarge, match=r"5\.0 MB"):
        decoded(b"x" * (files.MOST_BYTES + 1))
    with pytest.raises(files.TooManyColumns, match="51"):
        header_of(",".join(f"c{n}" for n in range(51)))
    with pytest.raises(files.TooManyRows):
        list(rows_of("email\n" + "a@b.org\n" * 10_001))
    assert len(list(rows_of("email\n" + "a@b.org\n" * 10_000))) == 10_000


@pytest.mark.parametrize("content", [b"", b"\x00\x01PNG", b",,,\n"])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(files.NotAList):
        header_of(decoded(content))
