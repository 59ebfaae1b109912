"""Draw two different pods: the first is there, the second is missing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from course_lib.balancers.textbook import two_different as reference
from course_lib.chapters.ch06_balancers.exercises.harnessed import NO_PAIR, HarnessedExercise
from course_lib.chapters.ch06_balancers.exercises.picking import pairs
from course_lib.chapters.ch06_balancers.exercises.two_pods import WRONG_PAIRS, moved_up
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import is_number

ROUNDED = 0.2  # percent points: three figures of one decimal, two of them added up, differ by less


def alike_but_for_order(one: Any, other: Any) -> bool:
    """Whether rows of first, second, percent say the same of pairs if order does not count; percents are rounded."""
    if not all(map(are_rows, (one, other))):
        return False
    first, second = map(without_order, (one, other))
    return all(abs(first[pair] - second[pair]) < ROUNDED for pair in {*first, *second})


def are_rows(value: Any) -> bool:
    """Whether a plain value is rows of first, second, percent."""
    return isinstance(value, list) and all(
        isinstance(row, list) and len(row) == 3 and all(map(is_number, row)) for row in value
    )


def without_order(rows: list[list[float]]) -> Counter[tuple[float, ...]]:
    """Return the percentage of draws for each pair, the smaller one first.

    >>> without_order([[0, 1, 50.0], [1, 0, 50.0]])
    Counter({(0, 1): 100.0})
    """
    found: Counter[tuple[float, ...]] = Counter()
    for *pair, percent in rows:
        found[tuple(sorted(pair))] += percent  # type: ignore[assignment]
    return found


TWICE = (
    "With {pods} pods, {which} give the same pod twice, ({first}, {first}) for instance. The second pod has to be"
    " another one."
)
NO_SUCH = "With {pods} pods you return ({first}, {second}), but the pods have the numbers 0 to {last}."
NEVER = (
    "The pods differ, but with {pods} pods the pair ({first}, {second}) never comes, whatever is drawn. Each pod should"
    " come second to each of the others."
)
UNEVEN = (
    "The pods differ, and every pair comes, but not all are equally likely: with {pods} pods, {often} comes with"
    " {most:g}% of all draws, and {seldom} with {least:g}%."
)


def what_is_wrong_with_the_pairs(trial: FunctionTrial) -> Finding | None:
    """Find the same pod twice, a pod that is none, a pair that never comes, or one that comes too often."""
    (pods,), rows = trial.counterexample[0], trial.outcome.value
    if not are_rows(rows):
        return None
    percents = {(first, second): percent for first, second, percent in rows}
    wanted = [(first, second) for first in range(pods) for second in range(pods) if first != second]
    strange = [pair for pair in percents if not set(pair) <= set(range(pods))]
    if strange:
        first, second = strange[0]
        return Finding("no-such-pods", NO_SUCH.format(pods=pods, first=first, second=second, last=pods - 1))
    twice = [pair for pair in percents if pair[0] == pair[1]]
    if twice:
        percent = round(sum(percents[pair] for pair in twice), 1)
        which = f"{percent:g}% of all draws" if percent else "draws of 0 or of nearly 1"
        return Finding("same-pod-twice", TWICE.format(pods=pods, which=which, first=twice[0][0]))
    missing = [pair for pair in wanted if not percents.get(pair)]
    if missing:
        return Finding("pair-missing", NEVER.format(pods=pods, first=missing[0][0], second=missing[0][1]))
    often, seldom = (pick(percents, key=percents.__getitem__) for pick in (max, min))
    words = UNEVEN.format(pods=pods, often=often, most=percents[often], seldom=seldom, least=percents[seldom])
    return Finding("pairs-uneven", words)


two_different = HarnessedExercise(
    reference=reference,
    chapter="balancers",
    decision="tell whether two choices are really two",
    harness=pairs,
    case_text="two_different(draws, pods={pods}), in rows of first, second, percent of all draws (one decimal),",
    example=[0, 1],
    unfit_reply=NO_PAIR,
    cases=tuple((pods,) for pods in (2, 3, 4, 5)),
    large_cases=((6,), (7,)),
    repeat_cases=((3,), (2,)),
    mistakes={
        **{name: Mistake(wrong.way, wrong.sentence) for name, wrong in WRONG_PAIRS.items()},
        "in-order": Mistake(
            lambda draws, pods: sorted(reference(draws, pods)),
            "You have the right pods, but not in the right order: here (0, 1) and (1, 0) are two pairs, and each should"
            " come as often as the other. The next exercise takes the first of two equals; with the smaller number"
            " first, say, pod 0 would win every tie. Leave the two in the order in which they were drawn.",
            compare=alike_but_for_order,
        ),
        "not-whole": Mistake(
            lambda draws, pods: moved_up(draws[0] * pods, draws[1] * (pods - 1)),
            "Your pods aren't whole numbers: draws[0] * pods lies somewhere between 0 and pods. int(…) drops what is"
            " behind the point.",
        ),
    },
    own_explainers=(when_wrong(what_is_wrong_with_the_pairs),),
    hints=(
        "Take the first pod out of the row: pods - 1 are left, and each of them should be equally likely.",
        "int(draws[1] * (pods - 1)) is a place in the row without the first. The pods before the gap keep their"
        " numbers.",
        "The pods after the gap have moved down by one place: if the place isn't below first, the pod's own number is"
        " one higher.",
    ),
)
