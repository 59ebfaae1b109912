"""What can be seen of an answer that no known mistake explains: which part of it is right, and which isn't."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from course_lib.chapters.ch07_sizing.exercises.capacity import all_at_once
from course_lib.framework.exercise.calling import VALUE, run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mistakes import Case
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import Explainer, FunctionTrial
from course_lib.framework.exercise.values import is_number, same, short_repr
from course_lib.guard import Budget
from course_lib.plural import in_a_row

LIMIT_S = 2.0  # for all cases
Row = tuple[Case, Any, Any]  # a case, what the answer gives, and what is expected
Look = Callable[[Sequence[Row]], Finding | None]


def looking(look: Look, is_fit: Callable[[Any], bool] = is_number) -> Explainer:
    """Return an explainer that looks at all the answers to the cases at once, if every one of them is fit for it."""

    def explain(trial: FunctionTrial) -> Finding | None:
        cases, expected = trial.last.cases, trial.last.expected
        outcomes = run(
            trial.function, cases, lambda each: each.kind != VALUE or not is_fit(each.value), Budget(LIMIT_S)
        )
        if len(outcomes) < len(cases) or not (outcomes[-1].kind == VALUE and is_fit(outcomes[-1].value)):
            return None
        return look([(*both, right) for *both, right in zip(cases, (o.value for o in outcomes), expected, strict=True)])

    return when_wrong(explain)


def are_two(value: Any) -> bool:
    """Whether a value is two numbers, none of them nan."""
    return isinstance(value, list) and len(value) == 2 and all(is_number(each) and each == each for each in value)


def two_numbers(which: str) -> Explainer:
    """Return an explainer that finds a list of something else than two numbers; `which` says what the two are."""

    def explain(trial: FunctionTrial) -> Finding | None:
        value = trial.outcome.value
        if (
            trial.outcome.kind != VALUE
            or not isinstance(value, list)
            or (len(value) == 2 and all(map(is_number, value)))
        ):
            return None
        return Finding(
            "two-numbers", f"Your function returns {short_repr(value)}. It should return two numbers: {which}."
        )

    return when_wrong(explain)


def one_of_two(first: str, second: str) -> Explainer:
    """Return an explainer that tells which of two numbers is right everywhere; each sentence is for a wrong one."""

    def look(rows: Sequence[Row]) -> Finding | None:
        right = [all(same(yours[at], expected[at]) for _, yours, expected in rows) for at in (0, 1)]
        if right[0]:
            return Finding("second-number", second)
        return Finding("first-number", first) if right[1] else None

    return looking(look, are_two)


def whatever(places: Mapping[str, int], is_fit: Callable[[Any], bool] = is_number) -> Explainer:
    """Return an explainer that finds arguments, named with their places, that an answer doesn't depend on."""

    def look(rows: Sequence[Row]) -> Finding | None:
        idle = [f"`{name}`" for name, at in places.items() if is_idle(rows, at)]
        if not idle:
            return None
        is_one = len(idle) == 1
        return Finding(
            "whatever-they-are",
            f"Your answer is the same whatever {in_a_row(idle)} {'is' if is_one else 'are'}, and it should depend on"
            f" {'it' if is_one else 'both'}. Is there a number of your own in {'its' if is_one else 'their'} place?",
        )

    return looking(look, is_fit)


def is_idle(rows: Sequence[Row], at: int) -> bool:
    """Whether answers to cases that differ in one argument alone are all alike, where the right ones aren't."""
    yours, right = (defaultdict(set), defaultdict(set))
    for case, one, other in rows:
        rest = repr((*case[:at], *case[at + 1 :]))
        yours[rest].add(repr(one))
        right[rest].add(repr(other))
    return all(len(each) == 1 for each in yours.values()) and any(len(each) > 1 for each in right.values())


PLACE = (
    "In every case your capacity is one of the totals, with the margin on top as it should be; but it isn't always the"
    " right one of them. Which place in the sorted list belongs to the share?"
)
CONSISTENT = (
    "The share of time that you return is right for the capacity that you return. So it's the capacity itself that"
    " isn't right: look at the totals, at the quantile, and at the margin."
)


