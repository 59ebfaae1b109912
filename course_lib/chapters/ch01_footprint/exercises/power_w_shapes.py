"""What a formula for the power comes to, where it is none of the usual mistakes: read off its watts, told as a formula.

Vocabulary: a `share` is the part of the step in watts that an answer adds to the lower point's watts; a `term`
("above - below") is what a share is made of, by its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from course_lib.chapters.ch01_footprint.exercises.power_w_mistakes import watts
from course_lib.framework.exercise.calling import VALUE, run
from course_lib.framework.exercise.mistakes import Function
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import same

Term = Callable[[float, float, float], float]
TERMS: dict[str, Term] = {
    "utilisation": lambda u, below, above: u,
    "utilisation - below": lambda u, below, above: u - below,
    "below - utilisation": lambda u, below, above: below - u,
    "above - utilisation": lambda u, below, above: above - u,
    "utilisation - above": lambda u, below, above: u - above,
    "utilisation + below": lambda u, below, above: u + below,
    "above": lambda u, below, above: above,
    "below": lambda u, below, above: below,
    "above - below": lambda u, below, above: above - below,
    "1 - utilisation": lambda u, below, above: 1 - u,
}
DIVISORS: dict[str, Term] = {
    "1": lambda u, below, above: 1,
    "2": lambda u, below, above: 2,
    "above": lambda u, below, above: above,
    "above - below": lambda u, below, above: above - below,
    "below - above": lambda u, below, above: below - above,
    "above + below": lambda u, below, above: above + below,
    "1 - below": lambda u, below, above: 1 - below,
}
OUGHT = " It should be how far the utilisation is from the lower point, divided by the distance between the two points."
FIRST = "Python multiplies and divides before it subtracts: put brackets around each of the two differences."


def ratios() -> Iterator[tuple[str, Term]]:
    """Yield every term by every divisor, by what it says."""
    for (part, of), (whole, by) in product(TERMS.items(), DIVISORS.items()):
        yield (part if whole == "1" else f"{bracketed(part)} / {bracketed(whole)}"), _quotient(of, by)


def bracketed(text: str) -> str:
    """Return a difference or a sum in brackets, and a single name as it is.

    >>> bracketed("above - below"), bracketed("above")
    ('(above - below)', 'above')
    """
    return f"({text})" if " " in text else text


def _quotient(of: Term, by: Term) -> Term:
    return lambda u, below, above: of(u, below, above) / by(u, below, above)


def shares() -> Iterator[tuple[Function, str]]:
    """Yield functions that go some other share of the step, and what to say of each."""
    for text, share in ratios():
        yield _adding(share, None), f"Your share of the way is {text}.{OUGHT}"


def subtractions() -> Iterator[tuple[Function, str]]:
    """Yield functions that subtract something from the watts, and what to say of each."""
    for (added, share), (taken, off) in product(ratios(), ratios()):
        words = f"You add the step times {added}, and then subtract {taken} from the watts. {FIRST}"
        yield _adding(share, off), words


def _adding(share: Term, off: Term | None) -> Function:
    def read(u: float, below: float, above: float, low_w: float, high_w: float) -> float:
        taken = off(u, below, above) if off else 0
        return low_w + (high_w - low_w) * share(u, below, above) - taken

    return watts(read)


def find_shape(trial: FunctionTrial) -> Finding | None:
    """Find which share an answer adds, or what it subtracts from the watts."""
    outcomes = run(trial.function, trial.small)
    if any(outcome.kind != VALUE for outcome in outcomes):
        return None
    tried = list(zip(trial.small, outcomes, strict=True))
    tried.sort(key=lambda each: -len(each[0][0]))  # those with many points tell formulas apart at once
    for function, sentence in (*shares(), *subtractions()):
        if all(same(function(*case), outcome.value) for case, outcome in tried):
            return Finding("another-formula", sentence)
    return None
