"""``alongside match`` on files: all is written, or nothing."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.cli.match.command import main

MENTORS = """id,name,topics,languages,timezone,availability,capacity,about
ada,Ada,python;data science,en;de,Europe/Berlin,mon-evening;sat-morning,2,I build robots
bo,Bo,law,es,UTC-5,,,
"""
MENTEES = """id,name,topics,languages,timezone,availability,demand,about
cy,Cy,python,en,UTC,mon-evening,1,Robots and sensors
di,Di,law,fr,,,1,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mentors.csv").write_text(MENTORS, encoding="utf-8")
    (tmp_path / "mentees.csv").write_text(MENTEES, encoding="utf-8")
    return tmp_path


def run(folder: Path, *more: str) -> int:
    files = (str(folder / "mentors.csv"), str(folder / "mentees.csv"), "--out", str(folder / "pairs.csv"))
    return main([*files, "--unmatched", str(folder / "left.csv"), *more])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_pairs_are_written_with_scores_and_reasons(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0

    (pair,) = rows(folder / "pairs.csv")
    assert (pair["mentee_id"], pair["mentor_id"]) == ("cy", "ada")
    assert 0 < float(pair["score"]) <= 1
    assert "Can help with python." in pair["reasons"]
    assert {row["id"]: row["role"] for row in rows(folder / "left.csv")} == {
        "di": "mentee",
        "bo": "mentor",
        "ada": "mentor",
    }
    assert "proven best" in capsys.readouterr().err


def test_a_report_can_be_read_and_escapes_what_people_wrote(folder: Path) -> None:
    (folder / "mentees.csv").write_text("id,topics\n<b>cy</b>,python\n", encoding="utf-8")

    assert run(folder, "--report", str(folder / "report.html")) == 0

    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;cy&lt;/b&gt;" in page
    assert "<b>cy" not in page


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("eve,Eve,go,en,Mars/Olympus,,1,", "mentees.csv, line 4: 'Mars/Olympus' is not a time zone"),
        ("eve,Eve,go,en,,someday,1,", "line 4: 'someday' is not a time"),
        ("eve,Eve,go,en,,,many,", "line 4: demand is a whole number"),
        ("cy,Cy,go,en,,,1,", "line 4: the id 'cy' was on line 2 already"),
        (",Nobody,go,en,,,1,", "line 4: the id is empty"),
        ("eve,Eve", "line 4: 2 cells where the head has 8"),
        ("eve,Eve,go,en,,,99999999999999999999,", "line 4: demand is a whole number from 0 to 10,000"),
        ('eve,Eve,go,en,,,1,"no end', "line 4: unexpected end of data"),
        ("eve,Eve,go,en,,,1," + "x" * 200_000, "line 4: field larger than field limit"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(
    folder: Path, row: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mentees.csv").write_text(MENTEES + row + "\n", encoding="utf-8")

    assert run(folder) == 2

    assert words in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["mentees.csv", "mentors.csv"]


def test_a_limit_that_something_else_raised_does_not_count_here_and_is_left_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mentees.csv").write_text(MENTEES + "eve,Eve,go,en,,,1," + "x" * 200_000 + "\n", encoding="utf-8")
    before = csv.field_size_limit(10_000_000)
    try:
        assert run(folder) == 2
        assert csv.field_size_limit() == 10_000_000
    finally:
        csv.field_size_limit(before)

    assert "line 4: field larger than field limit" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "line 1: there is no column 'id'"),
        ("id,topics\ncy,caf\xe9\n".encode("latin-1"), "mentees.csv, line 2: not UTF-8"),
        (b"id,topics,topics\ncy,go,law\n", "line 1: the column 'topics' is there twice"),
        (b"id,topics,waiting\ncy,go,soon\n", "line 2: waiting is a number from 0 to 1, not 'soon'"),
        (b"id,topics,waiting\ncy,go,nan\n", "line 2: waiting is a number from 0 to 1, not 'nan'"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    folder: Path, file: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mentees.csv").write_bytes(file)

    assert run(folder) == 2

    assert words in capsys.readouterr().err
    assert not (folder / "pairs.csv").exists()


def test_files_as_spreadsheets_write_them_are_read(folder: Path) -> None:
    (folder / "mentees.csv").write_bytes(
        b'\xef\xbb\xbfid,topics,about\r\n\r\n"cy",python,"two\r\nlines, ""quoted"""\r\n'
    )

    assert run(folder) == 0

    assert [row["mentee_id"] for row in rows(folder / "pairs.csv")] == ["cy"]


def test_no_mentees_make_no_pairs(folder: Path) -> None:
    (folder / "mentees.csv").write_text("id,topics\n", encoding="utf-8")

    assert run(folder) == 0

    assert rows(folder / "pairs.csv") == []


def test_a_folder_that_is_not_there_leaves_no_half_written_files(folder: Path) -> None:
    assert run(folder, "--report", str(folder / "nowhere" / "report.html")) == 2

    assert sorted(path.name for path in folder.iterdir()) == ["mentees.csv", "mentors.csv"]


def test_columns_of_another_file_can_be_named(folder: Path) -> None:
    (folder / "mentors.csv").write_text("row,tags,title\n1,python;go,engineer\n", encoding="utf-8")

    assert run(folder, "--mentor-columns", "id=row,topics=tags,about=title") == 0

    assert [row["mentor_id"] for row in rows(folder / "pairs.csv")] == ["1"]


def test_a_missing_column_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--mentor-columns", "id=number") == 2

    assert "there is no column 'number'" in capsys.readouterr().err


def test_weights_and_topics_come_from_files(folder: Path) -> None:
    (folder / "weights.toml").write_text("topics = 1\nlanguages = 0\n", encoding="utf-8")
    (folder / "topics.csv").write_text("topic,parent,synonyms\npython,programming,py;python3\n", encoding="utf-8")
    (folder / "mentees.csv").write_text("id,topics\ncy,py\n", encoding="utf-8")

    assert run(folder, "--weights", str(folder / "weights.toml"), "--topics", str(folder / "topics.csv")) == 0

    assert [row["score"] for row in rows(folder / "pairs.csv")] == ["1.0000"]


def test_an_unknown_weight_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "weights.toml").write_text("charm = 1\n", encoding="utf-8")

    assert run(folder, "--weights", str(folder / "weights.toml")) == 2

    assert "'charm' is no component" in capsys.readouterr().err


def test_the_last_run_can_be_kept_and_what_changed_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "last.csv").write_text("mentee_id,mentor_id\ndi,bo\n", encoding="utf-8")

    assert run(folder, "--previous", str(folder / "last.csv"), "--steadiness", "1") == 0

    assert "di: no longer with bo." in capsys.readouterr().err


def test_the_command_runs_without_django(folder: Path) -> None:
    code = (
        "import sys; from alongside.cli.main import main\n"
        "sys.argv = ['alongside', 'match', 'mentors.csv', 'mentees.csv', '--out', 'pairs.csv']\n"
        "try: main()\nexcept SystemExit as end: assert not end.code\n"
        "assert 'django' not in sys.modules"
    )
    subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )

    assert (folder / "pairs.csv").exists()
