"""Slips that any function of numbers may make, and that no exercise has to list: a rounded answer, a unit, a sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.framework.exercise.formulas import scaled
from course_lib.framework.exercise.mistakes import Case, Mistake
from course_lib.framework.exercise.values import is_number

DIGITS = (0, 1, 2, 3, 4)
FACTORS = {
    1000: "Your answers are the right ones times 1,000. Are they in a smaller unit, such as milliseconds instead of"
    " seconds? Keep to the unit of the arguments.",
    1 / 1000: "Your answers are the right ones divided by 1,000. Are they in a larger unit, such as seconds instead of"
    " milliseconds? Keep to the unit of the arguments.",
    100: "Your answers are the right ones times 100. Are they percentages? Return the number itself: 25% is 0.25.",
    1 / 100: "Your answers are the right ones divided by 100. Does your code treat a number as a percentage that isn't"
    " one?",
    -1: "Your answers have the right size and the wrong sign: they are below zero where they should be above, or the"
    " other way round. Is a minus missing, or are the two sides of a subtraction swapped?",
}


def slips(expected: Callable[[Case], Any]) -> dict[str, Mistake]:
    """Return what becomes of the right answer by each slip, as known mistakes.

    >>> list(slips(lambda case: case[0]))[-6:]
    ['rounded-4', 'times-1000', 'times-0.001', 'times-100', 'times-0.01', 'times--1']
    """

    def slip(change: Callable[[float], float], sentence: str) -> Mistake:
        return Mistake(lambda *case: change_each(expected(case), change), sentence)

    def rounded(digits: int) -> Mistake:
        return slip(lambda number: round(number, digits), rounding_sentence(digits))

    return {f"rounded-{digits}": rounded(digits) for digits in DIGITS} | {
        f"times-{factor:g}": slip(scaled(factor), sentence) for factor, sentence in FACTORS.items()
    }


def rounding_sentence(digits: int) -> str:
    """Return what to say of answers that are rounded to so many digits."""
    to = f"to {digits} {'digit' if digits == 1 else 'digits'} after the point" if digits else "to whole numbers"
    by = "a round(…), an int(…), a // or a format" if not digits else "a round(…) or a format"
    return (
        f"Your answers equal the right ones, rounded {to}. Is there {by} in your code? Keep all the digits: round only"
        " when you show a number."
    )


def change_each(value: Any, change: Callable[[float], float]) -> Any:
    """Return a plain value with every number in it changed."""
    if isinstance(value, list):
        return [change_each(item, change) for item in value]
    return change(value) if is_number(value) else value
