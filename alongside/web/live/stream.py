"""``/live/``: server-sent events, held natively by the event loop, so that thousands of open pages cost little.

Every stream begins with the newest number of each space, also after a lost connection: a page that missed something
sees that its own number is behind and asks for the rest. So nothing has to be stored for those who are away, and
``Last-Event-ID`` can be anything.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from weakref import WeakKeyDictionary

from alongside.policy.live import News, Writing
from alongside.web.live.hub import Hub, Stream, new_numbers

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_BREATHE_EVERY = 20.0  # seconds; proxies close what is silent for long
_COME_BACK_AFTER = 2000  # milliseconds, for the browser
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]

_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one browser for as long as it listens."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    if scope["method"] != "GET" or headers.get(b"sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return await _refuse(send, 403)
    hub = _hubs.setdefault(asyncio.get_running_loop(), Hub())
    stream = await hub.open(headers.get(b"cookie", ""))
    if stream is None:
        # 204 tells an EventSource not to come back.
        return await _refuse(send, 204)
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    gone = asyncio.create_task(_wait_until_gone(receive))
    telling = asyncio.create_task(_tell(stream, send))
    try:
        await asyncio.wait((gone, telling), return_when=asyncio.FIRST_COMPLETED)
    finally:
        hub.close(stream)
        gone.cancel()
        telling.cancel()
    return None


async def _tell(stream: Stream, send: Send) -> None:
    told: News | None = None
    await _write(send, f"retry: {_COME_BACK_AFTER}\n\n")
    while True:
        if stream.is_over:
            await _write(send, "event: bye\ndata: {}\n\n", more=False)
            return
        if stream.news is not None and stream.news != told:
            await _write(send, _words(told, stream.news))
            told = stream.news
        for writing in _taken(stream):
            data = json.dumps({"space": str(writing.space_id), "who": str(writing.author_id)})
            await _write(send, f"event: writing\ndata: {data}\n\n")
        if not await stream.changed(_BREATHE_EVERY):
            # An event and no comment, so that the page knows the stream still carries.
            await _write(send, "event: breath\ndata: {}\n\n")


def _taken(stream: Stream) -> list[Writing]:
    taken, stream.writing = stream.writing, []
    return taken


def _words(before: News | None, now: News) -> str:
    """What changed, as one event; its id is the highest number among the changed spaces."""
    numbers = {str(space): number for space, number in new_numbers(before, now).items()}
    gone = [str(space) for space in (before.spaces if before else {}) if space not in now.spaces]
    data = json.dumps({"spaces": numbers, "gone": gone, "notices": now.notices}, separators=(",", ":"))
    return f"id: {max(numbers.values(), default=0)}\nevent: news\ndata: {data}\n\n"


async def _write(send: Send, text: str, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": more})


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"cache-control", b"no-store")]})
    await send({"type": "http.response.body", "body": b""})
