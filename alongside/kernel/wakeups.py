"""Telling every process that something changed, so that those who wait need not ask all the time.

SQLite needs nothing: whoever waits watches its ``data_version``. PostgreSQL carries a NOTIFY that goes out with the
commit; with Redis a word is published after it. The word itself says nothing; whoever wakes looks for what is new.

A *whisper* is for what passes and is kept nowhere, such as "is writing": whoever does not listen right now misses it.
Without PostgreSQL or Redis it reaches the streams of the same process.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction

CHANNEL = "alongside_changes"
log = logging.getLogger(__name__)
_ears: set[Callable[[str], None]] = set()


def wake_after_commit() -> None:
    """Wake everybody who waits, once the present transaction is committed."""
    if settings.REDIS_URL:
        transaction.on_commit(_publish)
    elif connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def whisper(word: str) -> None:
    """Say a passing word to whoever listens in any process."""
    if settings.REDIS_URL:
        _publish(word)
    elif connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, word])
    else:
        for ear in tuple(_ears):
            ear(word)


def lend_ear(ear: Callable[[str], None]) -> None:
    """Hear what is whispered in this process; called in the thread of whoever whispers."""
    _ears.add(ear)


def stop_listening(ear: Callable[[str], None]) -> None:
    """The opposite of ``lend_ear``."""
    _ears.discard(ear)


def _publish(word: str = "") -> None:
    from redis import RedisError

    try:
        _redis().publish(CHANNEL, word)
    except RedisError as trouble:
        # Nobody loses anything: those who wait also look by themselves, every second.
        log.warning("Redis could not be told of a change: %s", type(trouble).__name__)


@cache
def _redis() -> Any:
    import redis

    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
