"""Exercises whose answer is a number: a tolerance, a unit, and what each typical mistake would give.

Vocabulary: a `variant` (`{"overhead": 0.1, "cores": 16}`) is one set of numbers for the question; the
next one is used after each look at the solution. `tolerance` (0.01) is relative; `unit` ("cores") is
empty where a share is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from course_lib.framework.exercise.calling import taken
from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.result import CORRECT, NOT_YET, Result
from course_lib.framework.exercise.values import close, is_finite, is_number, kind_of, looks
from course_lib.framework.html import Card, card, paragraphs

Variant = Mapping[str, float]


@dataclass(frozen=True)
class NumberMistake:
    """What a typical mistake computes, and what to tell whoever made it."""

    name: str
    value: Callable[..., float]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class NumberExercise(Exercise):
    """Work out one number."""

    chapter: str
    name: str
    decision: str
    text: str
    variants: tuple[Variant, ...]
    right: Callable[..., float]
    solved: str
    unit: str
    tolerance: float
    mistakes: tuple[NumberMistake, ...]
    hints: tuple[str, ...]
    deeper: bool = False

    @property
    def variant(self) -> Variant:
        """The numbers that the question has today."""
        return self.variants[self.solutions_seen % len(self.variants)]

    @property
    def _before(self) -> Variant:
        return self.variants[(self.solutions_seen - 1) % len(self.variants)]

    @property
    def question(self) -> str:
        """The question with its numbers."""
        return self.text.format(**self.variant)

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}: {self.question}"

    def _repr_html_(self) -> str:
        ask = f"Answer{' in ' + self.unit if self.unit else ''}: {self.call('check')}"
        return card(f"Question · <code>{self.name}</code>", paragraphs(f"{self.question}\n\n{ask}"))

    def worked(self) -> str:
        """Return the way to the right number, with the numbers filled in."""
        return self.solved.format(answer=self.right(**self.variant), **self.variant)

    def filled(self, blank: str) -> str:
        """Return the cell with the right number."""
        return blank.replace("...", f"{self.right(**self.variant):.6g}")

    def comes_again(self) -> str:
        """Say that the numbers have changed."""
        return f"The question now has new numbers, and counts as done with those. {self.question}"

    def card(self) -> Card:
        """Return the question."""
        return Card(repr(self), self._repr_html_())

    def judge(self, answer: Any) -> Result:
        """Compare a number with the right one and with what each typical mistake gives."""
        if answer is ...:
            return self.unanswered("Put your answer in place of the ... and run the cell again.")
        value = taken(answer)
        problem = "yours is a function: call it and give the result" if callable(answer) else not_a_number(value)
        if problem:
            of = f" of {self.unit}" if self.unit else ""
            return Result(self.name, NOT_YET, f"The answer is a number{of}; {problem}.", "not-a-number")
        if self.close(value, self.right(**self.variant)):
            return Result(self.name, CORRECT, self.worked())
        return self._wrong(value)

    def _wrong(self, value: float) -> Result:
        for mistake in self.mistakes:
            if self.close(value, mistake.value(**self.variant)):
                return Result(self.name, NOT_YET, f"Looks like {mistake.sentence}", mistake.name)
        if self.solutions_seen and self.close(value, self.right(**self._before)):
            message = f"That was right for the numbers before. The question is now: {self.question}"
            return Result(self.name, NOT_YET, message, "earlier-numbers")
        if cut_short(value, self.right(**self.variant)):
            message = f"{looks(value)} is right as far as it goes: give one digit more."
            return Result(self.name, NOT_YET, message, "digits")
        too = "high" if value > self.right(**self.variant) else "low"
        unit = f" (in {self.unit})" if self.unit else ""
        return Result(self.name, NOT_YET, f"{looks(value)} is too {too}{unit}. {self.call('hint')} helps.")

    def close(self, one: float, other: float) -> bool:
        """Whether two numbers agree within the tolerance."""
        return close(one, other, self.tolerance)


def cut_short(value: float, right: float) -> bool:
    """Whether a number is the right one with only its first two digits, or one, rounded or cut.

    >>> cut_short(0.45, 0.4527), cut_short(0.46, 0.4527), cut_short(5, 13)
    (True, False, False)
    """
    size = 10.0 ** (math.floor(math.log10(abs(right))) - 1) if right else 1.0
    rounded, cut = round(right / size) * size, math.trunc(right / size) * size
    return right != round(right) and any(math.isclose(value, each, rel_tol=1e-9) for each in (rounded, cut))


def not_a_number(value: Any) -> str:
    """Return what is wrong with a plain value that should be a finite number, or ""."""
    if is_finite(value):
        return ""
    if isinstance(value, str):
        return f"yours is text: {looks(value)}. Leave out the quotes{' and the percent sign' if '%' in value else ''}"
    if isinstance(value, list):
        return f"yours is a list: {looks(value)}. A decimal comma makes one, too; Python's decimal mark is a point: 0.5"
    return f"yours is {looks(value)}" if is_number(value) else f"yours is {kind_of(value)}: {looks(value)}"
