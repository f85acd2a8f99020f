"""``upgrade`` brings an empty data folder to the very tables that the models describe."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]


def _upgrade(folder: Path) -> str:
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "ALONGSIDE_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "alongside.cli.main", "upgrade"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _columns(file: Path) -> dict[str, set[str]]:
    with sqlite3.connect(file) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: {row[1] for row in database.execute(f"PRAGMA table_info('{table}')")}
            for table in tables
            if not table.startswith(("sqlite_", "django_migrations"))
        }


@pytest.mark.django_db
def test_an_empty_folder_gets_the_tables_of_the_models_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    assert _upgrade(tmp_path / "data").endswith("Everything is up to this version.\n")
    words, keys = _columns(tmp_path / "data" / "alongside.sqlite3"), _columns(tmp_path / "data" / "keys.sqlite3")

    for alias, found in (("default", words), ("keys", keys)):
        with connections[alias].cursor() as cursor:
            names = connections[alias].introspection.table_names(cursor)
            assert set(found) >= set(names) - {"django_migrations"}
            for name in set(names) & set(found):
                described = connections[alias].introspection.get_table_description(cursor, name)
                assert found[name] == {column.name for column in described}
    assert not {table for table in words if table.startswith("keys_")}
    assert {table for table in keys if not table.startswith("django_")} == {
        "keys_spacekey",
        "keys_keymark",
        "keys_erasure",
    }
    assert _upgrade(tmp_path / "data").endswith("Everything is up to this version.\n")


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert _upgrade(tmp_path / "file" / "data").startswith("CommandError: The data folder")
