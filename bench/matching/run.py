"""Run every method at every size, one after another, and write results.json, results.md and results.svg.

``python -m bench.matching.run [METHOD ...]`` with the environment of README.md. Each run has 120 seconds
of processor time after preparing and 16 GiB; what exceeds them is written down as such, and the method
is not run at greater sizes. Results of methods and sizes that are not run again are kept.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.matching import standing, starting
from bench.matching.methods import OURS, PEERS

FOLDER = Path(__file__).parent
SIZES = ((100, 60), (180, 120), (1_000, 600), (5_000, 3_000), (20_000, 12_000), (100_000, 60_000))
LIMIT = 120
BOTTOM, TOP = int(os.environ.get("BENCH_FROM", "0")), int(os.environ.get("BENCH_TOP", "100000"))
"""The smallest and the largest number of mentees to run now."""
# The least bytes a peer holds for each pair: a number for each of a mentor's two places, or one for the arc.
LEAST_BYTES = {"scipy": 16, "lapx": 16, "mentor-match": 16, "matching": 16, "ortools": 8, "pot": 8}
# Two packages from the registry both call themselves "matching", so each has a folder of its own.
PEER_FOLDERS = {"mentor-match": "mentor_match", "mentor-match-whole": "mentor_match", "matching": "matching"}


def run(method: str, mentees: int, mentors: int) -> dict[str, object]:
    """One run in a process of its own, stopped when it exceeds the limit."""
    paths = [str(Path.cwd())]
    if method in PEER_FOLDERS:
        paths.insert(0, str(Path(os.environ["BENCH_PEERS"]) / PEER_FOLDERS[method]))
    command = [sys.executable, "-m", "bench.matching.methods", method, str(mentees), str(mentors)]
    environment = {**os.environ, "PYTHONPATH": ":".join(paths)}
    result: dict[str, object] = {"method": method, "mentees": mentees, "mentors": mentors}
    with tempfile.TemporaryFile("w+") as words:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words, text=True, env=environment)
        assert process.stdout is not None
        ready, used = process.stdout.readline().strip() == "ready", cpu_of(process.pid)
        while process.poll() is None:
            if ready and cpu_of(process.pid) - used > LIMIT:
                process.kill()
                process.wait()
                return {**result, "failed": f"over {LIMIT} s"}
            time.sleep(0.05)
        out = process.stdout.read().strip().splitlines()
        words.seek(0)
        said = words.read().strip().splitlines() or ["?"]
    if out and not process.returncode:
        found: dict[str, object] = json.loads(out[-1])
        return found
    in_memory = "Memory" in said[-1] or "bad_alloc" in said[-1] or process.returncode < 0
    return {**result, "failed": "over 16 GiB" if in_memory else said[-1]}


def cpu_of(pid: int) -> float:
    """Processor seconds of a process so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except (OSError, IndexError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def machine() -> str:
    """What it ran on."""
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")), "?")
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {date.today()}"


def save(**found: object) -> None:
    """Put new results beside those that are there."""
    file = FOLDER / "results.json"
    held = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    held |= {"machine": machine(), **found}
    file.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Run what is asked for, keep the rest, write all."""
    chosen = sys.argv[1:] or [*OURS, *PEERS]
    file = FOLDER / "results.json"
    held = json.loads(file.read_text(encoding="utf-8"))["runs"] if file.exists() else []
    for method in (name for name in chosen if name in (*OURS, *PEERS)):
        for mentees, mentors in SIZES:
            if not BOTTOM <= mentees <= TOP:
                continue
            key = {"method": method, "mentees": mentees, "mentors": mentors}
            needed = LEAST_BYTES.get(method, 0) * mentees * mentors / 2**30
            if needed > 16:
                found: dict[str, object] = {**key, "failed": f"over 16 GiB: its table alone takes {needed:.0f} GiB"}
            else:
                found = run(method, mentees, mentors)
            print(found, file=sys.stderr, flush=True)
            held = [each for each in held if not key.items() <= each.items()] + [found]
            save(runs=held)
            if "failed" in found:
                break
    if not sys.argv[1:] or "changes" in chosen:
        save(changes=standing.measure(20_000, 12_000))
    if not sys.argv[1:] or "start" in chosen:
        save(start=starting.measure())
    from bench.matching.table import write

    write()


if __name__ == "__main__":
    main()
