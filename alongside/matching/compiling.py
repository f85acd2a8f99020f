"""Compiled kernels where numba is present, the same functions in plain Python where it is not.

Numba takes most of a second and tens of megabytes to load, and most processes that import the engine
never run it. So kernels are only marked at first, and all of them compiled when one is first called;
and where a handful of people is matched before that, they run as plain Python.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Lock
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
COMPILED = os.environ.get("MATCHING_PLAIN_KERNELS") != "1" and find_spec("numba") is not None


def compiled(function: F) -> F:
    """Compile a kernel when it is first called and keep the result on disk; it releases the interpreter lock."""
    return _Kernel(function) if COMPILED else function  # type: ignore[return-value]


@contextmanager
def without_loading() -> Iterator[None]:
    """Inside, kernels run as plain Python unless they are compiled already: for very small markets."""
    before = _sparing.set(True)
    try:
        yield
    finally:
        _sparing.reset(before)


def runs_plain() -> bool:
    """Whether a kernel called now would run as plain Python, so that whole arrays are the faster way."""
    return not COMPILED or (_sparing.get() and not _loaded.is_set())


def is_cached() -> bool:
    """Whether kernels were compiled on this machine before."""
    folder = Path(_cache_folder())
    return not COMPILED or (folder.is_dir() and any(folder.rglob("*.nbi")))


class _Kernel:
    """Stands for a kernel until it is first called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._compiled: Callable[..., Any] | None = None
        _kernels.append(self)

    def __call__(self, *arguments: Any) -> Any:
        if runs_plain():
            return self._function(*arguments)
        if self._compiled is None:
            with _lock:
                _compile_all()
        assert self._compiled is not None
        return self._compiled(*arguments)


_kernels: list[_Kernel] = []
_lock = Lock()
_loaded = Event()
_sparing = ContextVar("sparing", default=False)


def _cache_folder() -> str:
    # A folder of its own: the package's folder may be read-only, and a first compilation is slow.
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return os.environ.get("NUMBA_CACHE_DIR") or str(Path(base) / "alongside" / "kernels")


def _compile_all() -> None:
    os.environ["NUMBA_CACHE_DIR"] = _cache_folder()
    import numba

    waiting = [kernel for kernel in _kernels if kernel._compiled is None]
    for kernel in waiting:
        kernel._compiled = numba.njit(cache=True, nogil=True, error_model="numpy")(kernel._function)
    # Kernels call one another by name; numba must find what it compiled there, not the stand-in.
    for kernel in waiting:
        names = kernel._function.__globals__
        names.update({name: held._compiled for name, held in names.items() if isinstance(held, _Kernel)})
    _loaded.set()
