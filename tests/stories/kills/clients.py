"""Members who write and read while processes are killed: they try again as a browser does, and remember everything."""

from __future__ import annotations

import asyncio
import itertools
import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from tests.plugins.wire import Line

# What live.js waits before it tries again, and what the stream tells a browser to wait.
_AGAIN_AFTER, _COME_BACK_AFTER = 2.0, 2.0
_PATIENCE = 20.0
_BUBBLE = re.compile(r'data-number="(\d+)">\s*<p>(words [\w-]+)</p>')
_TROUBLE = (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError)


class Member:
    """One person with two tabs: one writes, the other only looks."""

    def __init__(self, port: int, session: str, space: str, person: str) -> None:
        self.space, self.person = space, person
        self.acknowledged: dict[str, str] = {}
        self.acknowledged_up_to = 0
        self.tries = 0
        self.shown: list[tuple[int, str]] = []
        self.known = self._wanted = 0
        self._writing, self._reading, self._listening = (Line(port, session) for _ in range(3))
        self._wakes = asyncio.Event()

    async def write(self, until: asyncio.Event, pause: float) -> None:
        """Send one message after the other, each as often as it takes."""
        for number in itertools.count():
            if until.is_set():
                return
            client_id = f"{self.person[:8]}-{number}"
            await self._send(client_id, f"words {client_id}")
            await asyncio.sleep(pause)

    async def _send(self, client_id: str, words: str) -> None:
        fields = {"message": words, "client_id": client_id, "after": self.known}
        while True:
            self.tries += 1
            with suppress(*_TROUBLE):
                answer = await asyncio.wait_for(self._writing.post(f"/s/{self.space}/messages/", fields), _PATIENCE)
                assert answer.status != 422, answer.body
                if answer.status == 200:
                    self.acknowledged[client_id] = words
                    self.acknowledged_up_to = max(self.acknowledged_up_to, int(answer.headers["x-up-to"]))
                    return
            await asyncio.sleep(0.2)

    def leave(self) -> None:
        """Close both tabs."""
        self._writing.close()
        self._reading.close()

    async def listen(self) -> None:
        """Keep the stream open, and come back when it breaks."""
        while True:
            with suppress(*_TROUBLE):
                async for news in self._listening.news():
                    assert "bye" not in news, "the server shut somebody out who belongs here"
                    self._wanted = max(self._wanted, news.get("spaces", {}).get(self.space, 0))
                    self._wakes.set()
            await asyncio.sleep(_COME_BACK_AFTER)

    async def look(self) -> None:
        """Show what the stream announced, in order."""
        while True:
            await self._wakes.wait()
            self._wakes.clear()
            while self._wanted > self.known:
                if not await self._catch_up():
                    await asyncio.sleep(_AGAIN_AFTER)

    async def _catch_up(self) -> bool:
        with suppress(*_TROUBLE):
            path = f"/s/{self.space}/since/?after={self.known}&seen"
            answer = await asyncio.wait_for(self._reading.get(path), _PATIENCE)
            if answer.status == 200:
                self.shown += [(int(number), words) for number, words in _BUBBLE.findall(answer.body.decode())]
                self.known = max(self.known, int(answer.headers["x-up-to"]))
                return True
        return False


class Crowd:
    """All members, living in a thread of their own while the test kills what they talk to."""

    def __init__(self, port: int, rooms: Sequence[dict[str, Any]], *, pause: float) -> None:
        self._rooms, self._port, self._pause = rooms, port, pause
        self._loop = asyncio.new_event_loop()
        self._enough = asyncio.Event()
        self._is_over = asyncio.Event()
        self.members: list[Member] = []
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._live(),), daemon=True)

    def __enter__(self) -> Crowd:
        self._thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self._loop.call_soon_threadsafe(self._enough.set)
        self._loop.call_soon_threadsafe(self._is_over.set)
        self._thread.join(60)
        self._loop.close()

    def stop_writing(self) -> None:
        """Let everybody finish the message at hand."""
        self._loop.call_soon_threadsafe(self._enough.set)

    @property
    def is_done_writing(self) -> bool:
        return bool(self._writers) and all(writer.done() and writer.result() is None for writer in self._writers)

    def acknowledged_up_to(self) -> dict[str, int]:
        """The highest number anybody was told of, by space."""
        spaces = {member.space for member in self.members}
        return {space: max(each.acknowledged_up_to for each in self.members if each.space == space) for space in spaces}

    def have_all_seen(self, numbers: dict[str, int]) -> bool:
        return all(member.known >= numbers[member.space] for member in self.members)

    _writers: Sequence[asyncio.Task[None]] = ()

    async def _live(self) -> None:
        self.members = [
            Member(self._port, session, room["space"], person)
            for room in self._rooms
            for session, person in zip(room["sessions"], room["people"], strict=True)
        ]
        looking = [asyncio.create_task(act) for each in self.members for act in (each.listen(), each.look())]
        self._writers = [asyncio.create_task(each.write(self._enough, self._pause)) for each in self.members]
        await self._is_over.wait()
        for task in (*looking, *self._writers):
            task.cancel()
        await asyncio.gather(*looking, *self._writers, return_exceptions=True)
        for member in self.members:
            member.leave()
        await asyncio.sleep(0.1)  # for the connections to close
