"""``alongside setup_code``: the code that opens a new site at /setup/."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alongside.domain.people.setup_code import setup_code
from alongside.policy import people


class Command(BaseCommand):
    help = "Print the code that opens a new site at /setup/."

    def handle(self, *args: Any, **options: Any) -> None:
        if people.anybody_is_here():
            raise CommandError("This site is set up already.")
        self.stdout.write(f"Open {settings.SITE_ADDRESS}/setup/ and give this code: {setup_code()}")
