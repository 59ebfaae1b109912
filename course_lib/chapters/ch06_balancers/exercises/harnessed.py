"""Exercises whose answer plays a part: it is asked many times for one case, and what it did is looked at as a whole.

Vocabulary: a `harness` asks an answer as a proxy would (with one memory, or with every draw) and returns what came of
it; `unfit` is a reply of a kind that no proxy could use.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import CoroutineType
from typing import Any

from course_lib.framework.exercise.calling import ERROR, GENERATOR, VALUE, Outcome, run
from course_lib.framework.exercise.explainers import odd_outcome, trouble
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Function, Mistake, are_alike
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial, Round
from course_lib.framework.exercise.values import kind_of, short_repr, to_plain
from course_lib.record.progress import Status

REMEMBERS = (
    "The same call, made again, gives a different answer. All chance must come from draws, and what you want to"
    " remember goes into memory: without random, and without variables outside the function, a run can be repeated,"
    " and two balancers can be compared on the same requests."
)
NO_POD = (
    "no-such-pod",
    "Your function returns {reply}, and there is no such pod: pods are whole numbers, counted from 0, and the last one"
    " is len(in_flight) - 1.",
)
NOT_WHOLE = " A number with a decimal point, such as 2.0, is not a whole number to Python: int(…) makes it one."
NO_PAIR = "no-pair", "Your function returns {reply}. It should return two numbers, as in return first, second."


class UnfitError(Exception):
    """A reply that is none; `value` is what came."""

    def __init__(self, value: Any) -> None:
        if isinstance(value, CoroutineType):
            value.close()  # else Python complains later, somewhere else, that nobody awaited it
        super().__init__(kind_of(value))
        self.value = value


class Harnessed:
    """A function together with the way it is asked: called with a case, it returns what came of it."""

    def __init__(self, function: Function, harness: Callable[..., Any]) -> None:
        self.function, self.harness = function, harness
        self.unfit: UnfitError | None = None

    def __call__(self, *case: Any) -> Any:
        """Ask the function; keep hold of a reply that is none."""
        try:
            return self.harness(self.function, *case)
        except UnfitError as problem:
            self.unfit = problem
            raise


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class HarnessedExercise(FunctionExercise):
    """Write `reference` yourself; it is asked as `harness` does, and so are the mistakes.

    Attributes
    ----------
    harness : callable
        `harness(answer, *case)` returns what came of it.
    case_text : str
        A case in words, with the parts of a case in braces: what the harness calls them.
    example : Any
        One right reply, to tell other kinds from.
    unfit_reply : tuple of str
        The name and the sentence of a reply that is of no use, with the reply in braces.
    """

    harness: Callable[..., Any]
    case_text: str
    example: Any
    unfit_reply: tuple[str, str] = NO_POD
    changes = ("{name} after the calls: {after}",)

    @cached_property
    def known(self) -> Mapping[str, Mistake]:
        """The mistakes, asked as the answer is."""
        return {
            name: replace(mistake, function=Harnessed(mistake.function, self.harness))
            for name, mistake in self.mistakes.items()
        }

    def prepare(self, answer: Function) -> Function:
        """Put the answer into its harness."""
        return Harnessed(answer, self.harness)

    @property
    def parts(self) -> Sequence[str]:
        """What the parts of a case are called."""
        _, *parts = inspect.signature(self.harness).parameters
        return parts[: len(self.cases[0])]

    def call_text(self, case: Case) -> str:
        """Return a case in words."""
        return self.case_text.format(**dict(zip(self.parts, case, strict=True)))

    def expected(self, case: Case) -> Any:
        """Return what comes of asking the model's function."""
        return to_plain(self.harness(self.reference, *case))

    def find_memory(self, trial: FunctionTrial) -> Finding | None:
        """Find that the same case now ends in another way."""
        found = super().find_memory(trial)
        return found and replace(found, sentence=REMEMBERS)

    def find_trouble(self, trial: FunctionTrial) -> Finding | None:
        """Find a reply that is none, or another odd outcome, and what mends it; else ask a large case again."""
        found = self.find_unfit(trial) or odd_outcome(trial)
        return self.with_repair(trial, found) if found else other_when_asked_again(trial)

    def find_unfit(self, trial: FunctionTrial) -> Finding | None:
        """Find a reply that is none, and say of which kind it is."""
        unfit = getattr(trial.function, "unfit", None)
        if unfit is None or trial.outcome.value != UnfitError.__name__:
            return None
        kind, explanation = (GENERATOR, kind_of(unfit.value)) if isinstance(unfit.value, Iterator) else (VALUE, "")
        reply = to_plain(unfit.value)
        found = trouble(trial.answer, Outcome(kind, reply, explanation, trial.outcome.printed), self.example)
        name, sentence = self.unfit_reply
        advice = NOT_WHOLE if name == "no-such-pod" and isinstance(reply, float) else ""
        found = found or Finding(name, sentence.format(reply=short_repr(reply)) + advice)
        return replace(found, shown=f"{self.call_text(trial.counterexample[0])}\nyours:    {short_repr(reply)}")

    def counterexample_lines(self, trial: FunctionTrial, finding: Finding) -> Iterator[str]:
        """Yield the case, and what came of it in place of what was expected."""
        yield from super().counterexample_lines(trial, finding)
        _, outcome, expected = trial.counterexample
        if outcome.kind == ERROR and finding.status == Status.NOT_YET:
            # A known mistake that ends in an error: the sentence explains it, and beside it stands what was expected.
            unfit = getattr(trial.function, "unfit", None)
            yield f"yours:    {short_repr(to_plain(unfit.value)) if unfit else f'an error, {outcome.value}'}"
            yield f"expected: {short_repr(expected)}"


def ask_closer(
    answer: Function,
    mistakes: Mapping[str, Mistake],
    harness: Callable[..., Any],
    reference: Function,
    cases: Sequence[Case],
) -> Round:
    """Return an answer beside mistakes, asked by a harness that tells more of them apart."""
    known = {name: replace(each, function=Harnessed(each.function, harness)) for name, each in mistakes.items()}
    expected = [to_plain(harness(reference, *case)) for case in cases]
    return Round(Harnessed(answer, harness), cases, expected, known)


def other_when_asked_again(trial: FunctionTrial) -> Finding | None:
    """Find that a large case, asked again, comes out in another way."""
    one, other, third = run(trial.function, [trial.large[-1]] * 3)
    return None if are_alike(one, other) and are_alike(other, third) else Finding("remembers", REMEMBERS)
