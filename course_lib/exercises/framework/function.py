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

from course_lib.pictures.markup import Still

from .blanks import is_blank, source_of
from .calling import CHANGED, ERROR, GENERATOR, SLOW, VALUE, Outcome, run, taken
from .exercise import Exercise
from .result import CORRECT, NOT_YET, SOLUTION_SEEN, Result
from .result import ERROR as STOPPED
from .trial import Case, Function, Mistake, Trial, alike
from .values import is_number, kind_of, looks, plain, same


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
        """Return the model's own function."""
        return source_of(self.reference)

    def filled(self, blank: str) -> str:
        """Return the model's own function, whatever the blank was."""
        return self.worked().rstrip()

    def comes_again(self) -> str:
        """Ask for one case by hand."""
        return (
            "Close this, write it yourself, and check it. Then it comes once more with new numbers, to be worked"
            f" on paper: what does {self.shown_call(self._paper_case())} return? {self.call('check')}"
            " takes that answer too; with it the exercise counts as done."
        )

    def judge(self, answer: Any) -> Result:
        """Compare an answer with the model's function on every case, smallest first."""
        if is_blank(answer):
            return self.unanswered(f"Put your own code in place of each ... in {self.name}, then run both cells again.")
        if not callable(answer):
            return self._judge_paper(taken(answer))
        if not takes(answer, self.cases[0]):
            return self._wrong_arguments()
        for cases, expected in ((self.cases, self._expected), (self.more, self._expected_more)):
            trial = Trial(answer, cases, expected, self.mistakes)
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
        return Result(self.name, SOLUTION_SEEN, f"{message} Give that answer to {self.call('check')}.", printed=printed)

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
        if same(value, plain(self.reference(*case))):
            return Result(self.name, CORRECT, "Right.")
        message = f"That is not what {self.shown_call(case)} returns. Go through it item by item, as your code would."
        return Result(self.name, NOT_YET, message, "by-hand", shown=f"yours: {looks(value)}")

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
        name, sentence = known[0] if known else remembers(answer, case, outcome) or unknown(outcome, expected)
        has_value = outcome.kind in (VALUE, CHANGED)
        shown = [self.shown_call(case)]
        if has_value:
            shown += [f"yours:    {looks(outcome.value)}", f"expected: {looks(expected)}"]
        picture = self.draw(case, outcome.value, expected) if self.draw and has_value else None
        status = STOPPED if outcome.kind in (ERROR, SLOW) and not known else NOT_YET
        return Result(self.name, status, sentence, name, "\n".join(shown), picture, outcome.printed)

    @cached_property
    def _expected(self) -> list[Any]:
        return [plain(self.reference(*case)) for case in self.cases]

    @cached_property
    def _expected_more(self) -> list[Any]:
        return [plain(self.reference(*case)) for case in self.more]

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


def remembers(answer: Function, case: Case, outcome: Outcome) -> tuple[str, str] | None:
    """Return a name and a sentence if the same call now ends in another way."""
    if outcome.kind not in (VALUE, CHANGED) or alike(run(answer, [case])[0], outcome):
        return None
    return "remembers", (
        "The same call gives another answer the next time: your function keeps something from one call to the"
        " next. Is a list made outside of it, or in its first line, as in boxes=[]? Make it inside the function,"
        " so that every call begins with its own."
    )


def unknown(outcome: Outcome, expected: Any) -> tuple[str, str]:
    """Return a name and a sentence for an outcome that no known mistake explains."""
    if outcome.kind == SLOW:
        return "too-slow", outcome.said
    if outcome.kind == ERROR:
        return str(outcome.value), f"{outcome.said}\n\nThe call below is the smallest that shows it."
    if outcome.kind == GENERATOR:
        return "generator", (
            f"Your function gives its answer bit by bit: it returns {outcome.said}, because of a yield, round"
            " brackets around a loop, or a map. Collect the items in a list and return that."
        )
    if outcome.kind == CHANGED:
        return "changes-input", (
            "Your function changes the list that it is given; whoever called it still needs that list."
            " Work on a copy: sorted(sizes) and list(sizes) make a new list; sizes.sort(), sizes.pop() and"
            " sizes.remove() change the old one."
        )
    if outcome.value is None and outcome.printed:
        return "prints", (
            "Your function prints its answer and returns nothing. print shows a value to you; return gives it back to"
            " whoever called the function. Put return in the place of print."
        )
    return unknown_value(outcome.value, expected)


def unknown_value(value: Any, expected: Any) -> tuple[str, str]:
    """Return a name and a sentence for a wrong value."""
    if value is None:
        return (
            "no-return",
            "Your function returns None. Is a return missing, or does one way through it have none?",
        )
    if is_number(value) != is_number(expected) or isinstance(value, list) != isinstance(expected, list):
        want = "a list" if isinstance(expected, list) else "a number"
        how = " Write def, not async def." if kind_of(value) == "a coroutine" else ""
        return "wrong-kind", f"Your function returns {kind_of(value)}, where {want} is asked for.{how}"
    return (
        "",
        "Your code runs. Below is the smallest case in which its answer differs: follow it there by hand.",
    )
