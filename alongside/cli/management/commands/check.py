"""``alongside check``: Django's own checks, and with ``--deploy`` also the duties of whoever runs the site."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.check import Command as DjangoCheck

from alongside.cli.duties import duties

_SIGNS = {True: "green", False: "RED  ", None: "yours"}


class Command(DjangoCheck):
    help = "Checks the settings. With --deploy also says which duties of an operator are met."

    def handle(self, *app_labels: Any, **options: Any) -> None:
        super().handle(*app_labels, **options)
        if not options["deploy"]:
            return
        found = list(duties())
        for duty in found:
            self.stdout.write(f"{_SIGNS[duty.is_met]}  {duty.name}: {duty.says}")
        red = [duty.name for duty in found if duty.is_met is False]
        if red:
            raise CommandError(f"Not met: {', '.join(red)}.")
