"""bin/test: every test this machine can run, on SQLite and where it is there on PostgreSQL, Redis and Chromium."""

import argparse
import os
import shutil
import subprocess
from pathlib import Path

from toolbox import environment, places, say, services

# On PostgreSQL run what depends on the database: everything that writes, and what asks for it by name.
ON_POSTGRES = ["tests/domain", "tests/config", "tests/stories", "tests/toolbox/test_services.py"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="bin/test", description="Run the tests. What is not known here goes to pytest, for example -k or a path."
    )
    parser.add_argument("--sqlite-only", action="store_true", help="start no PostgreSQL and no Redis")
    options, for_pytest = parser.parse_known_args(arguments)
    python = environment.prepare(places.DEVELOPER_LOCK)
    if options.sqlite_only:
        _say_what_is_left_out(services.Running(folder=""))
        return _pytest(python, {}, for_pytest)
    with services.for_a_while() as running:
        _say_what_is_left_out(running)
        return _on_both(python, running, for_pytest)


def _on_both(python: Path, running: services.Running, for_pytest: list[str]) -> int:
    """PostgreSQL first, then everything on SQLite, so that the last lines tell of the whole."""
    code = 0
    # Not as REDIS_URL: what one test counts in a cache that all share would reach into the others.
    redis = {"ALONGSIDE_TEST_REDIS_URL": running.redis_url} if running.redis_url else {}
    paths = [] if _names_a_path(for_pytest) else [path for path in ON_POSTGRES if (places.ROOT / path).exists()]
    if running.database_url:
        say.line("\nOn PostgreSQL: what writes to the database.")
        postgres = {name: value for name, value in running.variables.items() if name != "REDIS_URL"}
        code = _pytest(python, postgres | redis, ["-m", "not browser", *paths, *for_pytest])
    say.line("\nOn SQLite: everything.")
    return _pytest(python, redis, for_pytest) or code


def _names_a_path(for_pytest: list[str]) -> bool:
    return any((places.ROOT / argument.partition("::")[0]).exists() for argument in for_pytest)


def _pytest(python: Path, variables: dict[str, str], for_pytest: list[str]) -> int:
    kept = {name: value for name, value in os.environ.items() if name.startswith("ALONGSIDE_TEST_")}
    everything = places.environment_variables(clean=True, **kept, **variables)
    command = [str(python), "-m", "pytest", "--numprocesses", str(len(os.sched_getaffinity(0))), *for_pytest]
    code = subprocess.run(command, cwd=places.ROOT, env=everything, stdin=subprocess.DEVNULL, check=False).returncode
    nothing_matched = 5
    return 0 if code == nothing_matched and for_pytest else code


def _say_what_is_left_out(running: services.Running) -> None:
    there = {
        "PostgreSQL": bool(running.database_url),
        "Redis": bool(running.redis_url),
        "Chromium": any(map(shutil.which, BROWSERS)),
    }
    found = [name for name, is_there in there.items() if is_there]
    left_out = [name for name, is_there in there.items() if not is_there]
    say.line(f"Testing on SQLite{''.join(f', {name}' for name in found)}.")
    if left_out:
        say.line(f"LEFT OUT, because it is not here: the tests on {' and '.join(left_out)}.")
