"""Writers take turns: within a process by a lock, between processes by asking again every millisecond.

SQLite itself lets a writer that finds the file taken sleep up to a tenth of a second before it looks again. Under load
somebody else always comes first: with eight pages and a busy worker a message waited for six seconds.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import defaultdict
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_ASK_AGAIN_AFTER = 0.001  # seconds
_LONGEST_RUN = 0.02  # seconds in which the writers of one process may follow each other without a gap
_GAP = 0.003  # seconds, in which another process that asks every millisecond gets in


class _Turn:
    """Whose turn it is among the threads of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._run_began = self._ended = 0.0

    def take(self, patience: float) -> bool:
        if not self._lock.acquire(timeout=patience):
            return False
        now = time.monotonic()
        if now - self._ended > _GAP:
            self._run_began = now
        elif now - self._run_began > _LONGEST_RUN:
            time.sleep(_GAP)
            self._run_began = time.monotonic()
        return True

    def give_back(self) -> None:
        self._ended = time.monotonic()
        self._lock.release()


_turns: defaultdict[str, _Turn] = defaultdict(_Turn)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._holds: _Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        turn = _turns[str(self.settings_dict["NAME"])]
        if not turn.take(patience):
            raise OperationalError("database is locked")
        self._holds = turn
        try:
            self._begin(time.monotonic() + patience)
        except BaseException:
            self._let_go()
            raise

    def _begin(self, deadline: float) -> None:
        with self.cursor() as cursor:
            patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute("PRAGMA busy_timeout = 0")
            try:
                while not self._began() and time.monotonic() < deadline:
                    time.sleep(_ASK_AGAIN_AFTER)
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {patience}")
        if not self.connection.in_transaction:
            raise OperationalError("database is locked")

    def _began(self) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as trouble:
            if getattr(trouble.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def _commit(self) -> None:
        # A commit that fails is followed by a rollback, which ends the turn.
        super()._commit()  # type: ignore[misc]
        self._let_go()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._let_go()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._let_go()

    def _let_go(self) -> None:
        held, self._holds = self._holds, None
        if held:
            held.give_back()
