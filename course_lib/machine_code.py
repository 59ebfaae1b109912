"""Machine code by numba, kept on disk for the next process wherever there is a place to keep it.

Numba comes with the extra `course`. Where it's not there, Python runs the same functions, only more slowly.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

try:
    from numba import njit
    from numba.core.caching import FunctionCache
    from numba.extending import register_jitable
except ImportError:
    njit, FunctionCache = None, object  # type: ignore[assignment, misc]

IS_THERE = njit is not None
F = TypeVar("F", bound=Callable[..., Any])


class _Kept(FunctionCache):
    """Numba's own files, for which a full disk is no error: the next process then compiles anew."""

    def save_overload(self, *compiled: Any) -> None:
        with contextlib.suppress(OSError):
            super().save_overload(*compiled)


def helper(function: F) -> F:
    """Let machine code call a function, which stays as it is for Python."""
    return register_jitable(function) if IS_THERE else function


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
        if not IS_THERE:
            return function
        compiled: Any = njit(nogil=nogil)(function)
        with contextlib.suppress(RuntimeError):  # "cannot cache function": no folder can be written
            compiled._cache = _Kept(function)
        if signature is not None:
            compiled.compile(signature)
            compiled.disable_compile()
        return compiled

    return decorate


def kept_in(function: Callable[..., Any]) -> str:
    """Return the folder where the machine code of a function is kept; empty where there is none that can be written.

    Numba tries the folder in NUMBA_CACHE_DIR, then the one of the function's file, then one in the home folder.
    """
    return str(compile_and_keep()(function).stats.cache_path or "") if IS_THERE else ""
