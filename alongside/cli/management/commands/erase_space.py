"""``alongside erase_space``: destroy the key of one private space, for a legal ground."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from alongside.kernel import clock
from alongside.policy.keys import erase, to_erase


class Command(BaseCommand):
    help = "Make one private space unreadable for ever. For a legal ground; the people in it can do it together."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=UUID, help="the id in the address of the space, such as /p/ID/")
        parser.add_argument("--for-ever", action="store_true", help="yes, nobody can bring it back")

    def handle(self, *args: Any, id: UUID, for_ever: bool, **options: Any) -> None:
        space = to_erase(id)
        if space is None:
            raise CommandError("There is no space with this id.")
        if not for_ever:
            raise CommandError("Nobody can bring it back. Say --for-ever if that is what you want.")
        erase(space, at=clock.now())
        self.stdout.write("Erased here, and again after every restore, as long as the ledger of erasures is kept.")
