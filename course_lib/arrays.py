"""The array types of the course, by what is in them; a docstring says shape and unit."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Whole = NDArray[np.int64]
AnyWhole = NDArray[np.integer[Any]]  # of any width: a run keeps its columns in half as much
Flags = NDArray[np.bool_]
Array = TypeVar("Array", bound=NDArray[Any])


def freeze(array: Array) -> Array:
    """Return the array, read-only from now on: it is handed out again and again, so nobody may change it."""
    array.setflags(write=False)
    return array
