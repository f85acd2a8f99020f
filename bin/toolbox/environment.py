"""Makes the Python environment: exactly the locked packages, each checked against its hash."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from toolbox import places, say

NEEDED_MEGABYTES = 900


def prepare(lock: Path = places.RUNTIME_LOCK) -> Path:
    """Return the Python of an environment that holds what ``lock`` names, making it when it is not there."""
    folder = places.environment_folder()
    python = folder / "bin" / "python"
    if _is_current(folder, lock):
        return python
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        guard = (folder.parent / f"{folder.name}.lock").open("w")
    except OSError as error:
        raise say.Stop(
            f"The Python environment cannot be made in {folder.parent}: {error.strerror}. "
            "Set ALONGSIDE_VENV to a folder you may write to."
        ) from error
    with guard:
        # Two commands started at once must not install into the same folder.
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not _is_current(folder, lock):
            _need_space(folder.parent)
            if not _works(python):
                with say.step("Making a Python environment"):
                    _make(folder)
            with say.step(f"Installing {_package_count(lock)} packages, each checked by its hash") as detail:
                _install(python, lock, detail)
            _stamp(folder, lock).write_text(_digest(lock))
        return python


def _is_current(folder: Path, lock: Path) -> bool:
    # The developer's lock holds everything the runtime lock does.
    locks = {lock, places.DEVELOPER_LOCK}
    return _works(folder / "bin" / "python") and any(
        _stamp(folder, each).is_file() and _stamp(folder, each).read_text() == _digest(each)
        for each in locks
        if each.is_file()
    )


def _stamp(folder: Path, lock: Path) -> Path:
    return folder / f"installed-{lock.name}.sha256"


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _package_count(lock: Path) -> int:
    return sum("==" in line for line in lock.read_text().splitlines() if line[:1].isalnum())


def _works(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _need_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise say.Stop(f"The disk of {folder} has {free} MB left; the packages need {NEEDED_MEGABYTES} MB.")


def _make(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    # Without its own pip the environment needs nothing that Debian ships apart (python3-venv).
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)


def _install(python: Path, lock: Path, detail: say.Detail) -> None:
    attempts = _installers(python)
    if not attempts:
        raise say.Stop(
            f"{sys.executable} has no pip, which Alongside needs to install packages. "
            "On Debian: apt-get install python3-pip"
        )
    for attempt in attempts:
        code, output = _run([*attempt, "--require-hashes", "--requirement", str(lock)], detail)
        if code == 0:
            return
    log = places.environment_folder() / "install.log"
    with suppress(OSError):
        log.write_text(output)
    raise say.Stop(_why(output, log))


def _installers(python: Path) -> list[list[str]]:
    """Ways to install, the quickest first. Wheels only: nothing is built, so no foreign code runs here."""
    options = ["--only-binary", ":all:"]
    found = []
    if uv := shutil.which("uv"):
        found.append([uv, "pip", "install", "--python", str(python), *options])
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode == 0:
        quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
        found.append([*pip, "--python", str(python), "install", *quiet, *options])
    return found


def _run(command: list[str], detail: say.Detail) -> tuple[int, str]:
    output = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            output.append(line)
            detail(line.strip())
    return process.returncode, "".join(output)


def _why(output: str, log: Path) -> str:
    if "No space left on device" in output:
        return "The disk is full: the packages could not be installed. Free some space and start again."
    if "DO NOT MATCH THE HASHES" in output or "Hash mismatch" in output:
        return f"A downloaded package is not the one we locked, so nothing was installed. Details: {log}"
    if "No matching distribution" in output or "no wheels" in output:
        version = ".".join(map(str, sys.version_info[:2]))
        return (
            f"A package is not to be had for Python {version} on this machine, or the package registry "
            f"cannot be reached. Details: {log}"
        )
    return f"The packages could not be installed. Is the package registry reachable? Details: {log}"
