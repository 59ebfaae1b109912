"""Machine code by numba, kept on disk for the next process wherever there is a place to keep it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from numba import njit
from numba.core.caching import FunctionCache


class _Kept(FunctionCache):
    """Numba's own files, for which a full disk is no error: the next process then compiles anew."""

    def save_overload(self, *compiled: Any) -> None:
        with contextlib.suppress(OSError):
            super().save_overload(*compiled)


def compile_and_keep(signature: Any = None, nogil: bool = False) -> Callable[[Callable[..., Any]], Any]:
    """Return numba's `njit` that keeps what it compiles on disk, if that is possible; see `kept_in`.

    Examples
    --------
    >>> @compile_and_keep("int64(int64)")
    ... def double(number):
    ...     return 2 * number
    >>> double(21)
    42
    """

    def decorate(function: Callable[..., Any]) -> Any:
        compiled: Any = njit(nogil=nogil)(function)
        with contextlib.suppress(RuntimeError):  # "cannot cache function": no folder can be written
            compiled._cache = _Kept(function)
        if signature is not None:
            compiled.compile(signature)
            compiled.disable_compile()
        return compiled

    return decorate


def kept_in(function: Callable[..., Any]) -> str:
    """Return the folder where the machine code of a function is kept; empty where no folder can be written.

    Numba tries the folder in NUMBA_CACHE_DIR, then the one of the function's file, then one in the home folder.
    """
    return str(compile_and_keep()(function).stats.cache_path or "")
