"""What can be said of a function that is wrong: each explainer looks at a trial and finds something, or nothing."""

from __future__ import annotations

from typing import Any

from course_lib.framework.exercise.calling import CHANGED, ERROR, GENERATOR, SLOW, VALUE, Outcome, run
from course_lib.framework.exercise.mistakes import are_alike
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import Explainer, FunctionTrial
from course_lib.framework.exercise.values import is_number, kind_of, short_repr
from course_lib.record.progress import Status

REMEMBERS = (
    "The same call gives another answer the next time: your function keeps something from one call to the"
    " next. Is a list made outside of it, or in its first line, as in boxes=[]? Make it inside the function,"
    " so that every call begins with its own. Or does it draw at random? Then it gives a sample, where one value is"
    " asked for."
)
BIT_BY_BIT = (
    "Your function gives its answer bit by bit: it returns {kind}, because of a yield, round brackets around a loop, or"
    " a map. Collect the items in a list and return that."
)
CHANGES = (
    "Your function changes what it is given; whoever called it still needs that. Work on a copy: sorted(…) and list(…)"
    " make a new list; .sort(), .pop() and .remove() change the old one."
)
PRINTS = (
    "Your function prints its answer and returns nothing. print shows a value to you; return gives it back to whoever"
    " called the function. Put return in the place of print."
)
DIFFERS = "Your code runs. Below is the smallest case in which its answer differs: follow it there by hand."


def when_wrong(explain: Explainer) -> Explainer:
    """Return an explainer that is asked only if the answer is wrong."""
    return lambda trial: explain(trial) if trial.is_wrong else None


def known_mistake(trial: FunctionTrial) -> Finding | None:
    """Find the mistake that ends like the answer on all cases; an exercise's own come first, then the slips."""
    return next((Finding(name, mistake.sentence) for name, mistake in trial.last.suspects.items()), None)


def memory(trial: FunctionTrial) -> Finding | None:
    """Find that the same call now ends in another way."""
    case, outcome, _ = trial.counterexample
    if outcome.kind not in (VALUE, CHANGED) or are_alike(run(trial.function, [case])[0], outcome):
        return None
    return Finding("remembers", REMEMBERS)


def odd_outcome(trial: FunctionTrial) -> Finding | None:
    """Find an outcome that tells by itself what is wrong."""
    _, outcome, expected = trial.counterexample
    return trouble(outcome, expected)


def constant(trial: FunctionTrial) -> Finding | None:
    """Find that all small cases end in the same way."""
    outcomes = run(trial.function, trial.small, lambda other: not are_alike(other, trial.outcome))
    if not are_alike(outcomes[-1], trial.outcome):
        return None
    return Finding(
        "constant",
        f"Your function returns {short_repr(trial.outcome.value)} whatever it is given. Let the answer depend on the"
        " arguments: use their names where you have written numbers or lists of your own.",
    )


def generic_feedback(_: FunctionTrial) -> Finding:
    """Say where to look when nothing else is known."""
    return Finding("", DIFFERS)


def trouble(outcome: Outcome, expected: Any) -> Finding | None:
    """Return what is wrong with how a call ended, where that can be seen without knowing what it should compute."""
    if outcome.kind == SLOW:
        return Finding("too-slow", outcome.explanation, Status.ERROR)
    if outcome.kind == ERROR:
        smallest = "The call below is the smallest that shows it."
        return Finding(str(outcome.value), f"{outcome.explanation}\n\n{smallest}", Status.ERROR)
    if outcome.kind == GENERATOR:
        return Finding("generator", BIT_BY_BIT.format(kind=outcome.explanation))
    if outcome.kind == CHANGED:
        return Finding("changes-input", CHANGES)
    if outcome.value is None and outcome.printed:
        return Finding("prints", PRINTS)
    return wrong_kind(outcome.value, expected)


def wrong_kind(value: Any, expected: Any) -> Finding | None:
    """Return what is wrong with a value that is not even of the kind that is asked for."""
    if value is None:
        return Finding(
            "no-return", "Your function returns None. Is a return missing, or does one way through it have none?"
        )
    text = value_as_text(
        value, expected, "Your function returns", 'Return the answer itself: no quotes, no str(…), no f"…".'
    )
    if text:
        return text
    if is_number(value) != is_number(expected) or isinstance(value, list) != isinstance(expected, list):
        how = " Write def, not async def." if kind_of(value) == "a coroutine" else ""
        kind = "a list or tuple" if isinstance(value, list) else kind_of(value)
        return Finding("wrong-kind", f"Your function returns {kind}, where {asked_kind(expected)} is asked for.{how}")
    return bare_items(value, expected)


def asked_kind(expected: Any) -> str:
    """Return what kind of value is asked for, in words; a tuple does where a list does.

    >>> asked_kind([0, 1]), asked_kind(3)
    ('a list or tuple', 'a number')
    """
    return "a list or tuple" if isinstance(expected, list) else kind_of(expected)


def value_as_text(value: Any, expected: Any, begin: str, instead: str) -> Finding | None:
    """Return what is wrong with a number or a list that is given as text."""
    if not isinstance(value, str) or isinstance(expected, str):
        return None
    percent = " As a number, 25% is 0.25." if "%" in value else ""
    kind = asked_kind(expected)
    return Finding("text", f"{begin} text, {short_repr(value)}, where {kind} is asked for. {instead}{percent}")


def bare_items(value: Any, expected: Any) -> Finding | None:
    """Return what is wrong with a list of numbers, where a list of lists is asked for."""
    bare = [item for item in value if is_number(item)] if isinstance(value, list) else []
    if not bare or not all(isinstance(item, list) for item in expected):
        return None
    return Finding(
        "bare-item",
        f"In your list stands {short_repr(bare[0])}, a number, where a list is asked for: {short_repr(bare[:1])}."
        " Square brackets make a list with one item in it: append([size]) puts in such a list, append(size) the number"
        " alone.",
    )
