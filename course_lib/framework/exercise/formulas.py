"""What the mistakes of a number exercise are made of: its right formula with other numbers, or two mistakes at once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from course_lib.framework.exercise.mistakes import Function, Mistake, two_at_once


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
    r"""Return two mistakes of a number exercise at once: the other one, with the first one's formula for the right.

    Both have to be made of `right` or of `answer`.

    >>> forgotten, doubled = Mistake(changed(pue=1), "the PUE forgotten."), Mistake(scaled(2), "all of it doubled.")
    >>> made = both(forgotten, doubled)
    >>> call_by_name(made.function, {"right": lambda hours, pue: hours * pue, "hours": 6, "pue": 1.5})
    12
    >>> made.sentence
    'two things at once. First, the PUE forgotten.\n\nSecond, all of it doubled.'
    """

    def formula(right: Function) -> Function:
        def mistaken(**numbers: Any) -> Any:
            named = {"right": right, "answer": call_by_name(right, numbers)}
            return call_by_name(one.function, {**numbers, **named})

        return mistaken

    def value(right: Function, **numbers: Any) -> Any:
        mistaken = formula(right)
        return call_by_name(other.function, {**numbers, "right": mistaken, "answer": mistaken(**numbers)})

    return Mistake(value, two_at_once(one.sentence, other.sentence, "two things at once."))


def together(mistakes: Mapping[str, Mistake], *pairs: tuple[str, str]) -> dict[str, Mistake]:
    """Return pairs of mistakes, each made at once, by both names ("strict and late")."""
    return {f"{one} and {other}": both(mistakes[one], mistakes[other]) for one, other in pairs}
