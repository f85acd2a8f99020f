"""Where things lie: the checkout, the Python environment and the data folders."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RUNTIME_LOCK = ROOT / "requirements.lock"
DEVELOPER_LOCK = ROOT / "requirements-dev.lock"


def environment_folder() -> Path:
    """The virtual environment: in the checkout, or in the person's cache when the checkout is read-only."""
    if chosen := os.environ.get("ALONGSIDE_VENV"):
        return Path(chosen).absolute()
    if os.access(ROOT, os.W_OK):
        return ROOT / ".venv"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "alongside" / ROOT.as_posix().strip("/").replace("/", "-") / "venv"


def environment_variables(**more: str) -> dict[str, str]:
    """The variables for a process of ours: the checkout is importable, and output is not held back."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **more}
