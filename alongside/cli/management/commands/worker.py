"""``alongside worker``: hands on events, sends mail, turns the weeks."""

from __future__ import annotations

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Do what is due: hand on events, send mail, open the week's steps."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = import_string(settings.WORKER)()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: worker.stop())
        worker.run()
