"""Call a learner's function so that nothing it does gets out: it ends in an Outcome, never in an exception.

Vocabulary: an `Outcome` has a `kind` ("value", "error", "slow", "changed", "generator"), the `value`
as plain Python, for an error or a call that was stopped the sentence that says what happened, and for
arguments that were changed what they are `after` the call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import CoroutineType
from typing import Any

from course_lib.framework.exercise.errors import explain
from course_lib.framework.exercise.isolation import Printed, isolated
from course_lib.framework.exercise.values import Other, copy_of, kind_of, same, to_plain
from course_lib.guard import LIMIT_S, Budget, OverdueError, Shield, Watch

BUDGET_S = 10.0
VALUE, ERROR, SLOW, CHANGED, GENERATOR = "value", "error", "slow", "changed", "generator"

STOPPED = (
    f"The call below was stopped after {LIMIT_S:g} s. Is there a loop that never ends? Follow one round by hand:"
    " what changes from this round to the next, and when does it stop?"
)
TOO_SLOW = (
    f"Your code was stopped at the call below, when all calls together had taken {BUDGET_S:g} s. Each call is"
    " small: does a loop run far more often than there are items, or does something sleep?"
)


class TimeUpError(OverdueError):
    """Raised in the learner's code when its time is up."""


@dataclass(frozen=True)
class Outcome:
    """How one call ended."""

    kind: str
    value: Any = None
    explanation: str = ""
    printed: str = ""
    after: Any = None


def run(
    function: Callable[..., Any],
    cases: Sequence[tuple[Any, ...]],
    is_over: Callable[[Outcome], bool] = lambda _: False,
    budget: Budget | None = None,
) -> list[Outcome]:
    """Call a function on every case, in order, up to the first after which it is over.

    A budget is shared with other calls; without one all calls may take BUDGET_S together.
    """
    return Shield().call(_run, function, cases, is_over, budget or Budget(BUDGET_S))


def _run(
    function: Callable[..., Any],
    cases: Sequence[tuple[Any, ...]],
    is_over: Callable[[Outcome], bool],
    budget: Budget,
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with isolated() as printed:
        for case in cases:
            outcomes.append(call(function, case, budget, printed))
            if is_over(outcomes[-1]):
                break
    return outcomes


def call(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    budget: Budget | None = None,
    printed: Printed | None = None,
) -> Outcome:
    """Call `function` with a copy of the arguments and report how it ended."""
    given = copy_of(arguments)
    watch = Watch(error=TimeUpError, budget=budget)
    try:
        outcome = watch.call(call_and_read, function, given, arguments)
    except TimeUpError:
        outcome = Outcome(SLOW, explanation=STOPPED if watch.stands else TOO_SLOW)
    except KeyboardInterrupt:  # the user's: one of the learner's own is answered
        raise
    except BaseException as error:  # in a `repr` of the learner's, or an error's own text
        outcome = error_outcome(error)
    text = printed.drain() if printed else ""
    return replace(outcome, printed=text) if text else outcome


def call_and_read(function: Callable[..., Any], given: tuple[Any, ...], arguments: tuple[Any, ...]) -> Outcome:
    """Call the function; return how that ended.

    All that may run the learner's code is done in here: a `repr`, say, may loop as endlessly as a function.
    """
    try:
        value = function(*given)
    except TimeUpError:
        raise
    except BaseException as error:  # SystemExit too: a learner's exit must not end the notebook
        return error_outcome(error)
    if isinstance(value, CoroutineType):
        value.close()  # else Python complains later, somewhere else, that nobody awaited it
    if isinstance(value, Iterator):
        return Outcome(GENERATOR, explanation=kind_of(value))
    after = to_plain(given)
    if same(after, to_plain(arguments)):
        return Outcome(VALUE, to_plain(value))
    return Outcome(CHANGED, to_plain(value), after=after)


def error_outcome(error: BaseException) -> Outcome:
    """Return the outcome of a call that ended in an exception."""
    return Outcome(ERROR, type(error).__name__, explain(error))


def read_safely(answer: Any) -> Any:
    """Return an answer as a plain value, whatever reading it may do."""
    outcome = run(lambda: answer, [()])[0]
    return outcome.value if outcome.kind == VALUE else Other("something that can't be read", "…")
