"""``alongside seed_demo``: fills an empty database with the demo community."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import import_string

from alongside.cli.demo.community import Community
from alongside.kernel import clock
from alongside.policy import people

_LOOKS = 2  # what one look announces, the next one acts on


class Command(BaseCommand):
    help = "Fill an empty database with the demo community. Takes about a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("The demo community is not for production.")
        if people.anybody_is_here():
            raise CommandError("There are people in this database already. The demo needs an empty one.")
        community = Community(clock.now(), self._work)
        self._worker = import_string(settings.WORKER)()
        for words, step in community.steps():
            self.stdout.write(words)
            self.stdout.flush()
            # One transaction a step: a demo that is broken off is thrown away whole, so speed wins here.
            with transaction.atomic():
                step()

    def _work(self, at: datetime) -> None:
        for look in range(_LOOKS):
            self._worker.live_through(at + timedelta(seconds=look))
