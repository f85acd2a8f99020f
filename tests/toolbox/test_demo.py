"""bin/demo says in one sentence what keeps it from starting."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _demo(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "bin" / "demo"), *arguments]
    return subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, text=True, check=False, timeout=60
    )


def _says(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert done.returncode != 0
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_a_port_in_use_is_named_with_a_free_one(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = _demo("--port", str(port), "--data-dir", str(tmp_path))

    _says(done, f"Port {port} is in use by another program. Choose another, for example --port ")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    _says(_demo("--data-dir", str(tmp_path / "file" / "demo")), "cannot be written to (Not a directory)")


def test_a_second_demo_in_the_same_folder_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    with (tmp_path / "running").open("w") as running:
        running.write("http://127.0.0.1:8123/")
        running.flush()
        fcntl.flock(running, fcntl.LOCK_EX)

        done = _demo("--data-dir", str(tmp_path))

    _says(done, "This demo is already running at http://127.0.0.1:8123/.")


def test_an_old_python_is_told_what_it_takes(tmp_path: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        (tmp_path / name).write_text('#!/bin/sh\ncase "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac\n')
        (tmp_path / name).chmod(0o755)
    for name in ("sh", "dirname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))

    done = _demo(PATH=str(tmp_path), ALONGSIDE_PYTHON="")

    _says(done, "Alongside needs Python 3.11 or newer, and this machine has Python 3.9.2.")


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_cannot_be_is_refused(port: str) -> None:
    _says(_demo("--port", port), f"--port is {port}; it must be from 1 to 65535.")
