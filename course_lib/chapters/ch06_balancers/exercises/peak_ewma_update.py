"""Update Peak EWMA's estimate: the branch for a peak is missing, and the weights."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import numpy as np

from course_lib.balancers.latency import peak_ewma_update as reference
from course_lib.framework.exercise.calling import run
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake, are_alike
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial

Weight = Callable[[float, float], float]
ELAPSED, DECAY = 2, 3  # where they stand among the arguments


def small() -> tuple[Case, ...]:
    """Return every little estimate, latency, elapsed and decay; the simplest first."""
    every = product((1.0, 2.0, 4.0), (0.0, 1.0, 1.5, 2.5, 3.0), (1.0, 0.0, 2.0, 10.0), (1.0, 2.0, 10.0))
    return tuple(sorted(every, key=lambda case: (case[2] == 0, sum(case))))


def large() -> tuple[Case, ...]:
    """Return fifty of all sizes."""
    draw = np.random.default_rng(11)
    return tuple(tuple(map(float, row)) for row in draw.random((50, 4)).round(3) * [5, 5, 20, 20] + [0, 0, 0, 0.1])


def update_by(old: Weight, new: Weight | None = None, peaks: bool = True) -> Callable[..., float]:
    """Return an update with some weight for the estimate, and for the latency the rest, or one of its own."""

    def update(estimate_s: float, latency_s: float, elapsed_s: float, decay_s: float) -> float:
        if peaks and estimate_s < latency_s:
            return latency_s
        weight = old(elapsed_s, decay_s)
        return estimate_s * weight + latency_s * (new(elapsed_s, decay_s) if new else 1 - weight)

    return update


def fading_weight(elapsed_s: float, decay_s: float) -> float:
    """Return the right weight of the estimate."""
    return math.exp(-elapsed_s / decay_s)


def peaks_the_wrong_way(estimate_s: float, latency_s: float, elapsed_s: float, decay_s: float) -> float:
    """Take a lower latency at once, and a higher one little by little."""
    if latency_s < estimate_s:
        return latency_s
    return update_by(fading_weight, peaks=False)(estimate_s, latency_s, elapsed_s, decay_s)


def keeps_the_estimate(estimate_s: float, latency_s: float, elapsed_s: float, decay_s: float) -> float:
    """Compare rightly, and return the wrong one."""
    return estimate_s if estimate_s < latency_s else update_by(fading_weight)(estimate_s, latency_s, elapsed_s, decay_s)


ELAPSED_LEFT_OUT = (
    "elapsed_s has no part in your weight: an estimate of a moment ago and one of an hour ago count as much. How many"
    " decay times have passed since the last update?"
)
FIXED_WEIGHT = (
    "Your weight is a fixed number, as in a plain moving average: neither elapsed_s nor decay_s has a part in it. So a"
    " pod that hasn't been asked for an hour is remembered as well as one asked just now. The weight of the old"
    " estimate is to fade with the time that has passed."
)


def blindness_to_time(trial: FunctionTrial) -> Finding | None:
    """Find that an answer does not look at the time, whatever weight it gives."""
    if not does_without(trial, ELAPSED):
        return None
    fixed = does_without(trial, DECAY)
    return Finding("fixed-weight", FIXED_WEIGHT) if fixed else Finding("elapsed-left-out", ELAPSED_LEFT_OUT)


def does_without(trial: FunctionTrial, position: int) -> bool:
    """Whether answers stay as they are when one argument is another."""
    others = [(*case[:position], case[position] + 1.5, *case[position + 1 :]) for case in trial.small]
    return all(map(are_alike, run(trial.function, trial.small), run(trial.function, others)))


peak_ewma_update = FunctionExercise(
    reference=reference,
    chapter="balancers",
    decision="tell how long a balancer remembers a slow answer, and how soon it believes a fast one",
    cases=small(),
    large_cases=large(),
    repeat_cases=((0.5, 0.8, 3.0, 5.0), (4.0, 1.0, 10.0, 10.0), (3.0, 1.0, 10.0, 5.0), (2.0, 1.0, 20.0, 10.0)),
    paper_within=0.005,
    mistakes={
        "weights-swapped": Mistake(
            update_by(lambda elapsed_s, decay_s: 1 - fading_weight(elapsed_s, decay_s)),
            "The weights are swapped. Right after an update (elapsed_s = 0) the old estimate is as good as new and has"
            " all the weight; yours then has none.",
        ),
        "wrong-sign": Mistake(
            update_by(lambda elapsed_s, decay_s: math.exp(elapsed_s / decay_s)),
            "The sign is missing: with exp(elapsed_s / decay_s) the old estimate gains weight with time, more than 1,"
            " and the new one less than none. A weight that fades is exp of something negative.",
        ),
        "no-peak": Mistake(
            update_by(fading_weight, peaks=False),
            "A higher latency comes in little by little, as a lower one does. That is a plain moving average. This one"
            " is for peaks: if the latency is above the estimate, it is the new estimate at once.",
        ),
        "peaks-the-wrong-way": Mistake(
            peaks_the_wrong_way,
            "You believe a lower latency at once and a higher one little by little: one fast answer, or one fast error,"
            " makes a slow pod attractive. It is the other way round.",
        ),
        "keeps-the-estimate": Mistake(
            keeps_the_estimate,
            "Where the latency is above the estimate you return the estimate. It is the peak that is to be believed:"
            " return latency_s.",
        ),
        "larger-of-both": Mistake(
            lambda estimate_s, latency_s, elapsed_s, decay_s: max(
                latency_s, estimate_s * fading_weight(elapsed_s, decay_s)
            ),
            "You take the larger one of the latency and the faded estimate. Where a pod is looked at often Peak EWMA"
            " comes close to that, but the update itself mixes the two: each with its weight.",
        ),
        "sample-left-out": Mistake(
            update_by(fading_weight, lambda elapsed_s, decay_s: 0.0),
            "The estimate fades towards zero: the latency that was seen has no part in it. What the old one loses in"
            " weight the new one gains: 1 - weight.",
        ),
        "weights-above-one": Mistake(
            update_by(fading_weight, lambda elapsed_s, decay_s: 1.0),
            "The latency comes in whole, beside the faded estimate: the two weights add up to more than 1, so a pod"
            " that answers in 1 s every time seems to take longer and longer.",
        ),
        "only-peaks": Mistake(
            lambda estimate_s, latency_s, elapsed_s, decay_s: max(estimate_s, latency_s),
            "Your estimate only rises: a pod that was slow once stays so for ever. Where the latency is not above it,"
            " the estimate fades towards it.",
        ),
        "only-the-last": Mistake(
            lambda estimate_s, latency_s, elapsed_s, decay_s: latency_s,
            "You believe the last latency alone: nothing is remembered.",
        ),
        "always-the-estimate": Mistake(
            lambda estimate_s, latency_s, elapsed_s, decay_s: estimate_s,
            "You return the old estimate, whatever was seen: nothing is ever learned. The latency has a part in the new"
            " one, and if it is the higher of the two, all of it.",
        ),
        "fixed-weight": Mistake(update_by(lambda elapsed_s, decay_s: 0.9), FIXED_WEIGHT),
        "elapsed-left-out": Mistake(update_by(lambda elapsed_s, decay_s: math.exp(-1 / decay_s)), ELAPSED_LEFT_OUT),
        "half-life": Mistake(
            update_by(lambda elapsed_s, decay_s: 0.5 ** (elapsed_s / decay_s)),
            "With 0.5 ** the decay time is a half-life. Here it is the time in which the weight falls to 1/e, 37%:"
            " math.exp.",
        ),
        "straight-line": Mistake(
            update_by(lambda elapsed_s, decay_s: max(0.0, 1 - elapsed_s / decay_s)),
            "Your weight falls in a straight line and is zero after one decay time. An exponential falls by the same"
            " share in every second, and never ends: math.exp.",
        ),
        "straight-line-below-zero": Mistake(
            update_by(lambda elapsed_s, decay_s: 1 - elapsed_s / decay_s),
            "Your weight falls in a straight line, and after one decay time it is negative. An exponential falls by the"
            " same share in every second, and never ends: math.exp.",
        ),
        "upside-down": Mistake(
            update_by(lambda elapsed_s, decay_s: math.exp(-decay_s / elapsed_s)),
            "The quotient is upside down: the longer ago, the more weight the old estimate has, and right after an"
            " update you divide by zero. Elapsed over decay.",
        ),
        "product": Mistake(
            update_by(lambda elapsed_s, decay_s: math.exp(-elapsed_s * decay_s)),
            "You multiply elapsed and decay. What counts is how many decay times have passed: elapsed over decay.",
        ),
        "no-decay-time": Mistake(
            update_by(lambda elapsed_s, decay_s: math.exp(-elapsed_s)),
            "The decay time has no part in it: yours is always 1 s. What counts is how many decay times have passed:"
            " elapsed over decay.",
        ),
        "half-and-half": Mistake(
            update_by(lambda elapsed_s, decay_s: 0.5),
            "You take the middle of both, however long ago the estimate is. Its weight is to fade with time.",
        ),
    },
    own_explainers=(when_wrong(blindness_to_time),),
    hints=(
        "Two cases. What is to happen at once if the latency is above the estimate?",
        "Else the two are mixed. Right after an update the old estimate has all the weight, after a decay time 37% of"
        " it: math.exp(-elapsed_s / decay_s).",
        "What is left of 1 belongs to the latency: estimate_s * old + latency_s * (1 - old).",
    ),
)
