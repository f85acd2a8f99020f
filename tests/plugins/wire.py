"""A member's browser reduced to what goes over the wire: pages and messages on a lasting connection, and the stream.

It does what alongside/web/static/live.js does, at a small part of a browser's cost, so that hundreds fit in a test.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

_CSRF = "c" * 32
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": _CSRF}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Line:
    """One connection to the server that asks one thing at a time and comes back after it broke."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self._cookies = f"session={session}; csrf={_CSRF}"
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Answer:
        return await self._ask("GET", path, b"", {})

    async def post(self, path: str, fields: Mapping[str, object], *, by_script: bool = True) -> Answer:
        headers = {**_FORM, **({"HX-Request": "true"} if by_script else {})}
        return await self._ask("POST", path, urlencode(fields).encode(), headers)

    async def news(self, longest: float = 60.0) -> AsyncIterator[dict[str, Any]]:
        """What the stream says until it ends; ``{"bye": True}`` when the server shuts this person out."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self._head("GET", "/live/", b"", {}))
            status, _headers = await asyncio.wait_for(_read_head(reader), longest)
            if status != 200:
                yield {"refused": status}
                return
            while size := int(await asyncio.wait_for(reader.readline(), longest) or b"0", 16):
                text = (await reader.readexactly(size + 2)).decode()
                for line in text.splitlines():
                    if line.startswith("event: bye"):
                        yield {"bye": True}
                    elif line.startswith('data: {"'):
                        yield json.loads(line.removeprefix("data: "))
        finally:
            writer.close()

    async def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        try:
            # The server lets go of a connection nobody used for some seconds.
            if self._streams and self._streams[0].at_eof():
                self.close()
            if self._streams is None:
                self._streams = await asyncio.open_connection("127.0.0.1", self.port)
            reader, writer = self._streams
            writer.write(self._head(method, path, body, headers) + body)
            status, told = await _read_head(reader)
            return Answer(status, told, await _read_body(reader, told))
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            self.close()
            raise

    def close(self) -> None:
        if self._streams:
            with suppress(OSError):
                self._streams[1].close()
        self._streams = None

    def _head(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        always = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": self._cookies,
            "Content-Length": str(len(body)),
            "Accept-Language": "en",
        }
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in {**always, **headers}.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def _read_head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return int(first.split()[1]), {name.strip().lower(): value.strip() for name, _colon, value in pairs}


async def _read_body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    body = b""
    while size := int(await reader.readline(), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return body
