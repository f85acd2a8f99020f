"""Writers take turns: within a process by a lock, between processes by asking again every two milliseconds.

SQLite itself lets a writer that finds the file taken sleep up to a tenth of a second before it looks again. Under load
somebody else always comes first: with eight pages and a busy worker a message waited for six seconds.

And it sleeps with its connection locked. Python's garbage collector may close a cursor of that connection in another
thread, the very one everybody waits for: both would wait for each other until patience ends. So no connection of ours
ever sleeps inside SQLite; it is asked again from here.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_ASK_AGAIN_AFTER = 0.002  # seconds
_LONGEST_RUN = 0.02  # seconds in which the writers of one process may follow each other without a gap
_GAP = 0.005  # seconds, in which another process that asks again and again gets in
_TAKEN = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY)
Answer = TypeVar("Answer")


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


class _PatientCursor(base.SQLiteCursorWrapper):
    """A cursor that asks again while somebody else writes."""

    patience = 0.0

    def execute(self, query: str, params: Any = None) -> Any:
        return _patiently(lambda: super(_PatientCursor, self).execute(query, params), self.patience)

    def executemany(self, query: str, param_list: Any) -> Any:
        rows = list(param_list)
        return _patiently(lambda: super(_PatientCursor, self).executemany(query, rows), self.patience)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._holds: _Turn | None = None

    @property
    def _patience(self) -> float:
        return float(self.settings_dict["OPTIONS"].get("timeout", 5))

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA busy_timeout = 0")
        return connection

    def create_cursor(self, name: str | None = None) -> _PatientCursor:
        cursor: _PatientCursor = self.connection.cursor(factory=_PatientCursor)
        cursor.patience = self._patience
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        turn = _turns[str(self.settings_dict["NAME"])]
        if not turn.take(self._patience):
            raise OperationalError("database is locked")
        self._holds = turn
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._let_go()
            raise

    def _commit(self) -> None:
        # A commit that fails is followed by a rollback, which ends the turn.
        _patiently(super()._commit, self._patience)  # type: ignore[misc]
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


def _patiently(ask: Callable[[], Answer], patience: float) -> Answer:
    deadline = time.monotonic() + patience
    while True:
        try:
            return ask()
        except (sqlite3.OperationalError, OperationalError) as trouble:
            cause = trouble.__cause__ or trouble
            if getattr(cause, "sqlite_errorcode", None) not in _TAKEN or time.monotonic() > deadline:
                raise
        time.sleep(_ASK_AGAIN_AFTER)
