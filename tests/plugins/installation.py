"""A whole installation on this machine: its folder, its databases, its web server and its worker, as real processes.

For stories in which processes are killed, and for bench/live. Everything listens on 127.0.0.1, on ports of its own.
"""

from __future__ import annotations

import base64
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 40.0  # seconds a process may take to start on a busy machine


class Installation:
    """Where one installation lives and what of it runs. ``variables`` name its databases; none means SQLite files."""

    def __init__(self, folder: Path, variables: Mapping[str, str], *, program: str = "alongside") -> None:
        self.folder, self.port, self._program = folder, free_port(), program
        (folder / "logs").mkdir(parents=True, exist_ok=True)
        self.address = f"http://127.0.0.1:{self.port}"
        self.variables = {
            "ALONGSIDE_MODE": "production",
            "ALONGSIDE_DATA_DIR": str(folder / "data"),
            "ALONGSIDE_SECRET_KEY": secrets.token_urlsafe(40),
            "ALONGSIDE_MASTER_KEYS": f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
            "ALONGSIDE_SITE_ADDRESS": self.address,
            "ALONGSIDE_MAIL_URL": "smtp://127.0.0.1:9",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'bin'}",
            **variables,
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def call(self, *command: str) -> str:
        """Run one Python command of the installation to its end and give what it says."""
        done = subprocess.run(
            [sys.executable, *command], env=self._environment, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}: {done.stderr[-2000:]}"
        return done.stdout

    def start_web(self, processes: int = 1) -> None:
        """Start the web server and wait until it answers."""
        self._start("web", "serve", "--port", str(self.port), "--processes", str(processes))
        self.wait_until_it_answers()

    def start_worker(self) -> None:
        self._start("worker", "worker")

    def wait_until_it_answers(self) -> None:
        """Until the site shows that it and its database are there."""
        wait_for(self._answers, "the web server")

    def kill(self, name: str) -> None:
        """``kill -9`` of a process this installation started."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    def stop(self) -> None:
        """End what runs, the polite way first."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)
        self.running.clear()

    def logs(self) -> dict[str, bytes]:
        """What the processes said, by file."""
        return {file.name: file.read_bytes() for file in (self.folder / "logs").iterdir()}

    def _start(self, name: str, *command: str) -> None:
        with (self.folder / "logs" / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", self._program, *command],
                env=self._environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/health/", timeout=5):
                return True
        except HTTPError as unwell:  # without a worker, for example
            return unwell.code == 503 and b"database" not in unwell.read()
        except OSError:
            return False

    @property
    def _environment(self) -> dict[str, str]:
        """Nothing of the test run's own settings reaches the installation."""
        foreign = ("ALONGSIDE_", "DATABASE_URL", "REDIS_URL", "DJANGO_")
        ours = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        return {**ours, "DJANGO_SETTINGS_MODULE": "alongside.config.settings", **self.variables}


@contextmanager
def installation(folder: Path, variables: Mapping[str, str] | None = None) -> Iterator[Installation]:
    """A new installation with empty databases, ended afterwards."""
    new = Installation(folder, variables or {})
    new.call("-m", "alongside", "upgrade")
    try:
        yield new
    finally:
        new.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(happened: Any, what: str, longest: float = _PATIENCE) -> float:
    """Wait until ``happened()`` and say how many seconds it took; fail aloud when it never does."""
    began = time.monotonic()
    while not happened():
        waited = time.monotonic() - began
        assert waited < longest, f"{what} did not come within {longest:.0f} seconds"
        time.sleep(0.05)
    return time.monotonic() - began


def port_of(url: str) -> int:
    return urlsplit(url).port or 0
