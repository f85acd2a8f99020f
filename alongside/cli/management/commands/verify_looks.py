"""``alongside verify_looks``: is the log of looks at reports as it was written?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.domain.safety.look_log import breaks_in_chain, end_of_chain


class Command(BaseCommand):
    help = "Checks that no look at a report was changed or taken out of the log, and prints the last seal."

    def handle(self, *args: Any, **options: Any) -> None:
        breaks = list(breaks_in_chain())
        for trouble in breaks:
            self.stderr.write(trouble)
        count, seal = end_of_chain()
        if breaks:
            raise CommandError("The log of looks is not what was written.")
        self.stdout.write(f"{count} looks, each as it was written. The last seal is {seal}.")
        self.stdout.write("Keep it elsewhere: the next time it shows that none was cut off the end.")
