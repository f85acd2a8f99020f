"""Talks to the person at the terminal: one line per step, one sentence when something cannot go on."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Detail = Callable[[str], None]


class Stop(Exception):  # noqa: N818 - not every end is an error
    """Ends the command with one clear sentence instead of a traceback."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def line(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[Detail]:
    """Print ``title``, and behind it how long the step took; the caller may show a detail meanwhile."""
    begun = time.monotonic()
    on_terminal = sys.stdout.isatty()
    print(f"  {title} … ", end="", flush=True)

    def detail(text: str) -> None:
        if on_terminal:
            print(f"\r\033[K  {title} … {text}"[:120], end="", flush=True)

    try:
        yield detail
    except BaseException:
        print("stopped", flush=True)
        raise
    if on_terminal:
        print(f"\r\033[K  {title} … ", end="")
    print(f"{time.monotonic() - begun:.1f} s", flush=True)
