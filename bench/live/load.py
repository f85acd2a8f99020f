"""Hundreds of open pages and a steady stream of messages: how long from *send* until the other person's page has it."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.plugins.wire import Line

_NUMBER = re.compile(rb"message number (\d+)\b")
Room = dict[str, Any]


@dataclass
class Results:
    """Moments by message number, in seconds of one clock."""

    sent: dict[int, float] = field(default_factory=dict)
    acknowledged: dict[int, float] = field(default_factory=dict)
    seen: dict[int, float] = field(default_factory=dict)
    refused: int = 0

    def milliseconds(self, of: dict[int, float], *, without_first: float) -> list[float]:
        """Sorted times since sending, leaving out the first seconds, in which everything is still cold."""
        began = min(self.sent.values()) + without_first
        return sorted((of[each] - at) * 1000 for each, at in self.sent.items() if each in of and at >= began)


def percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


class Page:
    """One open chat page: a stream, and a request for what is new each time the stream says so."""

    def __init__(self, port: int, session: str, space: str, results: Results) -> None:
        self.space, self.results = space, results
        self._reading, self._writing, self._listening = (Line(port, session) for _ in range(3))
        self._known = self._wanted = 0
        self._own: set[int] = set()
        self._is_asking = False
        self._one_at_a_time = asyncio.Lock()
        self.is_open = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def stay_open(self) -> None:
        async for news in self._listening.news():
            number = news.get("spaces", {}).get(self.space, 0)
            if not self.is_open.is_set():
                self._known = number
                self.is_open.set()
            if number > self._known:
                self._wanted = number
                if not self._is_asking:
                    task = asyncio.create_task(self._catch_up())
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)

    async def _catch_up(self) -> None:
        self._is_asking = True
        try:
            while self._wanted > self._known:
                answer = await self._reading.get(f"/s/{self.space}/since/?after={self._known}&seen")
                if answer.status != 200:
                    break
                self._take(answer.headers, answer.body)
        finally:
            self._is_asking = False

    def _take(self, headers: Any, body: bytes) -> None:
        self._known = max(self._known, int(headers["x-up-to"]))
        now = time.perf_counter()
        for number in set(map(int, _NUMBER.findall(body))) - self._own:
            self.results.seen.setdefault(number, now)

    async def send(self, number: int) -> None:
        self.results.sent[number] = time.perf_counter()
        self._own.add(number)
        async with self._one_at_a_time:
            fields = {
                "message": f"message number {number} " + "word " * 20,
                "client_id": f"b{number}",
                "after": self._known,
            }
            answer = await self._writing.post(f"/s/{self.space}/messages/", fields)
            if answer.status != 200:
                self.results.refused += 1
                return
            self.results.acknowledged[number] = time.perf_counter()
            # The answer also brings what the other person said meanwhile.
            self._take(answer.headers, answer.body)


async def run_load(port: int, rooms: Sequence[Room], *, per_second: int, seconds: float) -> Results:
    """Two open pages for each room, and ``per_second`` messages, sent whether or not the earlier ones got through."""
    results = Results()
    pages = [Page(port, session, room["space"], results) for room in rooms for session in room["sessions"]]
    streams = [asyncio.create_task(page.stay_open()) for page in pages]
    await asyncio.gather(*(page.is_open.wait() for page in pages))
    sending: list[asyncio.Task[None]] = []
    began = time.perf_counter()
    for number in range(int(per_second * seconds)):
        await asyncio.sleep(max(0.0, began + number / per_second - time.perf_counter()))
        sending.append(asyncio.create_task(random.choice(pages).send(number)))
    await asyncio.wait(sending, timeout=30)
    deadline = time.perf_counter() + 30
    while len(results.seen) < len(results.acknowledged) and time.perf_counter() < deadline:
        await asyncio.sleep(0.1)
    for stream in streams:
        stream.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(*streams, return_exceptions=True)
    return results
