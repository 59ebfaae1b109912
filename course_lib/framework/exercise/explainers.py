"""What can be said of a function that is wrong: each explainer looks at a trial and finds something, or nothing."""

from __future__ import annotations

import math
import re
import time
from typing import Any

from course_lib.framework.exercise.calling import CHANGED, ERROR, GENERATOR, SLOW, VALUE, Outcome, run
from course_lib.framework.exercise.mistakes import are_alike
from course_lib.framework.exercise.nothing import why_none
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.single import why_single
from course_lib.framework.exercise.tree import text_tree_of, words_in, written_as_text
from course_lib.framework.exercise.trial import Explainer, FunctionTrial
from course_lib.framework.exercise.values import is_number, kind_of, numbers_in, short_repr
from course_lib.framework.exercise.written_numbers import PERCENT
from course_lib.plural import counted
from course_lib.record.progress import Status

REMEMBERS = (
    "Called again with the same arguments, your function gives a different answer. Does it keep something from one"
    " call to the next: a list made outside of it, or in its first line, as in boxes=[]? Make it inside the function,"
    " so that every call begins with its own. Or does it draw at random, or read the clock? Then its answer is one of"
    " many possible ones. Use only what the arguments give."
)
AGAIN, AGAIN_S = 100, 0.5  # asked again so often, and no longer: one draw of two agrees once in 2 ** 100
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]+")
STOPPED_ON_LARGE = (
    "All {right:,} cases before this larger one came out right; here your code was stopped because it took too long."
    " Either a loop doesn't end here, or your code takes many more steps than it needs: it goes through everything"
    " again and again, tries all combinations, or calls itself several times over. How many more steps does it take for"
    " twice as many items?"
)
NAN = (
    "{where} nan, short for “not a number”. Python gives it where no number would be right: inf - inf, inf / inf, 0 *"
    " inf; NumPy also gives it for 0 / 0 and for the mean of nothing. Find the first step that gives nan; whatever is"
    " worked out from it is nan, too."
)
INFINITE = (
    "{where} inf, infinity, where a finite number belongs. It may be a math.inf or float('inf') of your own, a search"
    " that began with one and found nothing smaller, a NumPy division by 0, or a number too large for a float."
)
BIT_BY_BIT = (
    "Your function gives its answer bit by bit: it returns {kind}. That comes from a yield, from round brackets around"
    " a loop, or from map, filter or zip. Collect the items in a list and return that."
)
CHANGES = (
    "Your function changes one of its arguments, which the caller still needs as it was. Work on a copy: sorted(…) and"
    " list(…) make a new list; .sort(), .pop() and .remove() change the old one."
)
PRINTS = (
    "Your function prints something and returns None. print only shows a value on the screen; return hands it back to"
    " the caller. If what it prints is its answer, return that instead of printing it."
)
NO_QUOTES = 'Return the answer itself: no quotes, no str(…), no f"…".'
ITS_OWN = "Does your code use their names, or numbers and lists of its own instead?"
NOTHING_PASSES = (
    "Is a condition in it never true? Or is what it finds never added to the list? print inside the loop shows how far"
    " it gets."
)
DIFFERS = "Your code runs. Below is the smallest case where its answer is wrong: work through it by hand."


def when_wrong(explain: Explainer) -> Explainer:
    """Return an explainer that is asked only if the answer is wrong."""
    return lambda trial: explain(trial) if trial.is_wrong else None


def known_mistake(trial: FunctionTrial) -> Finding | None:
    """Find a mistake that ends like the answer on all cases and is true of its code.

    An exercise's own come first, then the slips.
    """
    if trial.last.suspect is None:
        return None
    words = words_in(text_tree_of(trial.answer))
    alike = trial.last.suspects.items() if trial.last.suspect[1].needs else (trial.last.suspect,)
    return next((Finding(name, each.told_of(words)) for name, each in alike if each.is_true_of(words)), None)


def memory(trial: FunctionTrial) -> Finding | None:
    """Find that the same call, asked again, ends in another way."""
    case, outcome, _ = trial.counterexample
    if outcome.kind not in (VALUE, CHANGED):
        return None
    end = time.perf_counter() + AGAIN_S
    *_, last = run(
        trial.function, [case] * AGAIN, lambda other: not look_alike(other, outcome) or time.perf_counter() > end
    )
    return None if last.kind == SLOW or look_alike(last, outcome) else Finding("remembers", REMEMBERS)


def look_alike(one: Outcome, other: Outcome) -> bool:
    """Whether two calls ended the same way; where something lies in memory is no part of it."""
    texts = [short_repr(outcome.value) for outcome in (one, other)]
    named_by_place = all(map(ADDRESS.search, texts)) and len({ADDRESS.sub("", text) for text in texts}) == 1
    return are_alike(one, other) or (one.kind == other.kind and named_by_place)


def odd_outcome(trial: FunctionTrial) -> Finding | None:
    """Find an outcome that tells by itself what is wrong."""
    _, outcome, expected = trial.counterexample
    return stopped(trial) if outcome.kind == SLOW else trouble(trial.answer, outcome, expected)


