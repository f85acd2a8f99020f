"""No test talks to the world: a connection that leaves this machine fails loudly."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

_AT_HOME = ("127.", "::1", "localhost")


class OutsideWorldError(AssertionError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def _no_way_out() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _only_at_home(getattr(socket.socket, name)))
    yield
    patch.undo()


def _only_at_home(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(_AT_HOME):
            raise OutsideWorldError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    return guarded
