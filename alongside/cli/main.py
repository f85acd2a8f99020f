"""The ``alongside`` command: what an operator can ask for."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run one command; a setting that cannot be used is said in one sentence."""
    if sys.argv[1:2] == ["match"]:
        # Matching files needs neither settings nor a database, so Django is not even loaded for it.
        from alongside.cli.match.command import main as match_files

        sys.exit(match_files(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    if "make_secrets" in sys.argv[1:2]:
        # Production refuses to start without the secrets that this very command makes.
        os.environ["ALONGSIDE_MODE"] = "development"
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as why:
        sys.exit(f"Alongside cannot start: {why}")


if __name__ == "__main__":
    main()
