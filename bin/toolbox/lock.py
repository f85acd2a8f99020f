"""bin/lock: exact versions and hashes of every package, for Python 3.11 and newer, without any address."""

import os
import shutil
import subprocess
import sys

from toolbox import places, say

HEADER = "# Exact versions and hashes. Written by bin/lock from pyproject.toml; do not edit.\n"


def main(arguments: list[str]) -> int:
    """Write both lock files; ``bin/lock --upgrade`` takes the newest versions."""
    uv = _uv()
    for lock, extra in ((places.RUNTIME_LOCK, []), (places.DEVELOPER_LOCK, ["--group", "dev"])):
        # What was locked before stays, unless it is asked to move: uv reads the old file as it writes the new one.
        command = [uv, "pip", "compile", "pyproject.toml", "--extra", "scale", *extra]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
        command += ["--no-header", "--no-annotate", "--output-file", lock.name, *arguments]
        with say.step(f"Locking {lock.name}"):
            subprocess.run(command, cwd=places.ROOT, check=True, stdout=subprocess.DEVNULL)
            lock.write_text(HEADER + lock.read_text().removeprefix(HEADER))
    return 0


def _uv() -> str:
    if found := shutil.which("uv"):
        return found
    boot = places.ROOT / ".boot"
    if not (boot / "bin" / "uv").exists():
        with say.step("Fetching uv"):
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(boot), "uv"]
            subprocess.run(pip, check=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    return str(boot / "bin" / "uv")
