"""What a learner gives back, as plain values that can be compared and shown without running the code again.

Vocabulary: a plain value is a number, text, True, False, None or a list of plain values; whatever else
comes is an `Other`: its kind ("a dict") and how it looks ("{3: 2}").
"""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import repeat
from typing import Any

import numpy as np

from course_lib.framework.exercise.written_numbers import as_a_number

NESTED_AT_MOST = 8
WIDTH_AT_MOST = 400
# Tuples, as each check asks millions of times: an `int | float` would be made anew by each.
_PLAIN, _LISTS, _NUMBERS = (int, float, str, bool, type(None)), (list, tuple), (int, float)
_WORDS = {
    int: "a number",
    float: "a number",
    list: "a list",
    tuple: "a list",
    str: "text",
    bool: "True or False",
    type(None): "None",
    type(...): "a blank",
}


@dataclass(frozen=True)
class Other:
    """A value of a kind that no exercise asks for; equal to nothing that is expected."""

    kind: str
    text: str = field(compare=False)  # it may hold an address in memory

    def __repr__(self) -> str:
        return self.text


def to_plain(value: Any, above: tuple[int, ...] = ()) -> Any:
    """Return NumPy scalars and arrays, fractions, tuples and nested lists as plain numbers and lists.

    >>> to_plain((np.int64(3), [np.float64(0.5), {}]))
    [3, [0.5, {}]]
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, _LISTS):
        return _plain_list(value, above)
    if isinstance(value, int | float | Fraction | Decimal | np.floating):
        return int(value) if isinstance(value, int) else float(value)
    if isinstance(value, np.generic | np.ndarray) and type(python := value.tolist()) is not type(value):
        return to_plain(python, above)
    return Other(kind_of(value), short_repr(value))


def _plain_list(value: list[Any] | tuple[Any, ...], above: tuple[int, ...]) -> Any:
    if id(value) in above:
        return Other("a list that contains itself", "[…]")
    if len(above) == NESTED_AT_MOST:
        return Other("a list nested very deep", "[…]")
    within = (*above, id(value))
    return [item if type(item) in _PLAIN else to_plain(item, within) for item in value]


def copy_of(value: Any) -> Any:
    """Return a copy that shares nothing that can be changed; of plain values in lists in a fraction of deepcopy's time.

    >>> case = ([3, [2]], 5)
    >>> copy_of(case) == case, copy_of(case)[0] is case[0]
    (True, False)
    """
    if type(value) in _PLAIN:
        return value
    if type(value) in _LISTS:
        return type(value)([copy_of(item) for item in value])
    return copy.deepcopy(value)


def same(one: Any, other: Any, within: float = 1e-9) -> bool:
    """Whether two plain values agree, floats but for rounding, or within a relative tolerance; nan agrees with nan.

    >>> same([0.1 + 0.2, 3], [0.3, 3])
    True
    """
    if one is other:
        return True
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other, repeat(within)))
    if is_number(one) and is_number(other):
        return one == other or close(one, other, within) or (one != one and other != other)  # nan
    return type(one) is type(other) and bool(one == other)


def close(one: float, other: float, tolerance: float) -> bool:
    """Whether two numbers agree within a relative tolerance; whole numbers may be of any length."""
    try:
        return math.isclose(one, other, rel_tol=tolerance, abs_tol=1e-12)
    except OverflowError:
        return False


def is_number(value: Any) -> bool:
    """Whether `value` is a plain number, True and False aside."""
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)


def numbers_in(value: Any) -> list[float]:
    """Return all numbers in a plain value.

    >>> numbers_in([1, [2.5, "three"], True])
    [1, 2.5]
    """
    if isinstance(value, list):
        return [number for item in value for number in numbers_in(item)]
    return [value] if is_number(value) else []


def is_finite(value: Any) -> bool:
    """Whether `value` is a plain number that a float can hold."""
    try:
        return is_number(value) and math.isfinite(value)
    except OverflowError:
        return False


def kind_of(value: Any) -> str:
    """Return what a value is, in words.

    >>> kind_of({}), kind_of(3), kind_of(iter([]))
    ('a dict', 'a number', 'a list_iterator')
    """
    if isinstance(value, Other):
        return value.kind
    name = type(value).__name__
    return _WORDS.get(type(value), f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}")


def short_repr(value: Any) -> str:
    """Return a value as text that fits a card; one that has no text of its own is named by its kind."""
    try:
        text = repr(value)
    except ValueError:
        text = "<a number of thousands of digits>" if type(value) is int else f"<{kind_of(value)}>"
    except Exception:
        text = f"<{kind_of(value)}>"
    return shorten(text)


def echo(number: float) -> str:
    """Return a number as text, a float with six digits that count, or all those before the point.

    >>> echo(14.029703768787687), echo(288.0), echo(25080001.35), echo(1234567)
    ('14.0297', '288', '25080001', '1234567')
    """
    if not isinstance(number, float):
        return short_repr(number)
    return f"{number:.0f}" if 1e6 <= abs(number) < 1e15 else f"{number:.6g}"


def shorten(text: str) -> str:
    """Return a text that fits a card."""
    return text if len(text) <= WIDTH_AT_MOST else text[: WIDTH_AT_MOST - 1] + "…"


def not_a_number(value: Any, unit: str = "") -> str:
    """Return what is wrong with a plain value that should be a finite number in some unit, or ""."""
    if is_finite(value):
        return ""
    text = short_repr(value)
    if isinstance(value, str):
        return f"yours is text: {text}. {as_a_number(value, unit)}"
    if isinstance(value, list):
        return f"yours is a list: {text}. A decimal comma makes one, too; Python's decimal mark is a point: 0.5"
    return f"yours is {text}" if is_number(value) else f"yours is {kind_of(value)}: {text}"