def share_fits(case: Case, yours: Any) -> bool:
    """Whether the share of time is that above the answer's own capacity."""
    totals = all_at_once(case[0])
    return same(yours[1], sum(total > yours[0] for total in totals) / len(totals))


def is_total_with_margin(case: Case, yours: Any) -> bool:
    """Whether the capacity is one of the totals with the margin on top."""
    return any(same(total * (1 + case[2]), yours[0]) for total in all_at_once(case[0]))


def of_the_capacity(rows: Sequence[Row]) -> Finding | None:
    """Say whether it's the quantile alone, or else the capacity, that isn't right."""
    if not all(share_fits(case, yours) for case, yours, _ in rows):
        return None
    if all(is_total_with_margin(case, yours) for case, yours, _ in rows):
        return Finding("another-total", PLACE)
    return Finding("capacity-itself", CONSISTENT)


SAME = (
    "You return inf where it belongs; elsewhere, services with the same work get the same number of pods from you,"
    " whatever the objective. The shorter the latency has to be, the less busy a pod may be, and the more of them it"
    " takes: the utilisation follows from mean_s."
)


def is_the_same_for_all_objectives(rows: Sequence[Row]) -> bool:
    """Whether the answer hangs on the requests and their service time alone, where the right one doesn't."""
    yours, right = (defaultdict(set), defaultdict(set))
    for (requests_per_s, service_s, *_), one, other in rows:
        yours[requests_per_s, service_s].add(one)
        right[requests_per_s, service_s].add(other)
    return all(len(each) == 1 for each in yours.values()) and any(len(each) > 1 for each in right.values())


def of_the_pods(rows: Sequence[Row]) -> Finding | None:
    """Say that inf is where it belongs, and on which side the numbers of pods are that are wrong."""
    if any((yours == math.inf) != (right == math.inf) for _, yours, right in rows):
        return None
    within_reach = [row for row in rows if row[2] != math.inf]
    if is_the_same_for_all_objectives(within_reach):
        return Finding("whatever-the-objective", SAME)
    side = which_side([(yours, right) for _, yours, right in within_reach])
    return Finding(
        "pods-alone",
        f"You return inf where it belongs, and nowhere else. What isn't right is the number of pods{side}: look at the"
        " utilisation, and at what you divide.",
    )


def which_side(pairs: Sequence[tuple[float, float]]) -> str:
    """Return in words on which side of the right numbers the wrong ones are, or "".

    >>> which_side([(3, 3), (5, 4)]), which_side([(3, 4), (5, 4)])
    (', which is too high wherever it is wrong', '')
    """
    wrong = [(yours, right) for yours, right in pairs if not same(yours, right)]
    if wrong and all(yours > right for yours, right in wrong):
        return ", which is too high wherever it is wrong"
    return ", which is too low wherever it is wrong" if wrong and all(y < right for y, right in wrong) else ""


def after_p90(rows: Sequence[Row]) -> Finding | None:
    """Say that the answer differs even where P90 is the only sample there is."""
    single = [(yours, right) for (usage_m,), yours, right in rows if len(usage_m) == 1]
    if not single or all(same(*both) for both in single):
        return None
    return Finding(
        "after-p90",
        "Your answer isn't always right even with a single sample, which is its own P90. So look at what comes after"
        " it: the end of the bucket, the margin, what is dropped of both, and the least there is.",
    )


def of_the_count(rows: Sequence[Row]) -> Finding | None:
    """Say that the answer is wrong on both sides of the tolerance, or inside it as well."""
    wrong = {side_of(case) for case, yours, right in rows if not same(yours, right)}
    if len(wrong) < 2:
        return None
    where = "inside the tolerance and outside of it" if "inside" in wrong else "above the tolerance and below it"
    return Finding(
        "several-sides",
        f"There are cases {where} in which your answer is wrong. Take one after the other: first an `if` for what stays"
        " as it is, from 0.9 to 1.1; then, for all the rest, the count of pods.",
    )


def side_of(case: Case) -> str:
    """Return where the ratio is: inside the tolerance, above it or below."""
    _, usage_m, request_m, target = case
    ratio = 100 * sum(usage_m) // sum(request_m) / target
    return "inside" if 0.9 <= ratio <= 1.1 else "above" if ratio > 1.1 else "below"
