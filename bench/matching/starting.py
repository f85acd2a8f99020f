"""How long ``alongside match`` takes from the shell, the first time on a machine and then: 300 people, two files."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.matching.communities import community


def measure() -> dict[str, float | str]:
    """Wall seconds of the whole command: without and with compiled kernels at hand, and what it says the first time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mentors, mentees, _ = community(180, 120)
        for file, people in (("mentors.csv", mentors), ("mentees.csv", mentees)):
            with (folder / file).open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(["id", "topics", "languages", "availability", "goals", "timezone", "background"])
                for each in people:
                    lists = (";".join(said) for said in (each.topics, each.languages, each.availability, each.goals))
                    writer.writerow([each.id, *lists, each.timezone, each.background])
        first, words = _run(folder)
        again = min(_run(folder)[0] for _ in range(3))
    said = next((line for line in words.splitlines() if "once" in line), "")
    return {"first": first, "again": again, "said": said}


def _run(folder: Path) -> tuple[float, str]:
    files = [str(folder / file) for file in ("mentors.csv", "mentees.csv")]
    command = [sys.executable, "-m", "alongside.cli.main", "match", *files, "--out", str(folder / "pairs.csv")]
    # An engine that was used in this process has set the folder of its cache for all others.
    kept = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    environment = {**kept, "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPATH": str(Path.cwd())}
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return time.perf_counter() - began, done.stderr


if __name__ == "__main__":
    print(measure())
