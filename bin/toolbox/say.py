"""Talks to the person at the terminal: one line per step, one sentence when something cannot go on."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Detail = Callable[[str], None]
_A_MOMENT = 1.0  # seconds


class Stop(Exception):  # noqa: N818 - not every end is an error
    """Ends the command with one clear sentence instead of a traceback."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def line(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[Detail]:
    """Say what begins, what happens meanwhile, and how long it took.

    On a terminal all of it is one line that changes. Into a pipe or a log, each is a line of its own, so that whoever
    reads along sees that it goes on.
    """
    begun = time.monotonic()
    show = _one_changing_line if sys.stdout.isatty() else _line_by_line()
    show(title, "")
    try:
        yield lambda text: show(title, text)
    except BaseException:
        print("stopped" if sys.stdout.isatty() else f"  {title}: stopped", flush=True)
        raise
    took = f"{time.monotonic() - begun:.1f} s"
    print(f"\r\033[K  {title} … {took}" if sys.stdout.isatty() else f"  {title}: {took}", flush=True)


def _one_changing_line(title: str, text: str) -> None:
    print(f"\r\033[K  {title} … {text}"[:120], end="", flush=True)


def _line_by_line() -> Callable[[str, str], None]:
    """Says at most one detail a second: an installer names a hundred packages."""
    last = 0.0

    def show(title: str, text: str) -> None:
        nonlocal last
        if not text:
            print(f"  {title} …", flush=True)
        elif time.monotonic() - last >= _A_MOMENT:
            last = time.monotonic()
            print(f"    {text}"[:120], flush=True)

    return show
