"""Where things lie: the checkout, the Python environment and the data folders."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RUNTIME_LOCK = ROOT / "requirements.lock"
DEVELOPER_LOCK = ROOT / "requirements-dev.lock"
OF_ANOTHER_INSTALLATION = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")


def environment_folder() -> Path:
    """The virtual environment: in the checkout, or in the person's cache when that cannot be written to."""
    if chosen := os.environ.get("ALONGSIDE_VENV"):
        return Path(chosen).absolute()
    if os.access(ROOT, os.W_OK) or (ROOT / ".venv" / "bin" / "python").exists():
        return ROOT / ".venv"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "alongside" / ROOT.as_posix().strip("/").replace("/", "-") / "venv"


def environment_variables(*, clean: bool = False, **more: str) -> dict[str, str]:
    """The variables for a process of ours: the checkout is importable, and output is not held back.

    ``clean`` leaves out what is set for another installation, so that it cannot reach into a demo or a test.
    """
    variables = {
        name: value
        for name, value in os.environ.items()
        if not (clean and (name.startswith("ALONGSIDE_") or name in OF_ANOTHER_INSTALLATION))
    }
    return {**variables, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **more}
