"""Machine code by numba, kept on disk for the next process wherever there is a place to keep it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def compile_and_keep(signature: Any = None, nogil: bool = False) -> Callable[[Callable[..., Any]], Any]:
    """Return numba's `njit` with a cache, or without one where neither the package nor the home can be written.

    Examples
    --------
    >>> @compile_and_keep("int64(int64)")
    ... def double(number):
    ...     return 2 * number
    >>> double(21)
    42
    """

    def decorate(function: Callable[..., Any]) -> Any:
        try:
            return njit(signature, cache=True, nogil=nogil)(function)
        except RuntimeError:  # "cannot cache function": anything else is raised again below
            return njit(signature, nogil=nogil)(function)

    return decorate
