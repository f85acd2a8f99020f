"""The code that proves that whoever opens a new site can read its data folder."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

from django.conf import settings

from alongside.kernel.ids import new_code


def setup_code() -> str:
    """The code of this site, made the first time it is asked for, in a file only the owner can read."""
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(code := new_code())
    return code


def is_setup_code(code: str) -> bool:
    """Whether ``code`` is the one in the file; case and spaces do not matter."""
    path = _path()
    if not path.exists():
        return False
    return hmac.compare_digest(_plain(path.read_text()).encode(), _plain(code).encode())


def _plain(code: str) -> str:
    return "".join(code.split()).upper()


def _path() -> Path:
    return Path(settings.DATA_DIR) / "secret" / "setup-code"
