"""Exercises whose answer is a function, checked against the model's own on every small case.

Vocabulary: `cases` are all the small ones, smallest first, so that the first counterexample is the smallest there is;
`large_cases` are larger, seeded ones; `repeat_cases` are to be worked by hand after the solution.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

from course_lib.framework.exercise.argument_order import other_order
from course_lib.framework.exercise.blanks import blanks_text, is_blank
from course_lib.framework.exercise.calling import CHANGED, ERROR, VALUE, Outcome
from course_lib.framework.exercise.conditions import odd_condition
from course_lib.framework.exercise.exercise import Exercise
from course_lib.framework.exercise.explainers import (
    constant,
    generic_feedback,
    known_mistake,
    memory,
    odd_outcome,
    value_as_text,
    when_wrong,
)
from course_lib.framework.exercise.mending.repair import is_mendable, repair, slip_alone, slip_and_mistake
from course_lib.framework.exercise.mistakes import Case, Function, Mistake, Remark
from course_lib.framework.exercise.result import Finding, Result
from course_lib.framework.exercise.shape import shape
from course_lib.framework.exercise.slips import slips
from course_lib.framework.exercise.source import as_learners_write, imports_of, source_of
from course_lib.framework.exercise.trial import Explainer, FunctionTrial
from course_lib.framework.exercise.values import is_number, kind_of, same, short_repr, to_plain
from course_lib.framework.exercise.written_numbers import QUOTES, as_a_number
from course_lib.framework.html import Still, preformatted
from course_lib.record.progress import Status

SMALLEST = "The call below is the smallest that shows it."


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FunctionExercise(Exercise):
    """Write `reference` yourself.

    Attributes
    ----------
    mistakes : dict of str to Mistake
        Known wrong functions, by name.
    pairs : dict of str to Mistake
        Wrong functions that combine two known mistakes, by name; asked after those.
    closer_looks : tuple of Explainer
        What this exercise alone can find even where a call stops with an error, or returns what is no answer.
    own_explainers : tuple of Explainer
        What this exercise alone can find, where nothing else was found.
    remarks : tuple of Remark
        What may be said of a right answer besides.
    draw : callable
        `draw(case, yours, expected)` returns the counterexample as a picture, or None.
    paper_within : float
        How exact an answer worked by hand has to be, relative to the right one.
    """

    name: str = field(init=False)
    reference: Function
    cases: Sequence[Case]
    large_cases: Sequence[Case]
    repeat_cases: Sequence[Case]
    mistakes: Mapping[str, Mistake]
    pairs: Mapping[str, Mistake] = field(default_factory=dict)
    closer_looks: tuple[Explainer, ...] = ()
    own_explainers: tuple[Explainer, ...] = ()
    remarks: tuple[Remark, ...] = ()
    draw: Callable[[Case, Any, Any], Still | None] | None = None
    paper_within: float = 1e-9
    changes: ClassVar[tuple[str, ...]] = ("{name} before the call: {before}", "{name} after  the call: {after}")

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.reference.__name__)

    def answer_text(self, answer: Any) -> str:
        """Return the learner's source."""
        return source_of(answer) or super().answer_text(answer)

    def solution_text(self) -> str:
        """Return the model's own function as a learner would write it."""
        return imports_of(self.reference) + self._right

    @property
    def _right(self) -> str:
        """The model's own function, without its imports."""
        return as_learners_write(source_of(self.reference))

    def solution_html(self, text: str) -> str:
        """Return the solution as the code that it is."""
        return preformatted(text)

    def solved_cell(self, blank: str) -> str:
        """Return the model's own function, whatever the blank was."""
        return self.solution_text().rstrip()

    def comes_again(self) -> str:
        """Ask for one case by hand."""
        return (
            "Close this, write it yourself, and check it. Then there is one more case, to work out on paper:"
            f" {self._paper_question}{self._how_exact} Give that answer to {self.call('check')} as well, and the"
            " exercise counts as done."
        )

    @property
    def _paper_question(self) -> str:
        return f"what does {self.call_text(self.in_turn(self.repeat_cases))} return?"

    @property
    def _how_exact(self) -> str:
        return " Three digits are enough." if self.paper_within >= 0.001 else ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """What the function to write is called with."""
        return tuple(inspect.signature(self.reference).parameters)

    @property
    def parts(self) -> Sequence[str]:
        """What the parts of a case are called."""
        return self.parameters

    def call_text(self, case: Case) -> str:
        """Return a case as the call that a reader would type."""
        given = (f"{name}={short_repr(value)}" for name, value in zip(self.parts, case, strict=True))
        return f"{self.name}({', '.join(given)})"

    def expected(self, case: Case) -> Any:
        """Return the right answer to a case, as a plain value."""
        return to_plain(self.reference(*case))

    @cached_property
    def _rounds(self) -> tuple[tuple[Sequence[Case], list[Any]], ...]:
        return tuple((cases, list(map(self.expected, cases))) for cases in (self.cases, self.large_cases))

    def trial(self, answer: Any) -> FunctionTrial:
        """Return an answer that is called on every case once an explainer asks how it did."""
        return FunctionTrial(answer, self.prepare, self._rounds, self._suspects)

    @cached_property
    def _suspects(self) -> Mapping[str, Mistake]:
        return {**self.known, **self.pairs, **slips(self.expected)}

    def prepare(self, answer: Function) -> Function:
        """Return what is called with a case."""
        return answer

    @property
    def known(self) -> Mapping[str, Mistake]:
        """The mistakes, called as the answer is."""
        return self.mistakes

    @property
    def explainers(self) -> tuple[Explainer, ...]:
        """Ask whether it is a function to be called; then, as long as it is wrong, for what says most about it first.

        That is another order of its arguments, or a condition that hardly asks what was meant, whose line is known;
        then a known mistake of thought, two at once, or the one sign that makes right code end like them. Then comes
        what keeps it from giving an answer at all, then the one change that would make it right, then what this
        exercise can see of an unknown mistake, and last what its text alone shows.
        """
        return (
            self.find_blank,
            self.find_paper_answer,
            self.find_other_arguments,
            *map(when_wrong, (other_order(self.parameters), odd_condition, self.find_mistake, self.find_memory)),
            *self.closer_looks,
            *map(when_wrong, (self.find_trouble, self.find_repair, constant)),
            *self.own_explainers,
            *map(when_wrong, (slip_and_mistake, shape(self.reference), generic_feedback)),
            self.find_right,
        )

    def find_blank(self, trial: FunctionTrial) -> Finding | None:
        """Find that the function has not been begun."""
        return Finding("", blanks_text(trial.answer, self.name), Status.NOT_STARTED) if is_blank(trial.answer) else None

    def find_paper_answer(self, trial: FunctionTrial) -> Finding | None:
        """Find what is no function: it may be the answer to the case that comes after the solution."""
        if callable(trial.answer):
            return None
        case, value = self.in_turn(self.repeat_cases), trial.value
        if not self.solutions_seen:
            message = f"{self.call('check')} takes the function itself, without calling it: ex.{self.name}.check"
            yours = f"Yours is {kind_of(value)}: {short_repr(value)}."
            return Finding("not-a-function", f"{message}({self.name}). {yours}")
        expected = self.expected(case)
        if same(value, expected, self.paper_within):
            return Finding("", f"{self.call_text(case)} returns exactly that.", Status.CORRECT)
        is_worded = isinstance(value, str) and is_number(expected)
        text = value_as_text(value, expected, "Yours is", f"{as_a_number(value) if is_worded else QUOTES}.")
        found = text or self._paper_mistake(case, value)
        return Finding(found.name, found.sentence, shown=f"{self.call_text(case)}\nyours: {short_repr(value)}")

    def one_of(self, answers: Sequence[Any]) -> str:
        """Say that the function alone is enough; after the solution, how its answer on paper is written."""
        if not self.solutions_seen or any(map(callable, answers)):
            return (
                f"Give it the function alone: ex.{self.name}.check({self.name}). The check calls it, with arguments of"
                " its own."
            )
        is_list = isinstance(self.expected(self.in_turn(self.repeat_cases)), list)
        return "Put square brackets around the whole list." if is_list else super().one_of(answers)

    def _paper_mistake(self, case: Case, value: Any) -> Finding:
        for name, mistake in self.known.items():
            if mistake.explains(case, Outcome(VALUE, value)):
                whose = "Code with a typical mistake would return that. This is what the check says about such code: "
                return Finding(name, whose + mistake.sentence)
        by_hand = "That is not what the call below returns. Go through it item by item, as your code would."
        return Finding("by-hand", by_hand)

    def find_other_arguments(self, trial: FunctionTrial) -> Finding | None:
        """Find that the function cannot be called with the arguments that it should have."""
        if accepts(trial.answer, self.parameters):
            return None
        names = ", ".join(self.parameters)
        message = (
            f"The check calls your function with the arguments {names}, and it doesn't take them. Its first line should"
            f" be: def {self.name}({names}):"
        )
        return Finding("arguments", message, Status.ERROR)

    def find_mistake(self, trial: FunctionTrial) -> Finding | None:
        """Find a known mistake, or what makes right code end like it."""
        found = known_mistake(trial)
        return found and (slip_alone(trial, found.sentence, self._right) or found)

    def find_memory(self, trial: FunctionTrial) -> Finding | None:
        """Find that the same call, asked again, ends in another way."""
        return memory(trial)

    def find_trouble(self, trial: FunctionTrial) -> Finding | None:
        """Find an outcome that tells by itself what is wrong, and what mends that."""
        return self.with_repair(trial, odd_outcome(trial))

    def find_repair(self, trial: FunctionTrial) -> Finding | None:
        """Find one small change that makes the answer right."""
        return repair(trial, self._right, lambda other: not any(explain(other) for explain in self.own_explainers))

    def with_repair(self, trial: FunctionTrial, found: Finding | None) -> Finding | None:
        """Return what was found, and what mends that, if anything does."""
        mended = self.find_repair(trial) if found and is_mendable(trial.outcome) else None
        return replace(found, sentence=f"{found.sentence}\n\n{mended.sentence}") if found and mended else found

    def find_right(self, trial: FunctionTrial) -> Finding:
        """Say that the function is right; after the solution one case is still to be worked by hand."""
        if not self.solutions_seen or self.status == Status.CORRECT:
            tried = len(self.cases) + len(self.large_cases)
            agree = f"All {tried:,} cases agree, from the smallest to the largest."
            besides = [each.sentence for each in self.remarks if each.is_due(trial.function)]
            return Finding("", " ".join([agree, *besides]), Status.CORRECT)
        message = f"Right, after a look at the solution. Now one on paper: {self._paper_question}{self._how_exact}"
        return Finding("", f"{message} Give that answer to {self.call('check')}.", Status.SOLUTION_SEEN)

    def result(self, trial: FunctionTrial, finding: Finding) -> Result:
        """Return a finding with what was printed and, if the function is wrong, with its counterexample."""
        result = super().result(trial, finding)
        if not trial.is_tried:
            return result
        if not trial.is_wrong or finding.shown is not None:
            return replace(result, printed=finding.printed or trial.last_outcome.printed)
        if finding.status == Status.ERROR and trial.outcome.kind == ERROR:
            result = replace(result, message=f"{result.message}\n\n{SMALLEST}")
        shown = "\n".join(self.counterexample_lines(trial, finding))
        return replace(
            result, shown=shown, picture=self._picture(*trial.counterexample), printed=trial.last_outcome.printed
        )

    def _picture(self, case: Case, outcome: Outcome, expected: Any) -> Still | None:
        return self.draw(case, outcome.value, expected) if self.draw and differs(outcome, expected) else None

    def counterexample_lines(self, trial: FunctionTrial, _: Finding) -> Iterator[str]:
        """Yield the call, what it has changed, and what it returned in place of what was expected."""
        case, outcome, expected = trial.counterexample
        yield self.call_text(case)
        if outcome.kind == CHANGED:
            for name, before, after in zip(self.parts, to_plain(case), outcome.after, strict=True):
                if not same(before, after):
                    values = {"name": name, "before": short_repr(before), "after": short_repr(after)}
                    yield from (text.format(**values) for text in self.changes)
        if differs(outcome, expected):
            yield f"yours:    {short_repr(outcome.value)}"
            yield f"expected: {short_repr(expected)}"


def differs(outcome: Outcome, expected: Any) -> bool:
    """Whether a call that went wrong returned something that can stand beside what was expected."""
    return outcome.kind == VALUE or (outcome.kind == CHANGED and not same(outcome.value, expected))


def accepts(function: Function, parameters: Sequence[str]) -> bool:
    """Whether a function can be called with so many arguments; where that is not known, it may try."""
    try:
        signature = inspect.signature(function)
    except Exception:  # many functions of C tell nothing
        return True
    try:
        signature.bind(*parameters)
    except TypeError:
        return False
    return True
