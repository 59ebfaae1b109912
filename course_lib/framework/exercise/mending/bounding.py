"""Keep code that nobody has looked at from making what fills the memory in a single step, which no watch can stop.

Products, powers, shifts and ranges are made by the functions here: as they always are, up to a size.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from course_lib.framework.exercise.mending.changes import having

ITEMS_AT_MOST, BITS_AT_MOST = 10**6, 10**5
SEQUENCES = (str, bytes, list, tuple)


def product(one: Any, other: Any) -> Any:
    """Return a product.

    >>> product(6, 7), product([0], 3)
    (42, [0, 0, 0])
    """
    for items, times in ((one, other), (other, one)):
        if isinstance(items, SEQUENCES) and isinstance(times, int):
            keep_within(len(items) * times, ITEMS_AT_MOST)
    if isinstance(one, int) and isinstance(other, int):
        keep_within(one.bit_length() + other.bit_length(), BITS_AT_MOST)
    return one * other


def power(base: Any, exponent: Any) -> Any:
    """Return a power.

    >>> power(2, 10)
    1024
    """
    if isinstance(exponent, int) and hasattr(base, "numerator"):
        parts = base.numerator, base.denominator
        keep_within(max(part.bit_length() for part in parts) * abs(exponent), BITS_AT_MOST)
    return base**exponent


def shifted(number: Any, by: Any) -> Any:
    """Return a number moved to the left by so many bits."""
    if isinstance(by, int):
        keep_within(by, BITS_AT_MOST)
    return number << by


def counted(*ends: Any) -> range:
    """Return a range."""
    numbers = range(*ends)
    keep_within(len(numbers), ITEMS_AT_MOST)
    return numbers


def keep_within(size: int, limit: int) -> None:
    """Raise a MemoryError if something would be too large."""
    if size > limit:
        raise MemoryError(size)


MADE_BY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {ast.Mult: product, ast.Pow: power, ast.LShift: shifted}
NAMES: dict[str, Any] = {f"<{each.__name__}>": each for each in MADE_BY.values()}  # none that a learner can write


def bounded(part: Any) -> Any:
    """Return a part of a tree in which all that may grow is made by the functions here; the one given stays as it is.

    >>> eval(compile(bounded(ast.parse("6 * 7", mode="eval")), "", "eval"), NAMES)
    42
    """
    if isinstance(part, list):
        items = [bounded(item) for item in part]
        return items if any(map(operator.is_not, items, part)) else part
    if not isinstance(part, ast.AST):
        return part
    before = {field: getattr(part, field, None) for field in part._fields}
    after = {field: bounded(value) for field, value in before.items() if isinstance(value, list | ast.AST)}
    changed = {field: value for field, value in after.items() if value is not before[field]}
    new: Any = having(part, **changed) if changed else part
    if isinstance(new, ast.BinOp) and type(new.op) in MADE_BY:
        return call_of(new, new.left, new.right)
    if isinstance(new, ast.AugAssign) and type(new.op) in MADE_BY and isinstance(new.target, ast.Name):
        old = ast.copy_location(ast.Name(new.target.id, ast.Load()), new.target)
        return ast.copy_location(ast.Assign([new.target], call_of(new, old, new.value)), new)
    return new


def call_of(node: Any, left: ast.expr, right: ast.expr) -> ast.Call:
    """Return the call that stands in place of a sign between two parts."""
    name = ast.copy_location(ast.Name(f"<{MADE_BY[type(node.op)].__name__}>", ast.Load()), node)
    return ast.copy_location(ast.Call(name, [left, right], []), node)
