"""What people get wrong: each mistake is what it computes, and what to say of an answer that computes the same.

Vocabulary: a `Mistake` belongs to its exercise by a name ("strict"); a slip is one that any exercise on numbers may
meet, and that none has to list: a rounded answer, another unit, a sign.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from course_lib.framework.exercise.calling import Outcome, call
from course_lib.framework.exercise.values import is_number, same

Case = tuple[Any, ...]
Function = Callable[..., Any]
DIGITS = (0, 1, 2, 3, 4)
FACTORS = {
    1000: "Your answers are the right ones times 1,000. Are they in a smaller unit, milliseconds instead of seconds,"
    " say? Keep to the unit of the arguments.",
    1 / 1000: "Your answers are the right ones divided by 1,000. Are they in a larger unit, seconds instead of"
    " milliseconds, say? Keep to the unit of the arguments.",
    100: "Your answers are the right ones times 100. Are they percentages? Return the number itself: 25% is 0.25.",
    1 / 100: "Your answers are the right ones divided by 100. Does your code treat a number as a percentage that isn't"
    " one?",
    -1: "Your answers have the right size and the wrong sign: they are below zero where they should be above, or the"
    " other way round. Is a minus missing, or are the two sides of a subtraction swapped?",
}


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer.

    Attributes
    ----------
    function : callable
        What gives it: of a function exercise another function; of a number exercise one of those of the question's
        numbers that it names, or of `answer`, the right one, or of `right`, the formula.
    sentence : str
        What to say of an answer that gives the same.
    compare : callable
        Whether what it returns agrees with what the learner's function does.
    """

    function: Function
    sentence: str
    compare: Callable[[Any, Any], bool] = same

    def explains(self, case: Case, outcome: Outcome) -> bool:
        """Whether it ends as the learner's did."""
        return are_alike(call(self.function, case), outcome, self.compare)


def are_alike(one: Outcome, other: Outcome, compare: Callable[[Any, Any], bool] = same) -> bool:
    """Whether two calls ended the same way."""
    return one.kind == other.kind and compare(one.value, other.value)


def call_by_name(function: Function, numbers: Mapping[str, Any]) -> Any:
    """Call a function with those of the numbers that it names.

    >>> call_by_name(lambda watts, hours: watts * hours, {"watts": 3, "hours": 2, "pue": 1.2})
    6
    """
    parameters = inspect.signature(function).parameters
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return function(**numbers)
    return function(**{name: numbers[name] for name in parameters if name in numbers})


def changed(**others: float | Callable[..., float]) -> Function:
    """Return what the right formula gives if some of its numbers are others, or made of others.

    >>> forgotten, halved = changed(pue=1), changed(hours=lambda hours: hours / 2)
    >>> numbers = {"right": lambda hours, pue: hours * pue, "hours": 6, "pue": 1.5}
    >>> call_by_name(forgotten, numbers), call_by_name(halved, numbers)
    (6, 4.5)
    """

    def value(right: Function, **numbers: Any) -> Any:
        new = {name: call_by_name(other, numbers) if callable(other) else other for name, other in others.items()}
        return call_by_name(right, {**numbers, **new})

    return value


def scaled(factor: float) -> Function:
    """Return what makes of the right answer one so many times as large."""
    return lambda answer: answer * factor


def both(one: Mistake, other: Mistake) -> Mistake:
    """Return two mistakes of a number exercise made at once: the other one, with the first one's formula for the right.

    Both have to be made of `right` or of `answer`.

    >>> forgotten, doubled = Mistake(changed(pue=1), "the PUE forgotten."), Mistake(scaled(2), "all of it doubled.")
    >>> made = both(forgotten, doubled)
    >>> call_by_name(made.function, {"right": lambda hours, pue: hours * pue, "hours": 6, "pue": 1.5})
    12
    >>> made.sentence
    'two things at once. First, the PUE forgotten. Second, all of it doubled.'
    """

    def formula(right: Function) -> Function:
        def mistaken(**numbers: Any) -> Any:
            named = {"right": right, "answer": call_by_name(right, numbers)}
            return call_by_name(one.function, {**numbers, **named})

        return mistaken

    def value(right: Function, **numbers: Any) -> Any:
        mistaken = formula(right)
        return call_by_name(other.function, {**numbers, "right": mistaken, "answer": mistaken(**numbers)})

    return Mistake(value, f"two things at once. First, {one.sentence} Second, {other.sentence}")


def together(mistakes: Mapping[str, Mistake], *pairs: tuple[str, str]) -> dict[str, Mistake]:
    """Return pairs of mistakes, each made at once, by both names ("strict and late")."""
    return {f"{one} and {other}": both(mistakes[one], mistakes[other]) for one, other in pairs}


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
