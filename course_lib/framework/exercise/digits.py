"""The digits of a number: how many it has, and whether those that a question asks for are right."""

from __future__ import annotations

import math

from course_lib.plural import counted

SEVERAL = 2  # below that, its whole part is any number's


def has_digits(value: float, right: float, digits: int | None) -> bool:
    """Whether a number is the right one, rounded or cut off after so many digits behind the point, or more exact.

    >>> [has_digits(value, 0.4528, 3) for value in (0.453, 0.452, 0.4528, 0.451, 0.454)]
    [True, True, True, False, False]
    """
    if digits is None:
        return True
    unit = 10.0**-digits
    cut = math.trunc(round(right / unit, 6)) * unit  # round: 51.5 may come as 51.49999999999999
    return abs(value - right) <= (0.5 + 1e-9) * unit or math.isclose(value, cut)


def close_in_words(value: float, right: float, digits: int) -> str:
    """Return what a number is that is off in the last of so many digits after the point.

    >>> close_in_words(3.72, 3.714, 2)
    'the right number, rounded up. Round it to the nearest.'
    """
    unit = 10.0**-digits
    is_up = math.isclose(value, math.ceil(round(right / unit, 6)) * unit, rel_tol=1e-9)
    return "the right number, rounded up. Round it to the nearest." if is_up else f"close. {digits_sentence(digits)}"


def digits_sentence(digits: int) -> str:
    """Return what to say of a number that is off in the last of so many digits after the point."""
    to = f"{digits} {'digit' if digits == 1 else 'digits'} after the point" if digits else "the whole number"
    return (
        f"It has to be right to {to}. If a number was rounded on the way, keep all its digits and round only at the"
        " end; if not, look for something small that is missing, or counted twice."
    )


def is_cut_short(value: float, right: float) -> bool:
    """Whether a number is the right one with only its first two digits, or one, rounded or cut.

    >>> is_cut_short(0.45, 0.4527), is_cut_short(0.46, 0.4527), is_cut_short(5, 13)
    (True, False, False)
    """
    size = 10.0 ** (math.floor(math.log10(abs(right))) - 1) if right else 1.0
    rounded, cut = round(right / size) * size, math.trunc(right / size) * size
    return right != round(right) and any(math.isclose(value, each, rel_tol=1e-9) for each in (rounded, cut))


def missing_digits(value: float, right: float, digits: int | None) -> str:
    """Return what to say of a number that is the right one with too few of its digits, or "".

    >>> missing_digits(3.7, 3.714, 2), missing_digits(4, 3.714, 2), missing_digits(5, 3.714, 2)
    ('Give one more digit.', 'The question asks for 2 digits after the point.', '')
    """
    if is_cut_short(value, right):
        return "Give one more digit."
    is_whole = bool(digits) and abs(right) >= SEVERAL and value in (round(right), math.trunc(right))
    return f"The question asks for {counted(digits or 0, 'digit')} after the point." if is_whole else ""


def significant_digits(value: float) -> int:
    """Return how many digits of a number count.

    >>> significant_digits(0.0120), significant_digits(12.34)
    (2, 4)
    """
    return len(f"{abs(value):.10g}".replace(".", "").strip("0"))
