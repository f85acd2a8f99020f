"""The server hands on what it should, and answers for itself when a request is too large, too slow or one too many."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from typing import Any

from alongside.config.server import Message, Pages, Scope, Server


def _scope(path: str = "/", headers: Iterable[tuple[bytes, bytes]] = ()) -> Scope:
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "http_version": "1.1",
        "headers": list(headers),
    }


def _echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read(), str(sorted(name for name in environ if "FORWARDED" in name)).encode()]


async def _ask(application: Any, scope: Scope, *parts: bytes) -> tuple[int, bytes]:
    incoming: list[Message] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    incoming.append({"type": "http.request", "body": b"", "more_body": False})
    answered: list[Message] = []

    async def receive() -> Message:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answered.append(message)

    await application(scope, receive, send)
    return answered[0]["status"], b"".join(message.get("body", b"") for message in answered[1:])


def _pages(wsgi: Any = _echo, *, threads: int = 1, waiting: int = 1) -> Pages:
    return Pages(wsgi, threads=threads, waiting=waiting, largest_body=100)


def test_a_page_gets_the_whole_body() -> None:
    assert asyncio.run(_ask(_pages(), _scope(), b"a" * 60, b"b" * 40)) == (200, b"a" * 60 + b"b" * 40 + b"[]")


def test_a_body_that_is_too_large_is_refused_announced_or_not() -> None:
    announced = _scope(headers=[(b"content-length", b"101")])

    assert asyncio.run(_ask(_pages(), announced))[0] == 413
    assert asyncio.run(_ask(_pages(), _scope(), b"a" * 60, b"b" * 41))[0] == 413


def test_a_header_that_imitates_the_proxy_with_an_underscore_is_dropped() -> None:
    imitation = _scope(headers=[(b"x_forwarded_proto", b"https"), (b"x-forwarded-for", b"10.0.0.1")])

    assert asyncio.run(_ask(_pages(), imitation)) == (200, b"['HTTP_X_FORWARDED_FOR']")


def test_one_too_many_is_asked_to_come_back() -> None:
    go_on = threading.Event()

    def slow(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        go_on.wait(5)
        start_response("200 OK", [])
        return [b""]

    async def three_at_once() -> list[int]:
        pages = _pages(slow, threads=1, waiting=1)
        asked = [asyncio.ensure_future(_ask(pages, _scope())) for _ in range(3)]
        await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        go_on.set()
        return sorted([(await each)[0] for each in asked])

    assert asyncio.run(three_at_once()) == [200, 200, 503]


def test_streams_go_their_own_way() -> None:
    async def stream(scope: Scope, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})

    server = Server(_pages(), {"/live/": stream})

    assert asyncio.run(_ask(server, _scope("/live/space")))[0] == 204
    assert asyncio.run(_ask(server, _scope("/living")))[0] == 200
