"""Asking the real server over HTTP, as one person: pages, forms and files."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

_CSRF = "c" * 32
_BORDER = "thecanaryflies"
File = tuple[str, bytes, str]


class Browser:
    """One signed-in person, or nobody."""

    def __init__(self, port: int, session: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._cookies = f"csrf={_CSRF}" + (f"; session={session}" if session else "")

    def get(self, path: str) -> tuple[int, bytes]:
        """The status and everything that came back, headers included."""
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: Mapping[str, str], files: Sequence[File] = (), *, script: bool = False) -> bytes:
        """Send a form and fail when the page refuses it."""
        headers = {"X-CSRFToken": _CSRF, **({"HX-Request": "true"} if script else {})}
        if files:
            body, kind = _multipart(fields, files), f"multipart/form-data; boundary={_BORDER}"
        else:
            body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        status, answer = self._ask("POST", path, body, {**headers, "Content-Type": kind})
        assert status in (200, 302), f"{path} answered {status}: {answer[:1500]!r}"
        assert status == 302 or script or b"There is a problem" not in answer, f"{path}: {_problems(answer)}"
        return answer

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        self._connection.request(method, path, body, {"Cookie": self._cookies, **headers})
        answer = self._connection.getresponse()
        content = answer.read()
        return answer.status, str(answer.headers).encode() + content


def _multipart(fields: Mapping[str, str], files: Sequence[File]) -> bytes:
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts += [
        f'Content-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
        + content
        for name, content, kind in files
    ]
    border = f"--{_BORDER}\r\n".encode()
    return b"".join(border + part + b"\r\n" for part in parts) + f"--{_BORDER}--\r\n".encode()


def _problems(page: bytes) -> list[str]:
    return re.findall(r"<li><a href=\"#[^\"]*\">([^<]*)</a>", page.decode())
