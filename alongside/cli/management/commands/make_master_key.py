"""``alongside make_master_key``: the first master key of a demo, or the next one of any installation."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alongside.kernel import crypto
from alongside.policy.keys import are_spaces_sealed


class Command(BaseCommand):
    help = "Add a master key to the file of master keys. The newest seals; the others still open until rotate_keys ran."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", default=settings.MASTER_KEYS_KEPT_IN)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        known = dict(settings.MASTER_KEYS)
        if not known and are_spaces_sealed():
            # A new first key would lock everybody out of what the lost one sealed, and hide that it is lost.
            raise CommandError(
                "There are sealed spaces, and the master keys that open them are missing. Bring them back."
            )
        if known and not file.exists():
            raise CommandError(f"{file} is not where the master keys are kept. Name the file they are in.")
        version = max(known, default=0) + 1
        keys = {**known, version: crypto.new_key()}
        try:
            _replace(file, crypto.as_text(keys) + "\n")
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        settings.MASTER_KEYS = keys
        self.stdout.write(f"Master key {version} is in {file}. Keep a copy apart from the backups.")


def _replace(file: Path, content: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = file.with_name(file.name + ".new")
    with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    whole.replace(file)
