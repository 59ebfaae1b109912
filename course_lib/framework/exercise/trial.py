"""Try an answer on every case, beside the known mistakes, and stop as soon as more cases would tell nothing new.

Vocabulary: a `case` is a tuple of arguments (`([3, 2], 5)`); a `Mistake` is a known wrong function with the
sentence that helps whoever wrote it, a `suspect` one that has ended like the answer on every case so far.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.framework.exercise.calling import SLOW, VALUE, Outcome, call, run
from course_lib.framework.exercise.time_limit import Watch
from course_lib.framework.exercise.values import same

Case = tuple[Any, ...]
Function = Callable[..., Any]


@dataclass(frozen=True)
class Mistake:
    """A known wrong implementation, and what to tell whoever wrote one that behaves like it.

    `compare` says whether what it returns agrees with what the learner's does.
    """

    name: str
    function: Function
    sentence: str
    compare: Callable[[Any, Any], bool] = same

    def explains(self, case: Case, outcome: Outcome) -> bool:
        """Whether it ends as the learner's did."""
        return alike(call(self.function, case, Watch()), outcome, self.compare)


class Trial:
    """An answer on the cases so far.

    Attributes
    ----------
    outcomes : list of Outcome
        How the calls ended, one a case.
    wrong : int or None
        The position of the first that is not as expected.
    suspects : list of Mistake
        The mistakes that end like the answer on all of them; none while nothing is wrong.
    """

    def __init__(
        self, answer: Function, cases: Sequence[Case], expected: Sequence[Any], mistakes: Sequence[Mistake]
    ) -> None:
        self.cases, self.expected = cases, expected
        self.outcomes: list[Outcome] = []
        self.wrong: int | None = None
        self.suspects: list[Mistake] = []
        self._mistakes = mistakes
        run(answer, cases, self._is_over)

    def _is_over(self, outcome: Outcome) -> bool:
        index = len(self.outcomes)
        self.outcomes.append(outcome)
        if self.wrong is not None:
            self.suspects = [each for each in self.suspects if each.explains(self.cases[index], outcome)]
        elif not is_right(outcome, self.expected[index]):
            self.wrong = index
            self.suspects = [each for each in self._mistakes if self._explained_by(each)]
        return outcome.kind == SLOW or (self.wrong is not None and not self.suspects)

    def _explained_by(self, mistake: Mistake) -> bool:
        return all(map(mistake.explains, self.cases, self.outcomes))


def is_right(outcome: Outcome, expected: Any) -> bool:
    """Whether a call returned what it should."""
    return outcome.kind == VALUE and same(outcome.value, expected)


def alike(one: Outcome, other: Outcome, compare: Callable[[Any, Any], bool] = same) -> bool:
    """Whether two calls ended the same way."""
    return one.kind == other.kind and compare(one.value, other.value)
