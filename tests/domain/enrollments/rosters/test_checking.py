"""Each wrong cell is named with its line and column; what is right becomes an entry."""

from __future__ import annotations

import pytest

from alongside.domain.enrollments.rosters.checking import Checker, Entry
from alongside.domain.enrollments.rosters.columns import guessed_mapping
from alongside.domain.enrollments.rosters.countries import zone_of_country
from alongside.domain.enrollments.rosters.files import header_of, rows_of


def check(text: str, has_program: bool = True, **defaults: str) -> tuple[list[Entry], list[tuple[int, str, str]]]:
    checker = Checker(
        mapping=guessed_mapping(header_of(text)), defaults=defaults, has_program=has_program, time_zone="Europe/Berlin"
    )
    entries = [entry for entry in checker.entries(rows_of(text)) if entry]
    return entries, [(each.line, each.column, each.text) for each in checker.problems]


def test_a_complete_row_becomes_an_entry() -> None:
    entries, problems = check(
        "E-Mail,Full name,Role,Tags,Languages,Country,Job title,Mentees\n"
        "Ana@Example.org,Ana de la Cruz,Mentor,css;html,de;English,US,developer,3\n"
    )

    assert problems == []
    assert entries == [
        Entry(
            line=2, email="ana@example.org", first_name="Ana", family_name="de la Cruz", role="mentor",
            topics=("css", "html"), languages=("de", "en"), time_zone="America/New_York", title="developer", capacity=3,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (",Ana,mentor,1", "email", "missing"),
        ("nobody,Ana,mentor,1", "email", "like name@example.com"),
        ("a@b.org,,mentor,1", "name", "The name is missing"),
        ("a@b.org,Ana,guru,1", "role", "“guru” is not mentor"),
        ("a@b.org,Ana,mentor,many", "capacity", "“many” is not a number"),
        ("a@b.org,Ana,mentor,51", "capacity", "from 1 to 50"),
    ],
)
def test_a_wrong_cell_is_named(row: str, column: str, says: str) -> None:
    entries, problems = check(f"email,name,role,capacity\nok@b.org,Ok,mentor,1\n{row}\n")

    assert [entry.email for entry in entries] == ["ok@b.org"]
    assert len(problems) == 1
    line, named, text = problems[0]
    assert (line, named) == (3, column)
    assert says in text


def test_the_same_person_twice_is_named_and_twice_in_two_roles_is_fine() -> None:
    entries, problems = check("email,name,role\na@b.org,A,mentor\nA@B.org,A,mentor\na@b.org,A,mentee\n")

    assert len(entries) == 2
    assert problems == [(3, "email", "a@b.org stands in line 2 already")]


def test_a_role_needs_a_program() -> None:
    assert check("email,name,role\na@b.org,A,mentor\n", has_program=False)[1][0][2].startswith("Choose a program")
    assert check("email,name,role\na@b.org,A,member\n", has_program=False)[1] == []


def test_an_empty_cell_takes_the_default() -> None:
    entries, _problems = check("email,name,role\na@b.org,A,\n", role="mentee", languages="fr")

    assert (entries[0].role, entries[0].languages, entries[0].time_zone) == ("mentee", ("fr",), "Europe/Berlin")


def test_a_time_zone_nobody_knows_is_named() -> None:
    _entries, problems = check("email,name,tz\na@b.org,A,Mars/Olympus\n")

    assert problems[0][1] == "tz"


@pytest.mark.parametrize(
    ("country", "zone"),
    [("US", "America/New_York"), ("de", "Europe/Berlin"), ("IN", "Asia/Kolkata"), ("ZZ", ""), ("", "")],
)
def test_a_country_says_the_clock_most_of_its_people_live_by(country: str, zone: str) -> None:
    assert zone_of_country(country) == zone
