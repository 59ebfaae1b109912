"""Call a learner's function so that nothing it does gets out: it ends in an Outcome, never in an exception.

Vocabulary: an `Outcome` has a `kind` ("value", "error", "slow", "changed", "generator"), the `value`
as plain Python, for an error or a call that was stopped the sentence that says what happened, and for
arguments that were changed what they are `after` the call.
"""

from __future__ import annotations

import copy
import linecache
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import CodeType, CoroutineType, TracebackType
from typing import Any

from course_lib.framework.exercise.isolation import InputAsked, Printed, isolated
from course_lib.framework.exercise.values import Other, kind_of, same, shorten, to_plain
from course_lib.guard import LIMIT_S, Budget, OverdueError, Shield, Watch

BUDGET_S = 10.0
VALUE, ERROR, SLOW, CHANGED, GENERATOR = "value", "error", "slow", "changed", "generator"

STOPPED = (
    f"The call below was stopped after {LIMIT_S:g} s. Is there a loop that never ends? Follow one round by hand:"
    " what changes from this round to the next, and when does it stop?"
)
TOO_SLOW = (
    f"Your code was stopped at the call below, when all calls together had taken {BUDGET_S:g} s. Each call is"
    " small: does a loop go round far more often than there are items, or does something wait?"
)
ADVICE: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, str], ...] = (
    # a kind of error, a pattern in its message, what to try: the first that fits is given
    (
        (TypeError, AttributeError),
        "NoneType",
        "Something here is None. A function without a return gives None, and so do sort(), append() and reverse():"
        " they change the list itself. sorted(…) gives a new list and leaves the old one as it is.",
    ),
    (
        TypeError,
        r"(operand|between|concatenate)(?=.*\b(list|tuple)\b).*\b(int|float)\b",
        "One of the two is a list or tuple, the other a number. Which number of it do you mean? If items is a list or"
        " tuple of numbers, items[0] is the first of them, and sum(items) is what they add up to.",
    ),
    (IndexError, "", "A list or tuple has no item at that position; an empty list has none at all."),
    (KeyError, "", "The dict has no such key. Is it put in before it is looked up?"),
    (
        UnboundLocalError,
        "",
        "The name has no value yet where it is used: it gets one further down, or only in a branch or loop that this"
        " call did not take. Give it one first, or use what is known already.",
    ),
    (
        NameError,
        "",
        "Is it spelled as it was when it got its value, and was that before this line, in this function?",
    ),
    (ZeroDivisionError, "", "Which number is below the line, and when is it 0?"),
    ((AttributeError, TypeError), "", "Is the value of the kind that you think? print(type(…)) tells."),
    (MemoryError, "", "Your code collects more than there is room for. Which loop goes on collecting?"),
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
    given = copy.deepcopy(arguments)
    watch = Watch(error=TimeUpError, budget=budget)
    try:
        outcome = watch.call(call_and_read, function, given, arguments)
    except TimeUpError:
        outcome = Outcome(SLOW, explanation=STOPPED if watch.stands else TOO_SLOW)
    except KeyboardInterrupt:  # the user's: one of the learner's own is answered
        raise
    except BaseException as error:  # in a `repr` of the learner's, or an error's own text
        outcome = error_outcome(error)
    return replace(outcome, printed=printed.drain() if printed else "")


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
    return outcome.value if outcome.kind == VALUE else Other("something that resists being read", "…")


def explain(error: BaseException) -> str:
    """Say in words what an exception means, in which line of the learner's code it arose, and what to try."""
    where = place(error)
    if isinstance(error, SystemExit):
        return f"Your code asked Python to exit{where}. Return the answer instead."
    if isinstance(error, KeyboardInterrupt):
        return f"Your code interrupted itself: it raised KeyboardInterrupt{where}. Return the answer instead."
    if isinstance(error, InputAsked):
        return f"Your code asks for input{where}, and during a check nobody is there to answer. Use the arguments."
    if isinstance(error, RecursionError):
        return f"Your code calls itself without an end{where}. Which call should be the last?"
    text = message(error)
    advice = next((try_ for kind, part, try_ in ADVICE if isinstance(error, kind) and re.search(part, text)), "")
    return f"{type(error).__name__}{where}: {text}" + (f"\n\n{advice}" if advice else "")


def message(error: BaseException) -> str:
    """Return the exception's own text; one whose text cannot be had says so."""
    try:
        text = str(error)
    except Exception:
        return "(its message cannot be read)"
    return shorten(text) or "(no message)"


def place(error: BaseException) -> str:
    """Return " in line 3" for the innermost line of the learner's own cell, or nothing."""
    own = [(code.co_filename, line) for code, line in lines_of(error.__traceback__) if is_from_a_cell(code.co_filename)]
    if not own:
        return ""
    filename, line = own[-1]
    text = linecache.getline(filename, line).strip()
    return f" in line {line}" + (f" (`{text}`)" if text else "")


def lines_of(trace: TracebackType | None) -> Iterator[tuple[CodeType, int]]:
    """Yield code and line of each frame; far cheaper than `traceback` on a deep recursion."""
    while trace is not None:
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next


def is_from_a_cell(filename: str) -> bool:
    """Whether a traceback's file is a notebook cell or typed text, and not Python's own or NumPy's."""
    return "ipykernel_" in filename or (filename.startswith("<") and not filename.startswith(("<frozen", "<__")))
