"""``alongside rotate_keys``: wrap the key of every space with the newest master key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.kernel.refusal import Refusal
from alongside.policy.keys import rewrap_keys


class Command(BaseCommand):
    help = "Wrap every space's key with the newest master key. Can be stopped and started again at any moment."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        try:
            for batch in rewrap_keys():
                done += batch
                self.stdout.write(f"{done} keys wrapped anew")
        except Refusal as refusal:
            raise CommandError(f"{refusal} {done} keys were wrapped anew; the rest is untouched.") from refusal
        self.stdout.write("Every key is wrapped with the newest master key. Older ones can be taken out of the file.")
