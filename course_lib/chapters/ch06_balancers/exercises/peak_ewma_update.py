"""Update Peak EWMA's estimate: the branch for a peak is missing, and the weights."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import numpy as np

from course_lib.balancers.latency import peak_ewma_update as reference
from course_lib.chapters.ch06_balancers.exercises.updates import FAMILY, Weights, fading_weight, update_by
from course_lib.framework.exercise.calling import run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake, are_alike
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import is_number, same

ELAPSED, DECAY = 2, 3  # where they stand among the arguments
CLOSE = 0.02  # of the larger of estimate and latency: more than rounding e to one digit after the point makes


def small() -> tuple[Case, ...]:
    """Return every little estimate, latency, elapsed and decay; the simplest first."""
    every = product((1.0, 2.0, 4.0), (0.0, 1.0, 1.5, 2.5, 3.0), (1.0, 0.0, 2.0, 10.0), (1.0, 2.0, 10.0))
    return tuple(sorted(every, key=lambda case: (case[2] == 0, sum(case))))


def large() -> tuple[Case, ...]:
    """Return fifty of all sizes."""
    draw = np.random.default_rng(11)
    return tuple(tuple(map(float, row)) for row in draw.random((50, 4)).round(3) * [5, 5, 20, 20] + [0, 0, 0, 0.1])


ELAPSED_LEFT_OUT = (
    "elapsed_s plays no part in your weight: an estimate from a moment ago and one from an hour ago count the same."
    " How many decay times have passed since the last update?"
)
FIXED_WEIGHT = (
    "Your weight is a fixed number, as in a plain moving average: neither elapsed_s nor decay_s plays a part in it. So"
    " a pod that hasn't answered for an hour is remembered as well as one that answered just now. The weight of the"
    " old estimate should fade with the time that has passed."
)
NOT_EXPONENTIAL = (
    "You are right where no time has passed, and after one decay time, but not in between or not later: your weight"
    " doesn't fade exponentially. An exponential loses the same share in every second, so after two decay times it is"
    " 1/e of 1/e. math.exp gives it for any time."
)
WRONG_WEIGHT = (
    "You take a peak at once, and mix otherwise, which is right. But the weight of the old estimate is wrong: with"
    " elapsed_s = {elapsed_s:g} and decay_s = {decay_s:g} yours is {yours:.3g}, and it should be {right:.3g}. It is 1"
    " at first and fades exponentially, to 1/e after one decay time."
)
RULES: dict[str, tuple[Callable[..., bool], str]] = {
    "peak-missed": (
        lambda estimate_s, latency_s, elapsed_s, decay_s: latency_s > estimate_s,
        "A latency above the estimate is the new estimate.",
    ),
    "no-change-changed": (
        lambda estimate_s, latency_s, elapsed_s, decay_s: latency_s == estimate_s,
        "A latency equal to the estimate changes nothing: two weights that add up to 1 leave it as it is.",
    ),
    "not-kept-at-once": (
        lambda estimate_s, latency_s, elapsed_s, decay_s: elapsed_s == 0,
        "Where no time has passed, the old estimate has all the weight, so a lower latency changes nothing.",
    ),
}
RULE = "{truth} So {case} is {right:.4g}, and yours is {yours:.4g}."
ROUNDED_E = (
    "Your answers are all close to the right ones, but not the same. Have you written e or 1/e as a rounded number?"
    " math.exp and math.e have all the digits."
)


def blindness_to_time(trial: FunctionTrial) -> Finding | None:
    """Find that an answer does not look at the time, whatever weight it gives."""
    if not does_without(trial, ELAPSED):
        return None
    fixed = does_without(trial, DECAY)
    return Finding("fixed-weight", FIXED_WEIGHT) if fixed else Finding("elapsed-left-out", ELAPSED_LEFT_OUT)


def weight_of_another_shape(trial: FunctionTrial) -> Finding | None:
    """Find that answers are right at both ends, at once and after one decay time, and wrong elsewhere."""
    ends = [case for case in trial.small if case[ELAPSED] in (0.0, case[DECAY])]
    is_right = all(map(are_alike, run(trial.function, ends), run(reference, ends)))
    return Finding("not-exponential", NOT_EXPONENTIAL) if is_right else None


def wrong_weight(trial: FunctionTrial) -> Finding | None:
    """Find that peaks are taken rightly and that the rest is a mix, by a weight of any kind that is wrong."""
    weights: dict[tuple[float, float], float] = {}
    for case, outcome in zip(trial.small, trial.small_outcomes, strict=False):
        estimate_s, latency_s, elapsed_s, decay_s = case
        if not is_number(outcome.value) or not math.isfinite(outcome.value):
            return None
        if estimate_s <= latency_s:
            if not same(outcome.value, latency_s):
                return None
            continue
        weight = (outcome.value - latency_s) / (estimate_s - latency_s)
        if not math.isclose(weights.setdefault((elapsed_s, decay_s), weight), weight, abs_tol=1e-9):
            return None
    return next((weight_finding(*when, yours) for when, yours in weights.items()
                 if not same(yours, fading_weight(*when))), None)  # fmt: skip


def weight_finding(elapsed_s: float, decay_s: float, yours: float) -> Finding:
    """Say what a weight is, and what it should be."""
    right = fading_weight(elapsed_s, decay_s)
    words = WRONG_WEIGHT.format(elapsed_s=elapsed_s, decay_s=decay_s, yours=yours, right=right)
    return Finding("wrong-weight", words)


def first_rule_broken(trial: FunctionTrial) -> Finding | None:
    """Find which of three simple rules is the first to be broken, beside the weight."""
    outcomes = trial.small_outcomes
    for name, (is_meant, truth) in RULES.items():
        for case, outcome in zip(trial.small, outcomes, strict=False):
            right = reference(*case)
            if is_meant(*case) and is_number(outcome.value) and not same(outcome.value, right):
                words = RULE.format(
                    truth=truth, case=peak_ewma_update.call_text(case), yours=outcome.value, right=right
                )
                return Finding(name, words)
    return None


def rounded_e(trial: FunctionTrial) -> Finding | None:
    """Find that every answer is nearly right."""
    outcomes = trial.small_outcomes
    is_near = [
        is_number(outcome.value) and abs(outcome.value - reference(*case)) <= CLOSE * max(case[:2])
        for case, outcome in zip(trial.small, outcomes, strict=False)
    ]
    return Finding("rounded-e", ROUNDED_E) if all(is_near) else None


def does_without(trial: FunctionTrial, position: int) -> bool:
    """Whether answers stay as they are when one argument is another."""
    others = [(*case[:position], case[position] + 1.5, *case[position + 1 :]) for case in trial.small]
    return all(map(are_alike, trial.small_outcomes, run(trial.function, others)))


peak_ewma_update = FunctionExercise(
    reference=reference,
    chapter="balancers",
    decision="tell how long a balancer remembers a slow answer, and how soon it believes a fast one",
    cases=small(),
    large_cases=large(),
    repeat_cases=((0.5, 0.8, 3.0, 5.0), (4.0, 1.0, 10.0, 10.0), (3.0, 1.0, 10.0, 5.0), (2.0, 1.0, 20.0, 10.0)),
    paper_within=0.005,
    mistakes=FAMILY.singles
    | {
        "larger-of-both": Mistake(
            lambda estimate_s, latency_s, elapsed_s, decay_s: max(
                latency_s, estimate_s * fading_weight(elapsed_s, decay_s)
            ),
            "You take the larger one of the latency and the faded estimate. Where a pod is looked at often, Peak EWMA"
            " comes close to that, but the update mixes the latency and the old estimate, each with its weight.",
        ),
        "only-peaks": Mistake(
            lambda estimate_s, latency_s, elapsed_s, decay_s: max(estimate_s, latency_s),
            "Your estimate only ever rises: a pod that was slow once stays slow for good. Where the latency is not"
            " above the estimate, the estimate fades towards it.",
        ),
        "only-the-last": Mistake(
            lambda estimate_s, latency_s, elapsed_s, decay_s: latency_s,
            "You return the last latency alone: nothing is remembered.",
        ),
        "always-the-estimate": Mistake(
            lambda estimate_s, latency_s, elapsed_s, decay_s: estimate_s,
            "You return the old estimate, whatever was seen: nothing is ever learned. The latency is part of the new"
            " one, and if it is the higher of the two, it is all of it.",
        ),
        "fixed-weight": Mistake(update_by(Weights(lambda elapsed_s, decay_s: 0.9)), FIXED_WEIGHT),
        "elapsed-left-out": Mistake(
            update_by(Weights(lambda elapsed_s, decay_s: math.exp(-1 / decay_s))), ELAPSED_LEFT_OUT
        ),
    },
    pairs=FAMILY.pairs,
    own_explainers=tuple(
        map(
            when_wrong,
            (blindness_to_time, weight_of_another_shape, rounded_e, wrong_weight, first_rule_broken),
        )
    ),
    hints=(
        "Two cases. What should happen at once if the latency is above the estimate?",
        "Otherwise the two are mixed. Right after an update the old estimate has all the weight, after one decay time"
        " 37% of it: math.exp(-elapsed_s / decay_s).",
        "What is left of 1 belongs to the latency: estimate_s * old + latency_s * (1 - old).",
    ),
)
