"""bin/lint: style, types, layers, templates and colors; every check runs, and the end says which failed."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from toolbox import colors, environment, locks, places, say, templates

Check = Callable[[], bool]


def main(arguments: list[str]) -> int:
    """Run every check; ``bin/lint --fix`` mends first what ruff can mend by itself."""
    python = environment.prepare(places.DEVELOPER_LOCK)
    ruff = str(python.parent / "ruff")
    if arguments == ["--fix"]:
        _run([ruff, "check", "--fix", "--quiet", "."])()
        _run([ruff, "format", "--quiet", "."])()
    elif arguments:
        raise say.Stop("Use: bin/lint or bin/lint --fix.", code=2)
    checks: dict[str, Check] = {
        "style (ruff check)": _run([ruff, "check", "--quiet", "."]),
        "layout (ruff format)": _run([ruff, "format", "--check", "--quiet", "."]),
        "types (mypy)": _run([str(python), "-m", "mypy", "alongside", "tests"]),
        "types of the launchers": _run([str(python), "-m", "mypy", "--config-file=", "--strict", "bin/toolbox"]),
        "layers (import-linter)": _run([str(python.parent / "lint-imports")]),
        "templates": _report(templates.problems),
        "colors": _report(colors.problems),
        "lock files": _report(locks.problems),
    }
    failed = [name for name, check in checks.items() if not _tell(name, check)]
    say.line(f"\nFAILED: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


def _tell(name: str, check: Check) -> bool:
    begun = time.monotonic()
    passed = check()
    say.line(f"  {'ok    ' if passed else 'FAILED'} {name} ({time.monotonic() - begun:.1f} s)")
    return passed


def _run(command: list[str]) -> Check:
    def check() -> bool:
        variables = places.environment_variables(clean=True)
        done = subprocess.run(
            command,
            cwd=places.ROOT,
            env=variables,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            sys.stdout.write(done.stdout + done.stderr)
        return done.returncode == 0

    return check


def _report(find: Callable[[Path], list[str]]) -> Check:
    def check() -> bool:
        found = find(places.ROOT)
        for problem in found:
            say.line(problem)
        return not found

    return check
