"""What to say of an outcome that no known mistake explains: each is a name and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course_lib.framework.exercise.calling import CHANGED, ERROR, GENERATOR, SLOW, VALUE, Outcome, run
from course_lib.framework.exercise.trial import Case, Function, alike
from course_lib.framework.exercise.values import is_number, kind_of, looks

DIFFERS = "", "Your code runs. Below is the smallest case in which its answer differs: follow it there by hand."


def explained(answer: Function, cases: Sequence[Case], case: Case, outcome: Outcome, expected: Any) -> tuple[str, str]:
    """Return a name and a sentence for an answer whose call on `case` had that outcome."""
    return remembers(answer, case, outcome) or unknown(outcome, expected) or constant(answer, cases, outcome) or DIFFERS


def remembers(answer: Function, case: Case, outcome: Outcome) -> tuple[str, str] | None:
    """Return a name and a sentence if the same call now ends in another way."""
    if outcome.kind not in (VALUE, CHANGED) or alike(run(answer, [case])[0], outcome):
        return None
    return "remembers", (
        "The same call gives another answer the next time: your function keeps something from one call to the"
        " next. Is a list made outside of it, or in its first line, as in boxes=[]? Make it inside the function,"
        " so that every call begins with its own. Or does it draw at random? Then it gives a sample, where one value is"
        " asked for."
    )


def unknown(outcome: Outcome, expected: Any) -> tuple[str, str] | None:
    """Return a name and a sentence for an outcome that tells by itself what is wrong."""
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
            "Your function changes what it is given; whoever called it still needs that. Work on a copy: sorted(…) and"
            " list(…) make a new list; .sort(), .pop() and .remove() change the old one."
        )
    if outcome.value is None and outcome.printed:
        return "prints", (
            "Your function prints its answer and returns nothing. print shows a value to you; return gives it back to"
            " whoever called the function. Put return in the place of print."
        )
    return unknown_value(outcome.value, expected)


def unknown_value(value: Any, expected: Any) -> tuple[str, str] | None:
    """Return a name and a sentence for a value that is not even of the kind that is asked for."""
    if value is None:
        return (
            "no-return",
            "Your function returns None. Is a return missing, or does one way through it have none?",
        )
    text = as_text(value, expected, "Your function returns", 'Return the answer itself: no quotes, no str(…), no f"…".')
    if text:
        return text
    if is_number(value) != is_number(expected) or isinstance(value, list) != isinstance(expected, list):
        how = " Write def, not async def." if kind_of(value) == "a coroutine" else ""
        kind = "a list or tuple" if isinstance(value, list) else kind_of(value)
        return "wrong-kind", f"Your function returns {kind}, where {asked_kind(expected)} is asked for.{how}"
    return bare_items(value, expected)


def asked_kind(expected: Any) -> str:
    """Return what kind of value is asked for, in words; a tuple does where a list does.

    >>> asked_kind([0, 1]), asked_kind(3)
    ('a list or tuple', 'a number')
    """
    return "a list or tuple" if isinstance(expected, list) else kind_of(expected)


def as_text(value: Any, expected: Any, begin: str, instead: str) -> tuple[str, str] | None:
    """Return a name and a sentence for a number or a list that is given as text."""
    if not isinstance(value, str) or isinstance(expected, str):
        return None
    percent = " As a number, 25% is 0.25." if "%" in value else ""
    return "text", f"{begin} text, {looks(value)}, where {asked_kind(expected)} is asked for. {instead}{percent}"


def bare_items(value: Any, expected: Any) -> tuple[str, str] | None:
    """Return a name and a sentence for a list of numbers, where a list of lists is asked for."""
    bare = [item for item in value if is_number(item)] if isinstance(value, list) else []
    if not bare or not all(isinstance(item, list) for item in expected):
        return None
    return "bare-item", (
        f"In your list stands {looks(bare[0])}, a number, where a list is asked for: {looks(bare[:1])}. Square brackets"
        " make a list with one item in it: append([size]) puts in such a list, append(size) the number alone."
    )


def constant(answer: Function, cases: Sequence[Case], outcome: Outcome) -> tuple[str, str] | None:
    """Return a name and a sentence if all cases end in the same way."""
    outcomes = run(answer, cases, lambda other: not alike(other, outcome))
    if not alike(outcomes[-1], outcome):
        return None
    return "constant", (
        f"Your function returns {looks(outcome.value)} whatever it is given. Let the answer depend on the arguments:"
        " use their names where you have written numbers or lists of your own."
    )
