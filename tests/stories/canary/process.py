"""The ``alongside`` command with a clock that follows a file, and, only when asked, with sealing switched off.

``python -m tests.stories.canary.process serve ...``; lives in the tests, so no installation can run it by a setting.
"""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alongside.cli.main import main
from alongside.kernel import clock, crypto


class PlainCipher:
    """Seals nothing: the control that shows that the search would find something."""

    def __init__(self, key: bytes) -> None:
        pass

    @staticmethod
    def generate_key(bit_length: int) -> bytes:
        return os.urandom(bit_length // 8)

    def encrypt(self, nonce: bytes, plain: bytes, place: bytes) -> bytes:
        return plain + b"\0" * 16

    def decrypt(self, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
        return sealed[:-16]


def _follow(file: Path) -> None:
    while True:
        seconds = float(file.read_text() or 0)
        clock.travel(datetime.now(UTC) + timedelta(seconds=seconds))
        time.sleep(0.05)


if __name__ == "__main__":
    threading.Thread(target=_follow, args=(Path(os.environ["ALONGSIDE_TEST_CLOCK"]),), daemon=True).start()
    if os.environ.get("ALONGSIDE_TEST_UNSEALED") == "yes":
        crypto.AESGCM = PlainCipher  # type: ignore[assignment,misc]
    main()
