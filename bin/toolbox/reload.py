"""Runs the command given as arguments, and starts it anew whenever a Python file of the program changes."""

import signal
import subprocess
import sys
import time
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent.parent / "alongside"


def newest_change() -> float:
    """When the program's code last changed."""
    return max(file.stat().st_mtime for file in PROGRAM.rglob("*.py"))


def main(command: list[str]) -> int:
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        seen = newest_change()
        process = subprocess.Popen(command)
        # A command that failed waits for the next change, so that a typing mistake does not end the session.
        while not stopping and newest_change() == seen:
            time.sleep(0.5)
        process.terminate()
        process.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
