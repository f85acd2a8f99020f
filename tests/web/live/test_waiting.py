"""Waking up when something changed, whatever carries the word."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from alongside.kernel import wakeups
from alongside.kernel.wakeups import wake_after_commit
from alongside.web.live.waiting import Waiter, new_waiter
from tests import cast
from tests.plugins.machine import REDIS_URL

pytestmark = pytest.mark.django_db(transaction=True)


def _change() -> None:
    """What a command does, in a thread as a page would."""
    try:
        with transaction.atomic():
            cast.person()
            wake_after_commit()
    finally:
        connection.close()


async def _time_to_wake(act: Callable[[], None] | None) -> float:
    waiter: Waiter = new_waiter()
    await _ready(waiter)
    started = time.monotonic()
    if act:
        Thread(target=act).start()
    await waiter.wait(3.0)
    took = time.monotonic() - started
    await waiter.close()
    return took


async def _ready(waiter: Waiter) -> None:
    """Let it connect, and let pass what came before."""
    for _ in range(3):
        await waiter.wait(0.3)


def _run(waking: Awaitable[float]) -> float:
    return asyncio.run(waking)  # type: ignore[arg-type]


def test_a_change_wakes_within_a_moment() -> None:
    assert _run(_time_to_wake(_change)) < 1


def test_without_a_change_nobody_is_woken() -> None:
    assert _run(_time_to_wake(None)) >= 2.9


@pytest.mark.redis
def test_a_word_through_redis_wakes(settings: Any) -> None:
    settings.REDIS_URL = REDIS_URL
    wakeups._redis.cache_clear()

    assert _run(_time_to_wake(_change)) < 1


@pytest.mark.postgres
def test_a_rolled_back_change_wakes_nobody() -> None:
    def undo() -> None:
        try:
            with transaction.atomic():
                wake_after_commit()
                transaction.set_rollback(True)
        finally:
            connection.close()

    assert _run(_time_to_wake(undo)) >= 2.9


def test_a_redis_that_is_away_stops_no_page(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    wakeups._redis.cache_clear()

    _change()
    wakeups._redis.cache_clear()


async def _what_is_heard() -> list[str]:
    waiter: Waiter = new_waiter()
    await _ready(waiter)
    Thread(target=_whisper).start()
    heard: list[str] = []
    for _ in range(10):
        await waiter.wait(0.3)
        heard += waiter.take_heard()
    await waiter.close()
    return heard


def _whisper() -> None:
    try:
        wakeups.whisper("writing a b c")
    finally:
        connection.close()


def test_a_whisper_is_heard_once() -> None:
    assert asyncio.run(_what_is_heard()) == ["writing a b c"]


@pytest.mark.redis
def test_a_whisper_goes_through_redis(settings: Any) -> None:
    settings.REDIS_URL = REDIS_URL
    wakeups._redis.cache_clear()

    assert asyncio.run(_what_is_heard()) == ["writing a b c"]
