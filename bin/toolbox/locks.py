"""Checks that the lock files name versions and hashes, and no address anyone has to reach."""

import re
import tomllib
from pathlib import Path

_NAME = re.compile(r"^([A-Za-z0-9._-]+)==\S+")
_REQUIREMENT = re.compile(r"^[A-Za-z0-9._-]+")


def problems(root: Path) -> list[str]:
    """One line for each thing that is wrong."""
    project = tomllib.loads((root / "pyproject.toml").read_text())
    runtime = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["scale"]]
    wanted = {
        "requirements.lock": runtime,
        "requirements-dev.lock": [*runtime, *project["dependency-groups"]["dev"]],
    }
    return [problem for name, needed in wanted.items() for problem in _problems_of(root / name, needed)]


def _problems_of(lock: Path, needed: list[str]) -> list[str]:
    text = lock.read_text()
    found = [f"{lock.name}: has an address: {line}" for line in text.splitlines() if "://" in line or line[:2] == "--"]
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    locked = {match.group(1).lower() for entry in entries if (match := _NAME.match(entry))}
    found += [f"{lock.name}: no hash for {entry.split()[0]}" for entry in entries if "--hash=sha256:" not in entry]
    names = [match.group().lower() for entry in needed if (match := _REQUIREMENT.match(entry))]
    found += [f"{lock.name}: {name} is missing; run bin/lock" for name in names if name not in locked]
    return found
