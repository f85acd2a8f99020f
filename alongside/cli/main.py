"""The ``alongside`` command: what an operator can ask for."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured


def main() -> None:
    """Run one command; a setting that cannot be used is said in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    if "make_secrets" in sys.argv[1:2]:
        # Production refuses to start without the secrets that this very command makes.
        os.environ["ALONGSIDE_MODE"] = "development"
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as why:
        sys.exit(f"Alongside cannot start: {why}")


if __name__ == "__main__":
    main()
