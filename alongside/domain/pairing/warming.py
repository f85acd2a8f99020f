"""Compiling the engine's kernels ahead of the first round, in a process of its own.

Numba compiles each kernel once and keeps the result in ``NUMBA_CACHE_DIR``. That takes most of a minute, so the worker
does it when it starts, before anybody asks for a round; and in a process that ends, so that a small machine gets its
memory back. A mark in the folder says that everything was compiled, for this version of the engine and of numba.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import alongside.matching
from alongside.matching import OBJECTIVES, Mentee, Mentor, best_mentors, match
from alongside.matching.compiling import COMPILED
from alongside.matching.engine import FEW_PAIRS

_TOPICS = ("Interviews", "My CV", "Changing jobs", "Confidence", "Leading people")
_TIMES = ("mon-evening", "tue-evening", "sat-morning", "sun-morning")
_child: subprocess.Popen[bytes] | None = None


def is_ready() -> bool:
    """Whether a large round begins at once on this machine."""
    return not COMPILED or _mark().exists()


def begin_getting_ready() -> bool:
    """Compile what is not compiled yet, beside everything else. Says whether that is still going on."""
    global _child
    if _child is not None and _child.poll() is None:
        return True
    failed, _child = bool(_child and _child.returncode), None
    if failed:
        raise ChildProcessError("the engine could not be compiled ahead; rounds compile it when they need it")
    if is_ready():
        return False
    here = Path(alongside.matching.__file__).parents[2]
    _child = subprocess.Popen([sys.executable, "-m", "alongside.domain.pairing.warming"], cwd=here)
    atexit.register(_child.terminate)
    return True


def is_under_way() -> bool:
    """Whether this process has begun to compile and is not done."""
    return _child is not None and _child.poll() is None


def compile_everything() -> None:
    """Run every objective over a few made-up people, which compiles whatever they need."""
    mentors = [
        Mentor(
            id=f"mentor {n}", topics=(_TOPICS[n % 5], _TOPICS[(n + 1) % 5]), languages=("en",), timezone="UTC",
            availability=(_TIMES[n % 4], _TIMES[(n + 1) % 4]), about=f"Helps with {_TOPICS[n % 5]}", capacity=1 + n % 2,
        )
        for n in range(40)
    ]  # fmt: skip
    mentees = [
        Mentee(
            id=f"mentee {n}", topics=(_TOPICS[n % 5],), languages=("en",), timezone="UTC+1", waiting=n / 60,
            availability=(_TIMES[n % 4],), about=f"Wants {_TOPICS[n % 5]}",
        )
        for n in range(60)
    ]  # fmt: skip
    assert len(mentors) * len(mentees) > FEW_PAIRS
    for objective in OBJECTIVES:
        found = match(mentors, mentees, objective=objective)
        assert found.unmatched_mentees is not None
        best_mentors(found, 5)
        match(mentors[1:], mentees[1:], objective=objective, previous=found, steadiness=0.05)


def _mark() -> Path:
    return Path(os.environ.get("NUMBA_CACHE_DIR") or Path.home() / ".cache" / "alongside" / "kernels") / _this_version()


def _this_version() -> str:
    """Numba compiles anew when a file of the engine, Python or numba itself changed; so the mark names them all."""
    said = hashlib.sha256(sys.version.encode())
    try:
        said.update(version("numba").encode())
    except PackageNotFoundError:
        said.update(b"none")
    for file in sorted(Path(alongside.matching.__file__).parent.glob("*.py")):
        stat = file.stat()
        said.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return f"ready-{said.hexdigest()[:16]}"


def main() -> None:
    """Compile, unless another process does or did: after a worker was killed its child goes on alone."""
    folder = _mark().parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "compiling").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_ready():
            compile_everything()
            _mark().write_text("Every kernel of this version is compiled.\n")


if __name__ == "__main__":
    os.nice(3)  # a little behind the pages; far behind, a busy machine would never be done
    main()
