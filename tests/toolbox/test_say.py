from __future__ import annotations

import pytest
from toolbox import say


def test_into_a_log_each_step_begins_tells_and_ends_on_lines_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with say.step("Filling the community") as detail:
        detail("Meeting people")

    begins, tells, ends = capsys.readouterr().out.splitlines()
    assert begins == "  Filling the community …"
    assert tells == "    Meeting people"
    assert ends.startswith("  Filling the community: ")


def test_a_hundred_details_at_once_do_not_fill_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    with say.step("Installing packages") as detail:
        for number in range(100):
            detail(f"package {number}")

    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_step_that_stops_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(say.Stop), say.step("Preparing the database"):
        raise say.Stop("The disk is full.")

    assert capsys.readouterr().out.endswith("Preparing the database: stopped\n")


def test_on_a_terminal_a_step_stays_on_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    with say.step("Filling the community") as detail:
        detail("Meeting people")

    assert capsys.readouterr().out.count("\n") == 1
