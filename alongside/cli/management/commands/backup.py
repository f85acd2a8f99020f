"""``alongside backup``: a proven copy of the words and files, or of the keys."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.cli.backups import KEYS, WORDS, Unusable, back_up, proven
from alongside.kernel import clock


class Command(BaseCommand):
    help = "Copy the words and files, or with --keys the keys, into a new folder, while the site goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups are kept; the keys belong somewhere else")
        parser.add_argument("--keys", action="store_true", help="copy the keys of the private spaces")

    def handle(self, *args: Any, folder: Path, keys: bool, **options: Any) -> None:
        try:
            made = back_up(KEYS if keys else WORDS, folder, at=clock.now())
            files = proven(made)["files"]
        except Unusable as why:
            raise CommandError(str(why)) from why
        self.stdout.write(f"{made}: {len(files)} files, each read again and found whole.")
