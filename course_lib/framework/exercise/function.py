"""Exercises whose answer is a function, checked against the model's own on every small case.

Vocabulary: `cases` are all the small ones, smallest first, so that the first counterexample is the
smallest there is; `more` are larger, seeded ones; `again` are to be worked by hand after the solution.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from course_lib.framework.exercise.blanks import is_blank, to_fill
from course_lib.framework.exercise.calling import CHANGED, ERROR, SLOW, VALUE, Outcome, taken
from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.result import CORRECT, NOT_YET, SOLUTION_SEEN, Result
from course_lib.framework.exercise.result import ERROR as STOPPED
from course_lib.framework.exercise.slips import slips
from course_lib.framework.exercise.source import as_learners_write, imports_of, source_of
from course_lib.framework.exercise.trial import Case, Function, Mistake, Trial
from course_lib.framework.exercise.unexplained import as_text, explained
from course_lib.framework.exercise.values import kind_of, looks, plain, same
from course_lib.framework.html import Still, preformatted


@dataclass(frozen=True)
class FunctionExercise(Exercise):
    """Write `reference` yourself."""

    reference: Function
    chapter: str
    decision: str
    cases: Sequence[Case]
    more: Sequence[Case]
    again: Sequence[Case]
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...]
    deeper: bool = False
    draw: Callable[[Case, Any, Any], Still | None] | None = None
    paper_within: float = 1e-9  # of an answer worked by hand, where that cannot be exact

    @property
    def name(self) -> str:  # type: ignore[override]
        """The name of the function to write."""
        return self.reference.__name__

    def __repr__(self) -> str:
        return f"[{self.name}] {self.status}"

    def written(self, answer: Any) -> str:
        """Return the learner's source."""
        return source_of(answer) or super().written(answer)

    def worked(self) -> str:
        """Return the model's own function as a learner would write it."""
        return imports_of(self.reference) + as_learners_write(source_of(self.reference))

    def set_out(self, worked: str) -> str:
        """Return the solution as the code that it is."""
        return preformatted(worked)

    def filled(self, blank: str) -> str:
        """Return the model's own function, whatever the blank was."""
        return self.worked().rstrip()

    def comes_again(self) -> str:
        """Ask for one case by hand."""
        return (
            "Close this, write it yourself, and check it. Then it comes once more with new numbers, to be worked"
            f" on paper: what does {self.shown_call(self._paper_case())} return?{self._how_exact} {self.call('check')}"
            " takes that answer too; with it the exercise counts as done."
        )

    def stays_done(self) -> str:
        """Say that the exercise is done; then it does not come again."""
        return "You have solved this one before; it stays done."

    def judge(self, answer: Any) -> Result:
        """Compare an answer with the model's function on every case, smallest first."""
        if is_blank(answer):
            return self.unanswered(to_fill(answer, self.name))
        if not callable(answer):
            return self._judge_paper(taken(answer))
        if not takes(answer, self.cases[0]):
            return self._wrong_arguments()
        for cases, expected in ((self.cases, self._expected), (self.more, self._expected_more)):
            trial = Trial(answer, cases, expected, (*self.mistakes, *slips(self.wanted)))
            if trial.wrong is not None:
                return self._wrong(answer, trial, trial.wrong)
        return self._right(trial.outcomes[-1].printed)

    def _right(self, printed: str) -> Result:
        if not self.solutions_seen or self.status == CORRECT:
            tried = len(self.cases) + len(self.more)
            return Result(
                self.name, CORRECT, f"All {tried:,} cases agree, the smallest and the large.", printed=printed
            )
        message = f"Right, after the solution. On paper now: what does {self.shown_call(self._paper_case())} return?"
        message += self._how_exact
        return Result(self.name, SOLUTION_SEEN, f"{message} Give that answer to {self.call('check')}.", printed=printed)

    @property
    def _how_exact(self) -> str:
        return " Three digits are enough." if self.paper_within >= 0.001 else ""

    def _paper_case(self) -> Case:
        return self.again[self.solutions_seen % len(self.again)]

    def _judge_paper(self, value: Any) -> Result:
        case = self._paper_case()
        if not self.solutions_seen:
            message = (
                f"{self.call('check')} takes the function itself, without calling it: ex.{self.name}.check({self.name})"
            )
            return Result(
                self.name, NOT_YET, f"{message}. Yours is {kind_of(value)}: {looks(value)}.", "not-a-function"
            )
        expected = self.wanted(case)
        if same(value, expected, self.paper_within):
            return Result(self.name, CORRECT, f"{self.shown_call(case)} returns just that.")
        name, sentence = as_text(value, expected, "Yours is", "Leave out the quotes.") or self._by_hand(case, value)
        return Result(self.name, NOT_YET, sentence, name, f"{self.shown_call(case)}\nyours: {looks(value)}")

    def _by_hand(self, case: Case, value: Any) -> tuple[str, str]:
        for mistake in self.mistakes:
            if mistake.explains(case, Outcome(VALUE, value)):
                told = "Code with a typical mistake would return that, and the check tells whoever wrote it: "
                return mistake.name, told + mistake.sentence
        return "by-hand", "That is not what the call below returns. Go through it item by item, as your code would."

    def _wrong_arguments(self) -> Result:
        names = ", ".join(inspect.signature(self.reference).parameters)
        message = (
            f"The check calls your function with {names}, and it does not take those. Its first line should be:"
            f" def {self.name}({names}):"
        )
        return Result(self.name, STOPPED, message, "arguments")

    def _wrong(self, answer: Function, trial: Trial, index: int) -> Result:
        outcome, case, expected = trial.outcomes[index], trial.cases[index], trial.expected[index]
        known = [(mistake.name, mistake.sentence) for mistake in trial.suspects[:1]]
        name, sentence = known[0] if known else explained(answer, self.cases, case, outcome, expected)
        differs = outcome.kind == VALUE or (outcome.kind == CHANGED and not same(outcome.value, expected))
        shown = [self.shown_call(case), *self._changes(case, outcome)]
        if differs:
            shown += [f"yours:    {looks(outcome.value)}", f"expected: {looks(expected)}"]
        picture = self.draw(case, outcome.value, expected) if self.draw and differs else None
        status = STOPPED if outcome.kind in (ERROR, SLOW) and not known else NOT_YET
        return Result(self.name, status, sentence, name, "\n".join(shown), picture, outcome.printed)

    def _changes(self, case: Case, outcome: Outcome) -> list[str]:
        """Return the arguments that the call has changed, before and after."""
        if outcome.kind != CHANGED:
            return []
        names = inspect.signature(self.reference).parameters
        triples = zip(names, plain(case), outcome.after, strict=True)
        changed = [(name, before, after) for name, before, after in triples if not same(before, after)]
        return [
            f"{name} {when} the call: {looks(value)}"
            for name, before, after in changed
            for when, value in (("before", before), ("after ", after))
        ]

    @cached_property
    def _expected(self) -> list[Any]:
        return [self.wanted(case) for case in self.cases]

    @cached_property
    def _expected_more(self) -> list[Any]:
        return [self.wanted(case) for case in self.more]

    def wanted(self, case: Case) -> Any:
        """Return what is asked for in a case, as a plain value."""
        return plain(self.reference(*case))

    def shown_call(self, case: Case) -> str:
        """Return a case as the call that a reader would type."""
        names = inspect.signature(self.reference).parameters
        return f"{self.name}({', '.join(f'{name}={looks(value)}' for name, value in zip(names, case, strict=True))})"


def takes(function: Function, case: Case) -> bool:
    """Whether a function can be called with the arguments of a case; where that is not known, it may try."""
    try:
        signature = inspect.signature(function)
    except Exception:  # many functions of C tell nothing
        return True
    try:
        signature.bind(*case)
    except TypeError:
        return False
    return True
