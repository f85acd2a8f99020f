"""A backup is whole or refused, never carries words and keys together, and brings back just what was there."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from alongside.domain.groups.models import Group
from alongside.domain.keys.models import SpaceKey
from alongside.domain.work import commands as work
from alongside.kernel import clock
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _site(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small installation; what follows a restore has a test of its own."""
    cast.member(cast.group("Riverside"))
    SpaceKey.objects.create(space_id=uuid4(), wrapped=b"wrapped", wrapped_by=1, made_at=clock.now())
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "picture").write_bytes(b"a picture")
    monkeypatch.setattr("alongside.cli.management.commands.restore.call_command", lambda *args, **options: None)


def _back_up(folder: Path, **options: Any) -> Path:
    call_command("backup", folder, **options)
    (made,) = folder.iterdir()
    return made


def test_what_was_there_comes_back(tmp_path: Path) -> None:
    words, keys = _back_up(tmp_path / "words"), _back_up(tmp_path / "keys", keys=True)
    Group.objects.update(name="Changed")
    Group.objects.create(name="New", slug="new", created_at=clock.now())
    SpaceKey.objects.all().delete()
    (settings.MEDIA_ROOT / "picture").unlink()

    call_command("restore", words, replace=True)
    call_command("restore", keys, replace=True)

    assert [group.name for group in Group.objects.all()] == ["Riverside"]
    assert SpaceKey.objects.count() == 1
    assert (settings.MEDIA_ROOT / "picture").read_bytes() == b"a picture"


def test_words_and_keys_never_lie_in_one_backup(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        return
    words, keys = _back_up(tmp_path / "words"), _back_up(tmp_path / "keys", keys=True)

    def _rows(folder: Path, table: str) -> int:
        with sqlite3.connect(folder / "database.sqlite3") as database:
            there = database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone()
            return database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] if there else 0

    assert (_rows(words, "groups_group"), _rows(words, "keys_spacekey")) == (1, 0)
    assert (_rows(keys, "groups_group"), _rows(keys, "keys_spacekey")) == (0, 1)
    assert not (keys / "files").exists()


def _flip_a_byte(folder: Path) -> None:
    file = next(folder.glob("database.*"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def _cut_it_short(folder: Path) -> None:
    file = next(folder.glob("database.*"))
    file.write_bytes(file.read_bytes()[:-100])


def _lose_a_file(folder: Path) -> None:
    (folder / "files" / "picture").unlink()


def _add_a_file(folder: Path) -> None:
    (folder / "files" / "more").write_text("more")


def _lose_the_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


@pytest.mark.parametrize("harm", [_flip_a_byte, _cut_it_short, _lose_a_file, _add_a_file, _lose_the_manifest])
def test_a_damaged_backup_is_refused_and_changes_nothing(tmp_path: Path, harm: Any) -> None:
    words = _back_up(tmp_path)
    Group.objects.update(name="Since then")
    harm(words)

    with pytest.raises(CommandError, match=r"is damaged|is not a complete backup"):
        call_command("restore", words, replace=True)

    assert Group.objects.get().name == "Since then"


def test_what_is_there_is_not_thrown_away_unasked(tmp_path: Path) -> None:
    words, keys = _back_up(tmp_path / "words"), _back_up(tmp_path / "keys", keys=True)

    for folder in (words, keys):
        with pytest.raises(CommandError, match="not empty"):
            call_command("restore", folder)


def test_nothing_is_restored_under_a_running_worker(tmp_path: Path) -> None:
    words = _back_up(tmp_path)
    work.show_sign_of_life(uuid4(), at=clock.now() - timedelta(seconds=10))

    with pytest.raises(CommandError, match="A worker is running"):
        call_command("restore", words, replace=True)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CommandError, match="could not be written: Not a directory"):
        call_command("backup", tmp_path / "file")
