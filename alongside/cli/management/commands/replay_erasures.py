"""``alongside replay_erasures``: after a restore, destroy again the keys of erased spaces."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.policy.keys import replay_erasures


class Command(BaseCommand):
    help = "Destroy again every key whose space was erased. Run it after a restore, before the site opens."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{replay_erasures()} erased spaces had come back; they are erased again.")
