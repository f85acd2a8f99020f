"""The one place that reads the time, so that tests and simulations can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta(0)


def now() -> datetime:
    """The current moment, aware and in UTC, moved by any ``travel``."""
    return datetime.now(UTC) + _offset


def travel(to: datetime) -> None:
    """Make ``now`` read ``to`` from here on, and keep ticking."""
    global _offset
    _offset = to - datetime.now(UTC)


def come_back() -> None:
    """Undo every ``travel``."""
    global _offset
    _offset = timedelta(0)


@contextmanager
def travelled(to: datetime) -> Iterator[None]:
    """Travel for the length of a ``with`` block."""
    travel(to)
    try:
        yield
    finally:
        come_back()
