"""``alongside reseal_spaces``: give private spaces a new key and destroy the old one."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy.keys import reseal


class Command(BaseCommand):
    help = "Seal everything in spaces with a new key and destroy the old one. Can be stopped and started again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("spaces", type=UUID, nargs="*", help="ids of spaces; all of them when none is named")

    def handle(self, *args: Any, spaces: list[UUID], **options: Any) -> None:
        done = 0
        try:
            for space_id, changed in reseal(spaces, at=clock.now()):
                done += 1
                self.stdout.write(f"{space_id}: {changed} values sealed anew")
        except Refusal as refusal:
            raise CommandError(f"{refusal} {done} spaces were sealed anew; the rest is untouched.") from refusal
        self.stdout.write(f"{done} spaces have a new key. Old backups of the keys still open old backups of the words.")
