"""``alongside upgrade``: bring the data folder and the databases up to this version."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError


class Command(BaseCommand):
    help = "Bring the databases and static files up to this version. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
                folder.mkdir(exist_ok=True)
        except OSError as error:
            raise CommandError(f"The data folder {settings.DATA_DIR} cannot be used: {error.strerror}.") from error
        try:
            call_command("migrate", interactive=False, verbosity=0)
            # The other apps have nothing in this database; to walk through their history would only take time.
            call_command("migrate", "keys", database="keys", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            if not settings.PRODUCTION and not settings.MASTER_KEYS:
                call_command("make_master_key", stdout=self.stdout)
        except OperationalError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        if settings.PRODUCTION:
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("Everything is up to this version.")
