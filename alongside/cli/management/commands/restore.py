"""``alongside restore``: put a backup in the place of what is there."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from alongside.cli.backups import WORDS, Unusable, proven, restore
from alongside.domain.work import queries as work
from alongside.kernel import clock
from alongside.policy import keys as key_policy
from alongside.policy import people


class Command(BaseCommand):
    help = "Put a backup in the place of what is there. Stop web and worker first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="one backup, as the backup command named it")
        parser.add_argument("--replace", action="store_true", help="throw away what is there now")

    def handle(self, *args: Any, folder: Path, replace: bool, **options: Any) -> None:
        try:
            what = proven(folder)["what"]
            if _a_worker_lives():
                raise CommandError("A worker is running. Stop web and worker first, so that nothing is half old.")
            if not replace and _something_is_there(what):
                raise CommandError("This installation is not empty. --replace throws away what is there now.")
            restore(folder)
        except Unusable as why:
            raise CommandError(str(why)) from why
        # The backup may be older than this version of the program.
        call_command("upgrade", stdout=self.stdout)
        # What was erased since the backup must not come back, also when nobody remembers this step.
        call_command("replay_erasures", stdout=self.stdout)
        self.stdout.write("Restored. When words and keys are both back, start.")


def _a_worker_lives() -> bool:
    try:
        return work.a_worker_lives(clock.now())
    except Error:
        return False  # There are no tables yet: a new machine.


def _something_is_there(what: str) -> bool:
    try:
        return people.anybody_is_here() if what == WORDS else key_policy.are_spaces_sealed()
    except Error:
        return False
