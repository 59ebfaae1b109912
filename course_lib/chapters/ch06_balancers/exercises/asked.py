"""Exercises whose answer plays a part: it is asked many times for one case, and what it did is looked at as a whole.

Vocabulary: an answer is `asked` by a function that calls it as a proxy would (with one memory, or with every draw)
and returns what came of it; `unfit` is a reply of a kind that no proxy could use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import CoroutineType
from typing import Any

from course_lib.framework.exercise.blanks import is_blank
from course_lib.framework.exercise.calling import ERROR, GENERATOR, VALUE, Outcome, run
from course_lib.framework.exercise.function import FunctionExercise, takes
from course_lib.framework.exercise.result import NOT_YET, Result
from course_lib.framework.exercise.trial import Case, Function, Trial, alike
from course_lib.framework.exercise.unexplained import unknown
from course_lib.framework.exercise.values import kind_of, looks, plain, same

Asking = Callable[..., Any]
REMEMBERS = (
    "The same question gets another answer the next time. Chance comes from draws alone, and what is to be remembered"
    " goes into memory: without random and without variables outside of the function, a run can be repeated, and two"
    " balancers can be compared on the same requests."
)


NO_POD = (
    "no-such-pod",
    (
        "Your function returns {reply}, which is no pod: they are whole numbers, counted from 0, the last one is"
        " len(in_flight) - 1."
    ),
)
NO_PAIR = "no-pair", "Your function returns {reply}. Asked for are two numbers, as in return first, second."


class UnfitError(Exception):
    """A reply that is none; `value` is what came."""

    def __init__(self, value: Any) -> None:
        if isinstance(value, CoroutineType):
            value.close()  # else Python complains later, somewhere else, that nobody awaited it
        super().__init__(kind_of(value))
        self.value = value


class Asked:
    """An answer together with the way it is asked: called with a case, it returns what came of it."""

    def __init__(self, answer: Function, asking: Asking) -> None:
        self.answer, self.asking = answer, asking
        self.unfit: UnfitError | None = None

    def __call__(self, *case: Any) -> Any:
        """Ask the answer; keep hold of a reply that is none."""
        try:
            return self.asking(self.answer, *case)
        except UnfitError as problem:
            self.unfit = problem
            raise


def one_pod(value: Any, pods: int) -> int:
    """Return a reply as the number of a pod.

    Raises
    ------
    UnfitError
        If it is none.
    """
    pod = plain(value)
    if type(pod) is not int or not 0 <= pod < pods:
        raise UnfitError(value)
    return pod


@dataclass(frozen=True)
class AskedExercise(FunctionExercise):
    """Write `reference` yourself; it is asked as `asking` does.

    Attributes
    ----------
    asking : callable
        `asking(answer, *case)` returns what came of it.
    names : tuple of str
        What the parts of a case are called.
    told : str
        A case in words, with `names` in braces.
    sample : Any
        One right reply, to tell other kinds from.
    arguments : tuple
        With these an answer can be called, if its parameters are right.
    """

    asking: Asking = lambda answer, *case: answer(*case)
    names: tuple[str, ...] = ()
    told: str = ""
    sample: Any = 0
    arguments: tuple[Any, ...] = ()

    def judge(self, answer: Any) -> Result:
        """Compare what comes of asking the answer with what comes of asking the model's function."""
        if is_blank(answer) or not callable(answer):
            return super().judge(answer)
        if not isinstance(answer, Asked):
            if not takes(answer, self.arguments):
                return self._wrong_arguments()
            answer = Asked(answer, self.asking)
        result = super().judge(answer)
        if result.mistake == UnfitError.__name__ and answer.unfit is not None:
            return self._unfit(result, answer.unfit.value)
        if result.mistake == "remembers" or (result.status == NOT_YET and not result.mistake and self._differs(answer)):
            return replace(result, mistake="remembers", message=REMEMBERS)
        return result

    def _differs(self, answer: Asked) -> bool:
        """Whether a case, asked again, comes out in another way."""
        one, other, third = run(answer, [self.more[-1]] * 3)
        return not (alike(one, other) and alike(other, third))

    def _unfit(self, result: Result, value: Any) -> Result:
        kind, said = (GENERATOR, kind_of(value)) if isinstance(value, Iterator) else (VALUE, "")
        outcome = Outcome(kind, plain(value), said, result.printed)
        name, sentence = unknown(outcome, self.sample) or (NO_PAIR if isinstance(self.sample, list) else NO_POD)
        sentence = sentence.replace("{reply}", looks(plain(value)))
        shown = f"{result.shown}\nyours:    {looks(plain(value))}"
        return replace(result, status=NOT_YET, mistake=name, message=sentence, shown=shown)

    def _wrong(self, answer: Function, trial: Trial, index: int) -> Result:
        result = super()._wrong(answer, trial, index)
        outcome = trial.outcomes[index]
        if result.status != NOT_YET or outcome.kind != ERROR:
            return result
        # A known mistake that ends in an error: the sentence explains it, and beside it stands what was expected.
        shown = f"{result.shown}\nyours:    an error, {outcome.value}\nexpected: {looks(trial.expected[index])}"
        return replace(result, shown=shown)

    def _changes(self, case: Case, outcome: Outcome) -> list[str]:
        if outcome.kind in (ERROR, VALUE) or outcome.after is None:
            return []
        pairs = zip(self.names, plain(case), outcome.after, strict=True)
        return [f"{name} after the calls: {looks(after)}" for name, before, after in pairs if not same(before, after)]

    def wanted(self, case: Case) -> Any:
        """Return what comes of asking the model's function."""
        return plain(self.asking(self.reference, *case))

    def shown_call(self, case: Case) -> str:
        """Return a case in words."""
        return self.told.format(**dict(zip(self.names, case, strict=True)))
