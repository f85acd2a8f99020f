"""The lock files hold versions and hashes of everything we ask for, and no address."""

from __future__ import annotations

from pathlib import Path

import pytest
from toolbox import locks

ROOT = Path(__file__).resolve().parents[2]
ENTRY = "{name}==1.0 \\\n    --hash=sha256:00\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["Django>=5"]\n[project.optional-dependencies]\nscale = ["redis"]\n'
        '[dependency-groups]\ndev = ["pytest"]\n'
    )
    runtime = ENTRY.format(name="django") + ENTRY.format(name="redis")
    (tmp_path / "requirements.lock").write_text(f"# header\n{runtime}")
    (tmp_path / "requirements-dev.lock").write_text(f"# header\n{runtime}{ENTRY.format(name='pytest')}")
    return tmp_path


def test_our_own_are_in_order() -> None:
    assert not locks.problems(ROOT)


def test_a_complete_pair_of_locks_passes(project: Path) -> None:
    assert not locks.problems(project)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("--index-url here", "has an address"),
        ("left @ https://files.example.org/left.whl", "has an address"),
        ("left==1.0", "no hash for left==1.0"),
    ],
)
def test_a_line_that_does_not_belong_is_found(project: Path, line: str, problem: str) -> None:
    with (project / "requirements.lock").open("a") as lock:
        lock.write(f"{line}\n")

    assert any(problem in found for found in locks.problems(project))


def test_a_package_that_was_never_locked_is_named(project: Path) -> None:
    (project / "requirements.lock").write_text(ENTRY.format(name="django"))

    assert locks.problems(project) == ["requirements.lock: redis is missing; run bin/lock"]
