"""CSV rows into people; a row that cannot be read is named by its file and line."""

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from alongside.matching import Mentee, Mentor, TopicTree, UnreadableTimeError, Weights
from alongside.matching.hours import clock, windows

P = TypeVar("P", Mentor, Mentee)
_LISTS = ("topics", "goals", "languages", "availability", "traits", "prefers", "requires", "apart", "choices")
MOST_PLACES = 10_000
_LONGEST_CELL = 131_072  # characters
_WORDS = ("id", "name", "timezone", "background", "about")


class UnreadableFileError(ValueError):
    """A file cannot be used; the message names the file and, where there is one, the line."""


def read_mentors(path: Path, columns: Mapping[str, str]) -> list[Mentor]:
    """Mentors from a CSV file. ``columns`` maps our names to the file's."""
    return _read(path, columns, Mentor, lambda cells: {"capacity": _count(cells.get("capacity", ""), "capacity")})


def read_mentees(path: Path, columns: Mapping[str, str]) -> list[Mentee]:
    """Mentees from a CSV file. ``columns`` maps our names to the file's."""

    def own(cells: Mapping[str, str]) -> dict[str, Any]:
        return {"demand": _count(cells.get("demand", ""), "demand"), "waiting": _share(cells.get("waiting", ""))}

    return _read(path, columns, Mentee, own)


def read_columns(text: str) -> dict[str, str]:
    """``id=row,topics=tags`` as a mapping from our column names to the file's."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    known = {*_LISTS, *_WORDS, "capacity", "demand", "waiting"}
    for ours, _, theirs in pairs:
        if ours.strip() not in known or not theirs.strip():
            raise UnreadableFileError(f"{ours}={theirs}: write our column, an equals sign and the file's column.")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def read_weights(path: Path) -> Weights:
    """Weights from a TOML file with one number for each component."""
    given = _toml(path)
    given = given.get("weights", given)
    known = {each.name for each in fields(Weights)}
    for name, value in given.items():
        if name not in known:
            raise UnreadableFileError(f"{path}: {name!r} is no component; there are {', '.join(sorted(known))}.")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UnreadableFileError(f"{path}: the weight of {name} is a number, not {value!r}.")
    try:
        return Weights(**given)
    except ValueError as problem:
        raise UnreadableFileError(f"{path}: {problem}") from problem


def read_topics(path: Path) -> TopicTree:
    """A topic tree from a CSV file with the columns topic, parent and synonyms (separated by ``;``)."""
    parents, synonyms = {}, {}
    for _, cells in _rows(path, {}, ("topic",)):
        if cells.get("parent"):
            parents[cells["topic"]] = cells["parent"]
        synonyms.update(dict.fromkeys(_list(cells.get("synonyms", "")), cells["topic"]))
    return TopicTree(parents, synonyms)


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Pairs of an earlier run, from its output file."""
    return [(cells["mentee_id"], cells["mentor_id"]) for _, cells in _rows(path, {}, ("mentee_id", "mentor_id"))]


def _read(
    path: Path, columns: Mapping[str, str], kind: type[P], own: Callable[[Mapping[str, str]], dict[str, Any]]
) -> list[P]:
    people: list[P] = []
    seen: dict[str, int] = {}
    for line, cells in _rows(path, columns, ("id", "topics")):
        try:
            if not cells["id"]:
                raise ValueError("the id is empty")
            if cells["id"] in seen:
                raise ValueError(f"the id {cells['id']!r} was on line {seen[cells['id']]} already")
            seen[cells["id"]] = line
            said: dict[str, Any] = {name: cells.get(name, "") for name in _WORDS}
            said |= {name: _list(cells.get(name, "")) for name in _LISTS}
            person = kind(**said, **own(cells))
            _check_times(person)
        except (ValueError, UnreadableTimeError) as problem:
            raise UnreadableFileError(f"{path}, line {line}: {problem}") from problem
        people.append(person)
    return people


def _check_times(person: Mentor | Mentee) -> None:
    if person.timezone:
        clock(person.timezone, None)
    for slot in person.availability:
        windows(slot)


def _rows(path: Path, columns: Mapping[str, str], needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    # The limit belongs to the whole process: ours counts while we read, and whoever set another has it back.
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        return _limited_rows(path, columns, needed)
    finally:
        csv.field_size_limit(before)


def _limited_rows(path: Path, columns: Mapping[str, str], needed: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        names = _names(path, [name.strip() for name in next(reader, [])], columns, needed)
        found = []
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(names):
                raise UnreadableFileError(
                    f"{path}, line {reader.line_num}: {len(row)} cells where the head has {len(names)}."
                )
            cells = {name: cell.strip() for name, cell in zip(names, row, strict=True)}
            found.append((reader.line_num, cells))
        return found
    except csv.Error as problem:
        raise UnreadableFileError(f"{path}, line {max(1, reader.line_num)}: {problem}.") from problem


def _names(path: Path, head: list[str], columns: Mapping[str, str], needed: tuple[str, ...]) -> list[str]:
    """Our names of the file's columns."""
    theirs = {columns.get(name, name): name for name in (*_LISTS, *_WORDS, *columns, *needed)}
    # A column that ours is mapped away from is not read under its own name.
    names = [theirs.get(name, "" if name in columns else name) for name in head]
    for name in (*needed, *columns):
        if name not in names:
            raise UnreadableFileError(f"{path}, line 1: there is no column {columns.get(name, name)!r}.")
    for name, many in Counter(names).items():
        if name in (*_LISTS, *_WORDS, "capacity", "demand", "waiting") and many > 1:
            raise UnreadableFileError(f"{path}, line 1: the column {columns.get(name, name)!r} is there twice.")
    return names


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise UnreadableFileError(f"{path}: {problem.strerror or problem}.") from problem
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise UnreadableFileError(f"{path}, line {line}: not UTF-8. Save the file as CSV in UTF-8.") from problem


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UnreadableFileError(f"{path}: {problem}") from problem


def _count(text: str, name: str) -> int:
    if not text:
        return 1
    if not text.isdecimal() or len(text) > 9 or int(text) > MOST_PLACES:
        raise ValueError(f"{name} is a whole number from 0 to {MOST_PLACES:,}, not {text[:20]!r}")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text or 0)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"waiting is a number from 0 to 1, not {text[:20]!r}")
    return share


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
