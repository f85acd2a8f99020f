"""Takes every permission check away, one by one, and prints those no test notices.

``python -m bench.permissions.run REPORT [--gates] [MODULES…]`` in a developer's environment, or with ``--gates -``
the gates alone (see README.md).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

_TESTS = (
    "bench/permissions/asked.py", "tests/policy", "tests/web/groups", "tests/web/safety", "tests/web/spaces",
    "tests/web/live", "tests/domain/safety", "tests/domain/groups", "tests/domain/spaces",
    "tests/house/test_across_groups.py", "tests/stories/test_revocation.py",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run the trial, and say by the exit code whether anything went unnoticed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    import django

    django.setup()
    from bench.permissions.trial import Trial, chosen

    report, *rest = arguments
    paths = [each for each in rest if each != "--gates"]
    trial = Trial(chosen(paths), with_gates="--gates" in rest, report=Path(report))
    options = ["-q", "-pno:cacheprovider", "-s", "-mnot browser and not postgres and not redis"]
    here = pytest.main([*options, *_TESTS], plugins=[_Named(trial)])
    return int(here) or int(bool(trial.left or trial.surviving_gates))


class _Named:
    """Registers the trial under a name that its first half finds."""

    def __init__(self, trial: object) -> None:
        self.trial = trial

    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(self.trial, "trial")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
