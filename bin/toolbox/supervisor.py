"""Runs web and worker side by side: stops both when told to, and when either of them dies."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from toolbox import say

PATIENCE = 12.0  # seconds a child gets to stop by itself; the web server needs up to 5 for open streams
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


@dataclass
class Child:
    """A program to run; its lines go to the terminal with its name before them, or to a log file."""

    name: str
    command: Sequence[str | Path]
    variables: Mapping[str, str]
    log: Path | None = None


class Supervisor:
    """Keeps the children together: all of them run, or none."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._told_to_stop = threading.Event()

    def start(self) -> None:
        """Start every child. From here on a signal to stop is answered by ``wait``, not by dying at once."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note_the_signal)
        for child in self._children:
            self._running[child.name] = self._start(child)

    def wait_until_ready(self, address: str, seconds: float = 60.0) -> bool:
        """Whether the pages answered before the time was up, a child died or the person stopped it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._told_to_stop.is_set() and self.first_dead() is None:
            with contextlib.suppress(OSError):
                try:
                    urllib.request.urlopen(address, timeout=5).close()
                except urllib.error.HTTPError as error:
                    error.close()
                return True
            self._told_to_stop.wait(0.1)
        return False

    def wait(self) -> int:
        """Stay until told to stop or a child dies; then stop all, and say with what code to end."""
        try:
            while not self._told_to_stop.wait(0.3):
                if dead := self.first_dead():
                    say.line(f"The {dead} stopped by itself, so everything stops.{self._last_words(dead)}")
                    return 1
            say.line("\nStopping …")
            return 0
        finally:
            self.stop()

    def first_dead(self) -> str | None:
        """The name of a child that ended by itself."""
        return next((name for name, process in self._running.items() if process.poll() is not None), None)

    def stop(self) -> None:
        """End every child and what it started: kindly first, then by force."""
        for process in self._running.values():
            _signal_group(process, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        for process in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, until - time.monotonic()))
            _signal_group(process, signal.SIGKILL)
            process.wait()

    def _last_words(self, name: str) -> str:
        log = next(child.log for child in self._children if child.name == name)
        lines = log.read_text(errors="replace").strip().splitlines() if log and log.exists() else []
        return f" Its last words: {lines[-1]}" if lines else ""

    def _note_the_signal(self, number: int, frame: FrameType | None) -> None:
        self._told_to_stop.set()

    def _start(self, child: Child) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            child.command,
            env=child.variables,
            stdin=subprocess.DEVNULL,
            stdout=child.log.open("ab") if child.log else subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # A group of its own: Ctrl-C in the terminal reaches us alone, and we stop the children in order.
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )
        if process.stdout:
            threading.Thread(target=_repeat, args=(child.name, process.stdout.readline), daemon=True).start()
        return process


def _repeat(name: str, read_line: Callable[[], bytes]) -> None:
    while line := read_line():
        say.line(f"{name:>6} | {line.decode(errors='replace').rstrip()}")


def _end_with_parent() -> None:
    """Have the kernel stop the child when we are killed without a chance to do it ourselves."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
