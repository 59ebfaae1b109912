"""What a wrong number may come from, beside the mistakes that its exercise lists: a unit, a sign, the question itself.

Vocabulary: a `size` (1000) is how many times another number a number is; `unit` ("cores") is the answer's, and empty
for a share of 1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from course_lib.framework.exercise.digits import significant_digits

Close = Callable[[float, float], bool]
SIZES = {
    1_000_000: "a million times",
    1000: "1,000 times",
    1 / 1000: "a thousandth of",
    100: "100 times",
    1 / 100: "a hundredth of",
    -1: "minus",
}
PERCENT = "percent"
WITHIN = 0.005  # of a mistake in another unit: it is one of many numbers, so it has to be met more nearly
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")  # a unit may follow it at once: 512Mi


def of_other_unit(value: float, right: float, unit: str, is_close: Close, question: str = "") -> str:
    """Return in which other unit, or with which sign, a number is right, or "".

    >>> of_other_unit(45.3, 0.453, "", math.isclose)
    'Your number is the right one in percent. The answer is a share of 1: 25% is 0.25.'
    """
    size = next((size for size in SIZES if is_close(value, size * right)), None)
    if size is None:
        return ""
    if size == -1:
        return "Your number has the right size and the wrong sign."
    if size == 100 and not unit:
        return "Your number is the right one in percent. The answer is a share of 1: 25% is 0.25."
    if size == 1 / 100 and unit == PERCENT:
        return "Your number is the right one as a share of 1. The answer is in percent: 0.25 is 25%."
    return f"Your number is {SIZES[size]} the right one. {check_size(SIZES[size], unit, question)}"


def check_size(size: str, unit: str, question: str) -> str:
    """Return what to look at where a number is so many times too large or too small.

    >>> check_size("100 times", "microseconds", "25% of the requests")
    'Is a percentage still in percent, or divided by 100 twice? As a share, 25% is 0.25.'
    """
    if "%" in question and size in (SIZES[100], SIZES[1 / 100]):
        return "Is a percentage still in percent, or divided by 100 twice? As a share, 25% is 0.25."
    return check_unit(unit)


def with_slipped_point(value: float, right: float, is_close: Close) -> str:
    """Return how many times the right number one is whose point has slipped by a place, or "".

    >>> with_slipped_point(5.42, 54.2, math.isclose)
    'a tenth of'
    """
    return next((text for size, text in ((10, "10 times"), (0.1, "a tenth of")) if is_close(value, size * right)), "")


def check_unit(unit: str) -> str:
    """Return what to look at where a number is too large or too small by a unit."""
    return f"Check the unit: the answer is {f'in {unit}' if unit else 'a share of 1'}."


def turned_round(value: float, right: float, unit: str, is_close: Close) -> str:
    """Return in which way a number is the right one turned round, or "".

    >>> turned_round(0.25, 0.75, "", math.isclose)
    'Your number and the right one add up to 1. Which of the two parts does the question ask for?'
    """
    whole = {"": 1, PERCENT: 100}.get(unit)
    if whole and is_close(value, whole - right):
        return f"Your number and the right one add up to {whole}. Which of the two parts does the question ask for?"
    if right and is_close(value, 1 / right):
        return "Your number is 1 divided by the right one. Is a division upside down?"
    return ""


def mistake_in_other_unit(
    value: float, mistaken: Mapping[str, float], unit: str, question: str = ""
) -> tuple[str, str] | None:
    """Return the one mistake that gives a number in another unit, or with another sign, and what to say of that.

    None where several do, and for a number of one or two digits, which is too many numbers' hundredth by chance; but
    digits that are a mistake's own are told with a minus, or as a percentage for a share and the other way round.

    >>> mistake_in_other_unit(6120, {"added": 6.12, "halved": 1.5}, "cores")
    ('added', 'your number is 1,000 times what that gives. Check the unit: the answer is in cores.')
    >>> mistake_in_other_unit(0.26, {"added": 26, "halved": 1.5}, "percent")
    ('added', 'your number is a hundredth of what that gives. Check the unit: the answer is in percent.')
    """
    short = significant_digits(value) < 3
    told_if_short: dict[str, list[float]] = {PERCENT: [-1, 1 / 100], "": [-1, 100]}
    sizes = told_if_short.get(unit, [-1]) if short else [*SIZES]
    within = 1e-9 if short else WITHIN
    found = [
        (name, size)
        for name, number in mistaken.items()
        for size in sizes
        if number and math.isclose(value, size * number, rel_tol=within)
    ]
    if len(found) != 1:
        return None
    name, size = found[0]
    if size == -1:
        return name, "your number has a minus in front of what that gives. What was subtracted from what?"
    return name, f"your number is {SIZES[size]} what that gives. {check_size(SIZES[size], unit, question)}"


def stands_in(question: str, value: float) -> bool:
    """Whether a number stands in a question as it is.

    >>> stands_in("In 1,200 pods, 0.5 cores each,", 1200), stands_in("In 1,200 pods, 0.5 cores each,", 5)
    (True, False)
    """
    return any(math.isclose(float(text.replace(",", "")), value) for text in NUMBER.findall(question))
