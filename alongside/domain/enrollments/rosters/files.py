"""A file of rows, whatever program wrote it: its encoding and its delimiter are found out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.kernel.refusal import Refusal

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 50
LONGEST_CELL = 4000
_DELIMITERS = (",", ";", "\t", "|")


class FileTooLarge(Refusal):
    code = "file_too_large"
    text = _("This file is %(size)s MB. The limit is %(limit)s MB.")


class NotAList(Refusal):
    code = "not_a_list"
    text = _("We cannot read this file. Save it as CSV from your spreadsheet and try again.")


class EmptyList(Refusal):
    code = "empty_list"
    text = _("There are no people in this file.")


class TooManyRows(Refusal):
    code = "too_many_rows"
    text = _("This file has more than %(limit)s rows. Bring it in in parts.")


class TooManyColumns(Refusal):
    code = "too_many_columns"
    text = _("This file has %(count)s columns. The limit is %(limit)s.")


@dataclass(frozen=True)
class Row:
    """One row and the line of the file it begins on."""

    line: int
    cells: dict[str, str]


def decoded(content: bytes) -> str:
    """The file as text.

    Raises FileTooLarge or NotAList.
    """
    if len(content) > MOST_BYTES:
        raise FileTooLarge(size=f"{len(content) / 1024 / 1024:.1f}", limit=MOST_BYTES // 1024 // 1024)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            # What older spreadsheets write; every byte but five is a character there.
            text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise NotAList
    return text


def header_of(text: str) -> list[str]:
    """The names of the columns, each once.

    Raises NotAList or TooManyColumns.
    """
    reader = _reader(text)
    names = [name.strip() for name in next(reader, [])]
    if len([name for name in names if name]) < 1:
        raise NotAList
    if len(names) > MOST_COLUMNS:
        raise TooManyColumns(count=len(names), limit=MOST_COLUMNS)
    seen: dict[str, int] = {}
    for position, name in enumerate(names):
        name = name or f"column {position + 1}"
        seen[name] = seen.get(name, 0) + 1
        names[position] = name if seen[name] == 1 else f"{name} {seen[name]}"
    return names


def rows_of(text: str) -> Iterator[Row]:
    """Every row that says something.

    Raises NotAList, TooManyColumns or TooManyRows.
    """
    names = header_of(text)
    reader = _reader(text)
    next(reader)
    count, line = 0, reader.line_num + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                count += 1
                if count > MOST_ROWS:
                    raise TooManyRows(limit=MOST_ROWS)
                yield Row(line, {name: cell.strip() for name, cell in zip(names, cells, strict=False)})
            line = reader.line_num + 1
    except csv.Error as trouble:
        raise NotAList from trouble


def delimiter_of(text: str) -> str:
    """What stands between the columns: whatever the first line has most of, outside quotation marks."""
    first = text.split("\n", 1)[0]
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _reader(text: str) -> Any:  # csv.reader, whose type has no public name
    csv.field_size_limit(MOST_BYTES)
    return csv.reader(text.splitlines(keepends=True), delimiter=delimiter_of(text))
