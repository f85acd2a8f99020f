"""What an operator can set and ask for is written down."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.management import get_commands, load_command_class

from alongside.config.environment import env

DOCS = Path(__file__).resolve().parents[2] / "docs" / "operator"
_FIRST_CELL = re.compile(r"^\| `([^`]+)`", re.MULTILINE)


def _first_cells(page: str) -> set[str]:
    return set(_FIRST_CELL.findall((DOCS / page).read_text()))


def test_every_setting_is_documented_and_none_that_is_gone() -> None:
    assert _first_cells("settings.md") == set(env.names)


def test_every_command_is_documented_and_none_that_is_gone() -> None:
    ours = {name for name, app in get_commands().items() if app == "alongside.cli"}

    assert _first_cells("commands.md") == ours


def test_every_command_says_what_it_is_for() -> None:
    ours = [name for name, app in get_commands().items() if app == "alongside.cli"]

    assert not [name for name in ours if not load_command_class("alongside.cli", name).help]
