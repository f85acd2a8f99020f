"""One server for pages and live streams: pages go to Django's threads, streams stay where they cost almost nothing.

Pages keep a thread and its database connection; a stream that waits for hours must not hold either.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from types import MappingProxyType
from typing import Any

from a2wsgi import WSGIMiddleware

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_SLOWEST_BODY = 60.0  # seconds in which a request has to arrive whole


class TooLargeError(Exception):
    """More was sent than a page takes."""


class Pages:
    """Hands requests to the WSGI pages, whole, and says *busy* before too many wait."""

    def __init__(self, wsgi: Any, *, threads: int, waiting: int, largest_body: int) -> None:
        self._pages = WSGIMiddleware(wsgi, workers=threads)
        self._room = threads + waiting
        self._largest_body = largest_body
        self._at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            # Read here, so that a slow sender holds no thread.
            body = await asyncio.wait_for(_whole_body(scope, receive, self._largest_body), _SLOWEST_BODY)
        except TooLargeError:
            return await _answer(send, 413, b"This is larger than we can take.")
        except TimeoutError:
            return await _answer(send, 408, b"This took too long to arrive.")
        if body is None:
            return None
        if self._at_work >= self._room:
            return await _answer(send, 503, b"Many people are here right now. Please try again in a moment.")
        self._at_work += 1
        try:
            await self._pages(_without_ambiguous_headers(scope), _replay(body, receive), send)  # type: ignore[arg-type]
        finally:
            self._at_work -= 1
        return None


class Server:
    """The application that uvicorn runs: live streams under the paths given, pages everywhere else."""

    def __init__(self, pages: Application, streams: Mapping[str, Application] = MappingProxyType({})) -> None:
        self._pages, self._streams = pages, streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live_and_let_die(receive, send)
        elif scope["type"] == "http":
            application = next(
                (stream for path, stream in self._streams.items() if scope["path"].startswith(path)), self._pages
            )
            await application(scope, receive, send)


async def _whole_body(scope: Scope, receive: Receive, largest: int) -> bytes | None:
    """The body, or None when the sender went away."""
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > largest:
        raise TooLargeError
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > largest:
            raise TooLargeError
        if not message.get("more_body"):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await receive()

    return replayed


def _without_ambiguous_headers(scope: Scope) -> Scope:
    """Drop names with an underscore: WSGI could not tell ``X_Forwarded_For`` from the proxy's own header."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name]}


async def _answer(send: Send, status: int, text: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode())]
    if status == 503:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})


async def _live_and_let_die(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
