"""The folder where the mail server leaves what comes in, one file for each message (a *Maildir*)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

LARGEST = 20_000_000
_TROUBLE = ".trouble"


def waiting_messages(maildir: Path) -> list[Path]:
    """What has come and was not taken in, the oldest first."""
    new = maildir / "new"
    return (
        sorted((file for file in new.iterdir() if file.is_file()), key=lambda file: file.name) if new.is_dir() else []
    )


def set_aside(maildir: Path, file: Path) -> None:
    """Keep a message that could not be understood where the operator finds it."""
    place = maildir / _TROUBLE
    place.mkdir(mode=0o700, exist_ok=True)
    file.rename(place / file.name)


def messages_set_aside(maildir: Path) -> Iterator[Path]:
    """What waits for the operator's eyes."""
    place = maildir / _TROUBLE
    return iter(sorted(place.iterdir())) if place.is_dir() else iter(())
