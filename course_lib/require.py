"""Rules at the door: every bad argument is answered with its name, its value and the rule.

Vocabulary: `name` ("capacity") is the argument as the caller knows it, `value` (-3) what came in,
and the message reads `capacity must be positive, got -3`.
"""

from __future__ import annotations

import math
import reprlib
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from course_lib.arrays import Values


def that(holds: bool, name: str, value: object, rule: str) -> None:
    """Raise a ValueError `{name} must {rule}, got {value}` unless the rule holds.

    >>> that(False, "capacity", -3, "be positive")
    Traceback (most recent call last):
    ...
    ValueError: capacity must be positive, got -3
    """
    if not holds:
        raise ValueError(f"{name} must {rule}, got {reprlib.repr(value)}")


def number(name: str, value: Any) -> float:
    """Return `value` as a finite float; booleans, text, NaN and infinity are refused."""
    is_number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    # Compared, not converted: a whole number may be beyond every float. A short float of NumPy's is converted, as
    # it would convert the limit instead, which is beyond it.
    size = abs(float(value) if isinstance(value, np.floating) else value) if is_number else math.inf
    that(size <= sys.float_info.max, name, value, "be a finite number")
    return float(value)


def positive(name: str, value: Any) -> float:
    """Return `value` as a float above zero."""
    that(number(name, value) > 0, name, value, "be positive")
    return float(value)


def between(name: str, value: Any, low: float, high: float) -> float:
    """Return `value` as a float in the closed interval from `low` to `high`."""
    that(low <= number(name, value) <= high, name, value, f"be between {low:g} and {high:g}")
    return float(value)


def whole(name: str, value: Any, at_least: int = 0) -> int:
    """Return `value` as an int that is not below `at_least`."""
    is_whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    that(is_whole and value >= at_least, name, value, f"be a whole number of at least {at_least}")
    return int(value)


def one_of(name: str, value: Any, options: Iterable[str]) -> str:
    """Return `value` if it is one of the options; the message lists them."""
    known = list(options)
    that(isinstance(value, str) and value in known, name, value, f"be one of {', '.join(known)}")
    return str(value)


def numbers(name: str, values: ArrayLike, *, gaps: bool = False) -> Values:
    """Return `values` as a one-dimensional float array of finite numbers; the first bad entry is named.

    With `gaps`, an entry may also be NaN: a value that isn't known.
    """
    # NumPy would read text ("3"), booleans and None as numbers, the latter two even inside a list of numbers.
    has_others = isinstance(values, (list, tuple)) and not {bool, type(None)}.isdisjoint(map(type, values))
    try:
        given = np.asarray(values)
        array = given.astype(np.float64) if given.dtype.kind in "iufO" else np.empty(0)
    except (TypeError, ValueError, OverflowError):
        that(False, name, values, "be a list of numbers")
    that(given.dtype.kind in "iufO" and not has_others, name, values, "be a list of numbers")
    that(array.ndim == 1, name, values, "be a flat list of numbers")
    for index in np.flatnonzero(~(np.isfinite(array) | (gaps & np.isnan(array))))[:1]:
        that(False, f"{name}[{index}]", float(array[index]), "be a finite number" + gaps * ", or NaN")
    return array
