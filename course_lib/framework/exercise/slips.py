"""Slips that any exercise on numbers may meet: a rounded answer, another unit, a sign. None has to be listed twice.

An exercise's own mistakes come first: they know more of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.framework.exercise.trial import Case, Mistake
from course_lib.framework.exercise.values import is_number

DIGITS = (0, 1, 2, 3, 4)
FACTORS = {
    1000: "Your answers are the right ones times 1,000, as if a thousandth of the unit were asked for: milliseconds in"
    " place of seconds, perhaps. Give them in the unit of the arguments.",
    1 / 1000: "Your answers are the right ones divided by 1,000, as if in a unit a thousand times as large. Give them"
    " in the unit of the arguments.",
    100: "Your answers are the right ones times 100, as percent. Give the number itself: 25% is 0.25.",
    1 / 100: "Your answers are the right ones divided by 100. Is a percentage taken off somewhere that isn't one?",
    -1: "The right size with the wrong sign: yours is below zero where it should be above, or the other way round."
    " Is a minus missing, or are two terms the other way round?",
}


def slips(wanted: Callable[[Case], Any]) -> tuple[Mistake, ...]:
    """Return what becomes of the right answer by each slip, as known mistakes.

    >>> [slip.name for slip in slips(lambda case: case[0])]
    ['rounded-0', 'rounded-1', 'rounded-2', 'rounded-3', 'rounded-4', 'times-1000', 'times-0.001', 'times-100', \
'times-0.01', 'times--1']
    """
    rounded = [Mistake(f"rounded-{digits}", rounding(wanted, digits), said(digits)) for digits in DIGITS]
    scaled = [Mistake(f"times-{factor:g}", scaling(wanted, factor), FACTORS[factor]) for factor in FACTORS]
    return (*rounded, *scaled)


def rounding(wanted: Callable[[Case], Any], digits: int) -> Callable[..., Any]:
    """Return a function whose answers are rounded."""
    return lambda *case: each(wanted(case), lambda number: round(number, digits))


def scaling(wanted: Callable[[Case], Any], factor: float) -> Callable[..., Any]:
    """Return a function whose answers are so many times as large."""
    return lambda *case: each(wanted(case), lambda number: number * factor)


def said(digits: int) -> str:
    """Return what to tell whoever rounds to so many digits."""
    to = f"to {digits} {'digit' if digits == 1 else 'digits'} after the point" if digits else "to whole numbers"
    return (
        f"Your answers are the right ones, rounded {to}. Return them as they are: who goes on counting with them needs"
        " all digits, and who shows them may round."
    )


def each(value: Any, change: Callable[[float], float]) -> Any:
    """Return a plain value with every number in it changed."""
    if isinstance(value, list):
        return [each(item, change) for item in value]
    return change(value) if is_number(value) else value
