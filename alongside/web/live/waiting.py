"""Waiting for a change anywhere: by SQLite's own counter, PostgreSQL's NOTIFY or a word through Redis."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from abc import abstractmethod
from typing import Any, Protocol

from django.conf import settings
from django.db import connections

from alongside.kernel.wakeups import CHANNEL, lend_ear, stop_listening

_LOOK_EVERY = 0.05  # seconds between two looks at SQLite's counter; a look takes microseconds
_GATHER = 0.03  # seconds to let several changes become one look
log = logging.getLogger(__name__)


class Waiter(Protocol):
    """Something that can wait for a change. ``heard`` collects the passing words that came with it."""

    heard: list[str]

    def take_heard(self) -> list[str]:
        """What was whispered since the last time."""
        taken, self.heard = self.heard, []
        return taken

    @abstractmethod
    async def wait(self, longest: float) -> None:
        """Return when something changed, or after ``longest`` seconds."""

    @abstractmethod
    async def close(self) -> None:
        """Let go of what was held."""


def new_waiter() -> Waiter:
    """The one that fits this installation."""
    description = connections["default"].settings_dict
    if settings.REDIS_URL:
        return _RedisWaiter(settings.REDIS_URL)
    if connections["default"].vendor == "postgresql":
        return _PostgresWaiter(connections["default"].get_connection_params())
    return _SqliteWaiter(str(description["NAME"]))


class _SqliteWaiter(Waiter):
    """``PRAGMA data_version`` changes when any other connection, of any process, has committed."""

    def __init__(self, path: str) -> None:
        self.heard = []
        self._ear = self.heard_now
        lend_ear(self._ear)
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, uri="file:" in path)
        self._seen = self._version()

    async def wait(self, longest: float) -> None:
        waited = 0.0
        while waited < longest:
            await asyncio.sleep(_LOOK_EVERY)
            waited += _LOOK_EVERY
            version = self._version()
            if version != self._seen:
                self._seen = version
                return
            if self.heard:
                return

    async def close(self) -> None:
        stop_listening(self._ear)
        self._connection.close()

    def heard_now(self, word: str) -> None:
        """Called by the thread that whispers; the next look, a moment later, takes it."""
        self.heard.append(word)

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


class _Listening(Waiter):
    """Waits for words on a connection of its own, and makes a new one when it breaks."""

    def __init__(self) -> None:
        self.heard = []
        self._changed = asyncio.Event()
        self._task = asyncio.create_task(self._keep_listening())

    async def wait(self, longest: float) -> None:
        try:
            await asyncio.wait_for(self._changed.wait(), longest)
        except TimeoutError:
            return
        await asyncio.sleep(_GATHER)
        self._changed.clear()

    async def close(self) -> None:
        self._task.cancel()

    def _hear(self, word: str) -> None:
        if word:
            self.heard.append(word)
        self._changed.set()

    async def _keep_listening(self) -> None:
        while True:
            try:
                await self._listen()
            except Exception as trouble:
                log.warning("The live channel lost its wake-up: %s", type(trouble).__name__)
                # Whatever was missed meanwhile is found by looking.
                self._changed.set()
                await asyncio.sleep(1)

    async def _listen(self) -> None:
        raise NotImplementedError


class _PostgresWaiter(_Listening):
    def __init__(self, parameters: dict[str, Any]) -> None:
        known = ("host", "port", "dbname", "user", "password", "service", "passfile", "sslmode", "sslrootcert")
        self._parameters = {key: value for key, value in parameters.items() if key in known}
        super().__init__()

    async def _listen(self) -> None:
        import psycopg

        async with await psycopg.AsyncConnection.connect(**self._parameters, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            async for notify in connection.notifies():
                self._hear(notify.payload)


class _RedisWaiter(_Listening):
    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    async def _listen(self) -> None:
        from redis import asyncio as redis

        # A subscriber hears nothing for hours on a quiet night; no timeout may take that for a fault.
        client = redis.Redis.from_url(self._address, socket_timeout=None, health_check_interval=30)
        async with client, client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            async for message in channel.listen():
                data = message.get("data")
                self._hear(data.decode() if isinstance(data, bytes) else "")
