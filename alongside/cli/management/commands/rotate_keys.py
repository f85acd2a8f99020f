"""``alongside rotate_keys``: wrap the key of every space with the newest master key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.kernel import clock
from alongside.kernel.refusal import Refusal
from alongside.policy.keys import rewrap_all


class Command(BaseCommand):
    help = "Wrap the key of every space and report with the newest master key. Can be stopped and started again."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        try:
            for batch in rewrap_all(clock.now()):
                done += batch
                self.stdout.write(f"{done} keys wrapped anew")
        except Refusal as refusal:
            raise CommandError(f"{refusal} {done} keys were wrapped anew; the rest is untouched.") from refusal
        self.stdout.write("Every key is wrapped with the newest master key. Older ones can be taken out of the file.")
