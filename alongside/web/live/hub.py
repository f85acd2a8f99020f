"""One look for everybody: asks what is new for all open streams together, and hands each its part."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

from django.db import close_old_connections

from alongside.kernel import clock
from alongside.policy.live import Listener, News, Writing, listener_with, news_for, read_whisper
from alongside.web.live.waiting import new_waiter

# Also without a wake-up everybody is looked at this often, so that who was shut out is gone within a second.
LOOK_AT_LEAST_EVERY = 0.6
Asked = TypeVar("Asked")
Answered = TypeVar("Answered")
log = logging.getLogger(__name__)


class Stream:
    """One open stream: what its browser was told, and what it still has to be told."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.news: News | None = None
        self.is_over = False
        self.writing: list[Writing] = []
        self._changed = asyncio.Event()

    def take(self, news: News | None) -> None:
        """Keep the newest state; the stream sends only what differs from what it sent before."""
        if news is None:
            self.is_over = True
        elif news == self.news:
            return
        else:
            self.news = news
        self._changed.set()

    def hear(self, writing: Writing) -> None:
        """Pass on that somebody is writing, if it is meant for this person."""
        if self.listener.person_id in writing.told and not self.is_over:
            self.writing.append(writing)
            self._changed.set()

    async def changed(self, longest: float) -> bool:
        """Wait for something to send; False when nothing came for ``longest`` seconds."""
        try:
            await asyncio.wait_for(self._changed.wait(), longest)
        except TimeoutError:
            return False
        self._changed.clear()
        return True


class Hub:
    """All streams of one process. It looks while there are any, and rests when there are none."""

    def __init__(self) -> None:
        self._streams: set[Stream] = set()
        self._task: asyncio.Task[None] | None = None
        # One thread and so one database connection for all streams, and none of the pages' own.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")

    async def open(self, cookies: str) -> Stream | None:
        """A stream for whoever sends these cookies; None when they may not listen."""
        listener = await self._in_thread(_find, cookies)
        if listener is None:
            return None
        stream = Stream(listener)
        news = await self._in_thread(_look, [listener])
        stream.take(news[listener])
        self._streams.add(stream)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._keep_looking())
        return stream

    def close(self, stream: Stream) -> None:
        self._streams.discard(stream)

    async def _keep_looking(self) -> None:
        waiter = new_waiter()
        try:
            while self._streams:
                await waiter.wait(LOOK_AT_LEAST_EVERY)
                for word in waiter.take_heard():
                    self._pass_on(word)
                began = time.monotonic()
                await self._look_once()
                # Looking for thousands takes a while; never more than a third of the time goes into it.
                await asyncio.sleep(min(2 * (time.monotonic() - began), LOOK_AT_LEAST_EVERY / 4))
        finally:
            await waiter.close()

    def _pass_on(self, word: str) -> None:
        writing = read_whisper(word)
        if writing is not None:
            for stream in self._streams:
                stream.hear(writing)

    async def _look_once(self) -> None:
        streams = list(self._streams)
        if not streams:
            return
        try:
            found = await self._in_thread(_look, list({stream.listener for stream in streams}))
        except Exception as trouble:
            # The database is away for a moment; the next look finds what was missed.
            log.warning("The live channel could not look: %s", type(trouble).__name__)
            await asyncio.sleep(LOOK_AT_LEAST_EVERY)
            return
        for stream in streams:
            stream.take(found[stream.listener])

    async def _in_thread(self, act: Callable[[Asked], Answered], asked: Asked) -> Answered:
        return await asyncio.get_running_loop().run_in_executor(self._thread, act, asked)


def _find(cookies: str) -> Listener | None:
    close_old_connections()
    return listener_with(cookies)


def _look(listeners: list[Listener]) -> dict[Listener, News | None]:
    close_old_connections()
    return news_for(listeners, at=clock.now())


def new_numbers(before: News | None, now: News) -> dict[UUID, int]:
    """The spaces whose number moved, with the new number."""
    known = before.spaces if before else {}
    return {space: number for space, number in now.spaces.items() if known.get(space) != number}
