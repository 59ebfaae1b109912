"""The arguments of the cluster's models: amounts come in as any list of pairs and go on as whole numbers.

Vocabulary: an `amount` ([500, 268435456]) is CPU in millicores and memory in bytes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_lib import require
from course_lib.arrays import Flags, Whole
from course_lib.cluster.inventory import MOST

PAIRS = "be rows of two whole numbers, millicores and bytes"


def amounts(name: str, values: ArrayLike) -> Whole:
    """Return `values` as an int64 array of shape (n, 2); the first bad entry is named.

    Raise a ValueError for anything but pairs of whole numbers from 0 to 2**53: `requests[3, 1] must be a whole
    number from 0 to 9007199254740992, got -1`. Whole floats (2e9) are taken, None and booleans are not.

    >>> amounts("requests", [(500, 2e9)])
    array([[       500, 2000000000]])
    """
    given = whole(name, values)
    require.that(given.size == 0 or given.ndim == 2, name, values, PAIRS)
    require.that(given.size == 0 or given.shape[-1] == 2, name, values, PAIRS)
    return given.reshape(-1, 2)


def amount(name: str, values: ArrayLike) -> Whole:
    """Return one pair as an int64 array of shape (2,), with the errors of `amounts`.

    >>> amount("pod", (500, 2**28))
    array([      500, 268435456])
    """
    given = whole(name, values)
    require.that(given.shape == (2,), name, values, "be two whole numbers, millicores and bytes")
    return given


def table(name: str, values: ArrayLike, columns: int) -> Flags:
    """Return rows of so many booleans as a new array."""
    rule = f"be rows of {columns} booleans, one for each node"
    try:
        given = np.array(values, order="C")
    except ValueError:  # rows of different lengths
        require.that(False, name, values, rule)
    require.that(given.dtype == np.bool_ and given.ndim == 2 and given.shape[1] == columns, name, values, rule)
    return given


def whole(name: str, values: ArrayLike, at_most: int = MOST) -> Whole:
    """Return whole numbers from 0 to `at_most` as a new int64 array of any shape; the first bad entry is named."""
    given = numeric(name, values)
    # NaN fails every comparison, so what is asked for is good, not bad.
    good = (given >= 0) & (given <= at_most) & (given == np.floor(given))
    for index in np.argwhere(~good)[:1]:
        place = f"[{', '.join(map(str, index))}]" if given.ndim else ""
        rule = f"be a whole number from 0 to {at_most}"
        require.that(False, name + place, given[tuple(index)].item(), rule)
    return np.array(given, dtype=np.int64, order="C")


def numeric(name: str, values: ArrayLike) -> NDArray[Any]:
    """Return `values` as an array of numbers, whatever their type."""
    try:
        given = np.asarray(values)
    except (ValueError, OverflowError):  # rows of different lengths
        require.that(False, name, values, "be whole numbers")
    # NumPy would read booleans among numbers as numbers.
    is_number = given.dtype.kind in "iuf" and not _has_boolean(values)
    require.that(is_number, name, values, "be whole numbers")
    return given


def _has_boolean(values: object) -> bool:
    if isinstance(values, (list, tuple)):
        return any(map(_has_boolean, values))
    return isinstance(values, (bool, np.bool_))
