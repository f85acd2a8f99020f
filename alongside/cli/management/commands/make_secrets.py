"""``alongside make_secrets``: the two secrets an installation needs."""

from __future__ import annotations

import base64
import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Make the secret key and the first master key in a folder that only you can read."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to put them, for example /etc/alongside")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        made = {
            "secret-key": secrets.token_urlsafe(50),
            "master-keys": f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        }
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name, value in made.items():
                _write_once(folder / name, value)
        except FileExistsError as error:
            raise CommandError(f"{error.filename} is there already. Nothing was overwritten.") from error
        except OSError as error:
            raise CommandError(f"{folder} cannot be written to: {error.strerror}.") from error
        self.stdout.write(f"ALONGSIDE_SECRET_KEY_FILE={folder.absolute() / 'secret-key'}")
        self.stdout.write(f"ALONGSIDE_MASTER_KEYS_FILE={folder.absolute() / 'master-keys'}")
        self.stderr.write("Keep a copy of the master keys apart from the backups. Without them no private space opens.")


def _write_once(file: Path, content: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(content + "\n")
