"""Copies of a running installation, each proven whole before it is called one, and the way back."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from alongside import __version__

MANIFEST = "manifest.json"
WORDS, KEYS = "words", "keys"
_ALIASES = {WORDS: "default", KEYS: "keys"}


class Unusable(Exception):  # noqa: N818 - it is the backup that is at fault
    """The backup cannot be made or used; the words are for the operator."""


def back_up(what: str, into: Path, *, at: datetime) -> Path:
    """Copy the words (with the files) or the keys into a new folder of ``into``, while the site goes on.

    Raises Unusable. The manifest is written last: a folder without one is not a backup.
    """
    folder = into / f"{what}-{at:%Y-%m-%dT%H%M%SZ}"
    try:
        folder.mkdir(mode=0o700, parents=True)
        _copy_database(_ALIASES[what], folder)
        # After the database: a file that came meanwhile is one too many, never one too few.
        if what == WORDS and settings.MEDIA_ROOT.exists():
            shutil.copytree(settings.MEDIA_ROOT, folder / "files")
        manifest = {
            "what": what,
            "made_at": at.isoformat(),
            "version": __version__,
            "kind": connections[_ALIASES[what]].vendor,
            "files": _digests(folder),
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    except OSError as error:
        raise Unusable(f"The backup could not be written: {error.strerror or error}.") from error
    return folder


def proven(folder: Path) -> dict[str, Any]:
    """The manifest of a backup whose every file is there and unchanged. Raises Unusable."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        expected = dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{folder} is not a complete backup: its manifest is missing or damaged.") from error
    found = _digests(folder)
    for name in sorted({*expected, *found}):
        if expected.get(name) != found.get(name):
            raise Unusable(f"{folder} is damaged: {name} is not what was backed up. Nothing was changed.")
    return manifest


def restore(folder: Path) -> str:
    """Put a proven backup in the place of what is there, and say what it held. Raises Unusable."""
    manifest = proven(folder)
    alias = _ALIASES[manifest["what"]]
    connection = connections[alias]
    if connection.vendor != manifest["kind"]:
        raise Unusable(f"This backup is of {manifest['kind']}, and this installation runs on {connection.vendor}.")
    connection.close()
    if connection.vendor == "sqlite":
        _copy_sqlite(folder / "database.sqlite3", Path(str(connection.settings_dict["NAME"])))
    else:
        _run_for_postgres(alias, ["pg_restore", "--clean", "--if-exists", "--no-owner", str(folder / "database.dump")])
    if (folder / "files").exists():
        shutil.copytree(folder / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    return str(manifest["what"])


def _copy_database(alias: str, folder: Path) -> None:
    connection = connections[alias]
    if connection.vendor == "sqlite":
        _copy_sqlite(Path(str(connection.settings_dict["NAME"])), folder / "database.sqlite3")
    else:
        _run_for_postgres(alias, ["pg_dump", "--format=custom", f"--file={folder / 'database.dump'}"])


def _copy_sqlite(source: Path, target: Path) -> None:
    """Copy page by page under SQLite's own lock: a plain copy of a live file loses what is still in its log."""
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
            (verdict,) = new.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise Unusable(f"The database could not be copied: {error}.") from error
    if verdict != "ok":
        raise Unusable(f"The copy of the database is damaged: {verdict}.")


def _run_for_postgres(alias: str, command: list[str]) -> None:
    description = connections[alias].settings_dict
    target = ["--dbname", description["NAME"], "--username", description["USER"], "--host", description["HOST"]]
    variables = {**os.environ, "PGPASSWORD": description["PASSWORD"], "PGPORT": str(description["PORT"] or 5432)}
    try:
        done = subprocess.run([*command, *target], env=variables, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise Unusable(f"{command[0]} is not installed. On Debian: apt-get install postgresql-client") from error
    if done.returncode:
        raise Unusable(f"{command[0]} failed: {done.stderr.strip().splitlines()[-1] if done.stderr else 'no reason'}")


def _digests(folder: Path) -> dict[str, str]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.name != MANIFEST)
    return {file.relative_to(folder).as_posix(): _digest(file) for file in files}


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