def stopped(trial: FunctionTrial) -> Finding:
    """Return what to say of a call that was stopped, and of those before it."""
    right, sentence = trial.right_before, trial.outcome.explanation
    if trial.is_on_large:
        sentence = STOPPED_ON_LARGE.format(right=right)
    elif right:
        sentence += f" ({counted(right, 'smaller case')} came out right.)"
    return Finding("too-slow", sentence, Status.ERROR)


def constant(trial: FunctionTrial) -> Finding | None:
    """Find that all small cases end in the same way."""
    outcomes = run(trial.function, trial.small, lambda other: not are_alike(other, trial.outcome))
    if not are_alike(outcomes[-1], trial.outcome):
        return None
    value = trial.outcome.value
    returns = f"Your function returns {short_repr(value)}"
    if value == []:
        return Finding("constant", f"{returns} in all small cases. {NOTHING_PASSES}")
    return Finding("constant", f"{returns} whatever the arguments are. {ITS_OWN}")


def generic_feedback(_: FunctionTrial) -> Finding:
    """Say where to look when nothing else is known."""
    return Finding("", DIFFERS)


def trouble(answer: Any, outcome: Outcome, expected: Any) -> Finding | None:
    """Return what is wrong with how a call ended, where that can be seen without knowing what it should compute."""
    if outcome.kind == SLOW:
        return Finding("too-slow", outcome.explanation, Status.ERROR)
    if outcome.kind == ERROR:
        return Finding(str(outcome.value), outcome.explanation, Status.ERROR)
    if outcome.kind == GENERATOR:
        return Finding("generator", BIT_BY_BIT.format(kind=outcome.explanation))
    if outcome.kind == CHANGED:
        return Finding("changes-input", CHANGES)
    if outcome.value is None and outcome.printed:
        return Finding("prints", PRINTS)
    if outcome.value is None:
        return Finding("no-return", why_none(answer))
    return wrong_kind(outcome.value, expected, answer)


def wrong_kind(value: Any, expected: Any, answer: Any = None) -> Finding | None:
    """Return what is wrong with a value that is not even of the kind it should be, and where its text tells that."""
    lost = why_single(answer) if isinstance(expected, list) and not isinstance(value, list) else ""
    instead = lost or (NO_QUOTES if written_as_text(text_tree_of(answer)) else "")
    if text := value_as_text(value, expected, "Your function returns", instead):
        return text
    if is_number(value) != is_number(expected) or isinstance(value, list) != isinstance(expected, list):
        how = "Write def, not async def." if kind_of(value) == "a coroutine" else lost
        kind = "a list or tuple" if isinstance(value, list) else kind_of(value)
        sentence = f"Your function returns {kind}; it should return {right_kind(expected)}. {how}"
        return Finding("wrong-kind", sentence.strip())
    return bare_items(value, expected) or no_finite_number(value, expected)


def no_finite_number(value: Any, expected: Any) -> Finding | None:
    """Return what is wrong with a number that is nan, or infinite where none should be, alone or in a list."""
    where = "The list that your function returns holds" if isinstance(value, list) else "Your function returns"
    numbers = numbers_in(value)
    if any(number != number for number in numbers):
        return Finding("nan", NAN.format(where=where))
    if any(map(is_infinite, numbers)) and not any(map(is_infinite, numbers_in(expected))):
        return Finding("infinite", INFINITE.format(where=where))
    return None


def is_infinite(number: float) -> bool:
    """Whether a number is infinite, which a whole number never is."""
    return isinstance(number, float) and math.isinf(number)


def right_kind(expected: Any) -> str:
    """Return what kind of value is right, in words; a tuple does where a list does.

    >>> right_kind([0, 1]), right_kind(3)
    ('a list or tuple', 'a number')
    """
    return "a list or tuple" if isinstance(expected, list) else kind_of(expected)


def value_as_text(value: Any, expected: Any, begin: str, instead: str) -> Finding | None:
    """Return what is wrong with a number or a list that is given as text."""
    if not isinstance(value, str) or isinstance(expected, str):
        return None
    percent = f"{PERCENT}." if "%" in value and PERCENT not in instead else ""
    kind = right_kind(expected)
    sentence = f"{begin} text, {short_repr(value)}; it should be {kind}. {instead}".strip()
    return Finding("text", sentence + percent)


def bare_items(value: Any, expected: Any) -> Finding | None:
    """Return what is wrong with a list of numbers that should be a list of lists."""
    bare = [item for item in value if is_number(item)] if isinstance(value, list) else []
    if not bare or not all(isinstance(item, list) for item in expected):
        return None
    return Finding(
        "bare-item",
        f"Your list holds the number {short_repr(bare[0])} where it should hold a list, {short_repr(bare[:1])}."
        " Square brackets make a list with one item: append([size]) adds such a list, append(size) only the number.",
    )
