"""Compiled kernels where numba is present, the same functions in plain Python where it is not."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def _cache_folder() -> str:
    # A folder of its own: the package's folder may be read-only, and a first compilation is slow.
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return str(Path(base) / "alongside" / "kernels")


os.environ.setdefault("NUMBA_CACHE_DIR", _cache_folder())

COMPILED = False
if os.environ.get("ALONGSIDE_PLAIN_KERNELS") != "1":
    try:
        import numba
    except ImportError:
        pass
    else:
        COMPILED = True


def compiled(function: F) -> F:
    """Compile a kernel on its first call and keep the result; it releases the interpreter lock."""
    if not COMPILED:
        return function
    kernel: F = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return kernel


def is_cached() -> bool:
    """Whether kernels were compiled on this machine before."""
    folder = Path(os.environ["NUMBA_CACHE_DIR"])
    return not COMPILED or (folder.is_dir() and any(folder.rglob("*.nbi")))
