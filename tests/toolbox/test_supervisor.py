"""The supervisor keeps web and worker together: both run, or neither."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

BIN = Path(__file__).resolve().parents[2] / "bin"
# One child writes its number down and sleeps; the other does what the test says.
PROGRAM = """
import os, sys
sys.path.insert(0, {bin!r})
from toolbox.supervisor import Child, Supervisor
sleeper = "import os, time, pathlib; pathlib.Path({pid!r}).write_text(str(os.getpid())); time.sleep(60)"
supervisor = Supervisor([
    Child("web", [sys.executable, "-c", sleeper], os.environ),
    Child("worker", [sys.executable, "-c", {other!r}], os.environ),
])
supervisor.start()
sys.exit(supervisor.wait())
"""


def _start(tmp_path: Path, other: str) -> tuple[subprocess.Popen[str], int]:
    file = tmp_path / "pid"
    program = PROGRAM.format(bin=str(BIN), pid=str(file), other=other)
    supervisor = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    _wait_for(lambda: file.exists() and file.read_text() != "")
    return supervisor, int(file.read_text())


def _wait_for(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until, "waited for 30 seconds"
        time.sleep(0.05)


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_stops_both_and_ends_well(tmp_path: Path, number: signal.Signals) -> None:
    supervisor, child = _start(tmp_path, "import time; time.sleep(60)")

    supervisor.send_signal(number)
    told, _ = supervisor.communicate(timeout=30)

    assert supervisor.returncode == 0
    assert "Stopping" in told
    assert _is_gone(child)


def test_when_one_dies_the_other_is_stopped_and_it_ends_badly(tmp_path: Path) -> None:
    supervisor, child = _start(tmp_path, "import sys, time; time.sleep(1); print('no disk'); sys.exit(3)")

    told, _ = supervisor.communicate(timeout=30)

    assert supervisor.returncode == 1
    assert "worker | no disk" in told
    assert "The worker stopped by itself, so everything stops." in told
    assert _is_gone(child)


def test_killed_without_warning_it_leaves_nobody_behind(tmp_path: Path) -> None:
    supervisor, child = _start(tmp_path, "import time; time.sleep(60)")

    supervisor.kill()
    supervisor.communicate(timeout=30)

    _wait_for(lambda: _is_gone(child))
