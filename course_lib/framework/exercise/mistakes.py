"""What people get wrong: each mistake is what it computes, and what to say of an answer that computes the same.

Vocabulary: a `Mistake` belongs to its exercise by a name ("strict").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from course_lib.framework.exercise.calling import Outcome, call
from course_lib.framework.exercise.values import same

Case = tuple[Any, ...]
Function = Callable[..., Any]


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
