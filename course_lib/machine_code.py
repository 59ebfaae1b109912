"""Machine code by numba, kept on disk for the next process wherever there is a place to keep it.

Numba comes with the extra `course`. Where it's not there, Python runs the same functions, only more slowly. It's
imported when something is compiled, since that takes as long as a small report does altogether.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

_untold: list[Callable[..., Any]] = []  # helpers of which numba hasn't heard yet


def helper(function: F) -> F:
    """Let machine code call a function, which stays as it is for Python."""
    _untold.append(function)
    return function


@cache
def is_there() -> bool:
    """Whether numba is, which this imports, and compiles: where NUMBA_DISABLE_JIT is set, it does not."""
    try:
        from numba import config
    except ImportError:
        return False
    set_in: Any = config  # whose names no type checker knows
    return not set_in.DISABLE_JIT


def compile_and_keep(signature: Any = None, **options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Return numba's `njit` with some options that keeps what it compiles on disk, if that is possible; see `kept_in`.

    Examples
    --------
    >>> @compile_and_keep("int64(int64)")
    ... def double(number):
    ...     return 2 * number
    >>> double(21)
    42
    """

    def decorate(function: Callable[..., Any]) -> Any:
        return _compiled(function, signature, options) if is_there() else function

    return decorate


def kept_in(function: Callable[..., Any]) -> str:
    """Return the folder where the machine code of a function is kept; empty where there is none that can be written.

    Numba tries the folder in NUMBA_CACHE_DIR, then the one of the function's file, then one in the home folder.
    """
    return str(compile_and_keep()(function).stats.cache_path or "") if is_there() else ""


def _compiled(function: Callable[..., Any], signature: Any, options: dict[str, Any]) -> Any:
    from numba import njit
    from numba.extending import register_jitable

    while _untold:
        register_jitable(_untold.pop())
    compiled: Any = njit(**options)(function)
    with contextlib.suppress(RuntimeError):  # "cannot cache function": no folder can be written
        compiled._cache = _files()(function)
    if signature is not None:
        compiled.compile(signature)
        compiled.disable_compile()
    return compiled


@cache
def _files() -> type:
    """Return what numba keeps files by, changed so that a full disk is no error: the next process compiles anew."""
    from numba.core.caching import FunctionCache

    class Kept(FunctionCache):
        def save_overload(self, *compiled: Any) -> None:
            with contextlib.suppress(OSError):
                super().save_overload(*compiled)

    return Kept
