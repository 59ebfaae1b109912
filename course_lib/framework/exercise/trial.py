"""An answer on trial: what it is, and, of a function, how it does on every case beside the known mistakes.

Vocabulary: a `case` is a tuple of arguments (`([3, 2], 5)`); a `Round` is an answer on some cases, beside what is
expected; a `suspect` ("strict") is the name of a mistake that has ended like the answer on every case so far.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from course_lib.framework.exercise.calling import SLOW, VALUE, Outcome, read_safely, run
from course_lib.framework.exercise.mistakes import Case, Function, Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.values import same
from course_lib.guard import Budget

Suspect = tuple[str, Mistake]


class Trial:
    """An answer as it was given, and as a plain value."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    @cached_property
    def value(self) -> Any:
        """The answer as a plain value, whatever reading it may do."""
        return read_safely(self.answer)


class Round:
    """A function on cases, stopped as soon as more of them would tell nothing new.

    Attributes
    ----------
    outcomes : list of Outcome
        How the calls ended, one a case.
    wrong : int or None
        The position of the first that is not as expected.
    suspect : (str, Mistake) or None
        The first mistake that ends like the answer on all of them; none while nothing is wrong.
    """

    def __init__(
        self,
        function: Function,
        cases: Sequence[Case],
        expected: Sequence[Any],
        mistakes: Mapping[str, Mistake],
        budget: Budget | None = None,
    ) -> None:
        self.cases, self.expected = cases, expected
        self.outcomes: list[Outcome] = []
        self.wrong: int | None = None
        self.suspect: Suspect | None = None
        self._not_asked = iter(mistakes.items())
        run(function, cases, self._is_over, budget)

    def _is_over(self, outcome: Outcome) -> bool:
        case, expected = self.cases[len(self.outcomes)], self.expected[len(self.outcomes)]
        self.outcomes.append(outcome)
        if self.wrong is None and not is_right(outcome, expected):
            self.wrong, self.suspect = len(self.outcomes) - 1, self._next_suspect()
        elif self.suspect is not None and not self.suspect[1].explains(case, outcome):
            self.suspect = self._next_suspect()
        return outcome.kind == SLOW or (self.wrong is not None and self.suspect is None)

    @cached_property
    def shown(self) -> int:
        """The position of the case to show: the first that is wrong, and shows what the suspect is about."""
        wrong = (at for at, outcome in enumerate(self.outcomes) if not is_right(outcome, self.expected[at]))
        if self.suspect is None or self.wrong is None:
            return self.wrong or 0
        mistake = self.suspect[1]
        return next((at for at in wrong if mistake.shows(self.cases[at], self.outcomes[at])), self.wrong)

    @cached_property
    def suspects(self) -> dict[str, Mistake]:
        """All mistakes that end like the answer on all of them: the suspect, and of those after it, not asked yet."""
        later = (each for each in self._not_asked if self._is_explained_by(each[1]))
        return dict([self.suspect, *later]) if self.suspect is not None else {}

    def _next_suspect(self) -> Suspect | None:
        return next((each for each in self._not_asked if self._is_explained_by(each[1])), None)

    def _is_explained_by(self, mistake: Mistake) -> bool:
        """Whether a mistake ends like the answer on all cases so far: the newest first, as it tells most apart."""
        ended = range(len(self.outcomes))
        return all(mistake.explains(self.cases[each], self.outcomes[each]) for each in reversed(ended))


def is_right(outcome: Outcome, expected: Any) -> bool:
    """Whether a call ended as it should."""
    return outcome.kind == VALUE and same(outcome.value, expected)


class FunctionTrial(Trial):
    """A function on the small cases, and, if it is right on those, on the large ones.

    It is called only when somebody asks how it did.

    Attributes
    ----------
    function : callable
        What is called: the answer, or the answer in a harness.
    small, large : sequence of tuple
        The cases.
    mistakes : dict of str to Mistake
        What is known to be wrong.
    """

    def __init__(
        self,
        answer: Any,
        prepare: Callable[[Function], Function],
        rounds: Sequence[tuple[Sequence[Case], Sequence[Any]]],
        mistakes: Mapping[str, Mistake],
        budget: Budget | None = None,
    ) -> None:
        super().__init__(answer)
        self.function = prepare(answer)
        self._prepare, self._rounds, self.mistakes, self._budget = prepare, rounds, mistakes, budget
        (self.small, _), (self.large, _) = rounds

    def of_another(self, answer: Function, mistakes: Mapping[str, Mistake], budget: Budget) -> FunctionTrial:
        """Return another function on trial on the same cases, whose calls share a budget."""
        return FunctionTrial(answer, self._prepare, self._rounds, mistakes, budget)

    @cached_property
    def last(self) -> Round:
        """The round in which something is wrong, or the last one."""
        for cases, expected in self._rounds:
            last = Round(self.function, cases, expected, self.mistakes, self._budget)
            if last.wrong is not None:
                break
        return last

    @cached_property
    def small_outcomes(self) -> list[Outcome]:
        """How it ends on every small case, wrong or right; all who ask for it share these calls."""
        return run(self.function, self.small, budget=self._budget)

    @property
    def is_tried(self) -> bool:
        """Whether it was called at all."""
        return "last" in self.__dict__

    @property
    def is_wrong(self) -> bool:
        """Whether it ends in another way than expected on some case."""
        return self.last.wrong is not None

    @property
    def right_before(self) -> int:
        """On how many cases it is right before the counterexample."""
        return (self.last.wrong or 0) + (len(self.small) if self.is_on_large else 0)

    @property
    def is_on_large(self) -> bool:
        """Whether it is right on all small cases."""
        return self.last.cases is self.large

    @property
    def counterexample(self) -> tuple[Case, Outcome, Any]:
        """The case that shows what is wrong, how the call ended, and what was expected."""
        at = self.last.shown
        return self.last.cases[at], self.last.outcomes[at], self.last.expected[at]

    @property
    def outcome(self) -> Outcome:
        """How the call on that case ended."""
        return self.counterexample[1]

    @property
    def last_outcome(self) -> Outcome:
        """How the last call ended that says something: that of the counterexample, if there is one."""
        return self.outcome if self.is_wrong else self.last.outcomes[-1]


Explainer = Callable[[Any], Finding | None]
