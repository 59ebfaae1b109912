"""The array types of the course, by what is in them; a docstring says shape and unit."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Values = NDArray[np.float64]
Whole = NDArray[np.int64]
AnyWhole = NDArray[np.integer[Any]]  # of any width: a run keeps its columns in half as much
Flags = NDArray[np.bool_]
Array = TypeVar("Array", bound=NDArray[Any])


def keep_freed_memory() -> None:
    """Let arrays of up to 32 MB take memory that others gave back, instead of new pages from the system each time.

    To fetch a new page costs more than most of what is then done with the numbers in it. The memory allocator of Linux
    (glibc) has a threshold, from which on it does just that, and another for how much free memory it keeps. Both rise
    by themselves with the arrays that are given back, up to 32 and 64 MB, but not where an environment variable sets
    one of them, as in Dask's workers (see "dynamic mmap threshold" in mallopt(3)). So here they are set. Other systems
    have other ways, and lose nothing.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT)
        mallopt(M_TRIM_THRESHOLD, 2 * LARGEST_KEPT)


M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # malloc.h
LARGEST_KEPT = 32 * 2**20  # the most that glibc takes
keep_freed_memory()


def freeze(array: Array) -> Array:
    """Return the array, read-only from now on: it is handed out again and again, so nobody may change it."""
    array.setflags(write=False)
    return array


class ReadOnly:
    """A dataclass whose arrays nobody changes, neither its own nor those of a copy or of what comes from a pickle.

    NumPy's pickles and deep copies forget that an array is read-only. What a `cached_property` holds stays behind:
    it is worked out again where it is wanted.

    Examples
    --------
    >>> import copy
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Sizes(ReadOnly):
    ...     values: Values
    >>> copy.deepcopy(Sizes(np.array([4.0, 8.0]))).values.flags.writeable
    False
    """

    def __post_init__(self) -> None:
        _freeze_all(vars(self))

    def __getstate__(self: DataclassInstance) -> dict[str, Any]:
        return {each.name: vars(self)[each.name] for each in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        _freeze_all(state)
        vars(self).update(state)


def _freeze_all(values: dict[str, Any]) -> None:
    for value in values.values():
        if isinstance(value, np.ndarray):
            freeze(value)
