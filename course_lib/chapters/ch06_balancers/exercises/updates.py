"""Ways to update an estimate that are wrong: by the weight, by how a peak is taken, or by both.

Vocabulary: a `weight` (0.37) is how much of the old estimate stays after some time; `peaks` is how a latency above the
estimate is taken, beside the mix (1.4 s) of both.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Function

Weight = Callable[[float, float], float]
Peaks = Callable[[float, float, float, float], float]  # estimate, latency, their mix, faded estimate


class Weights(NamedTuple):
    """The weight of the estimate, and the latency's, if that is not the rest."""

    old: Weight
    new: Weight | None = None


def fading_weight(elapsed_s: float, decay_s: float) -> float:
    """Return the right weight of the estimate."""
    return math.exp(-elapsed_s / decay_s)


def take_the_peak(estimate_s: float, latency_s: float, mix_s: float, faded_s: float) -> float:
    """Take a higher latency at once."""
    return latency_s if estimate_s < latency_s else mix_s


RIGHT = Weights(fading_weight)


def update_by(weights: Weights = RIGHT, peaks: Peaks = take_the_peak) -> Function:
    """Return an update with some weights, and some way to take a peak."""

    def update(estimate_s: float, latency_s: float, elapsed_s: float, decay_s: float) -> float:
        if peaks is take_the_peak and estimate_s < latency_s:
            return latency_s  # before any weight can fail
        old = weights.old(elapsed_s, decay_s)
        new = weights.new(elapsed_s, decay_s) if weights.new else 1 - old
        return peaks(estimate_s, latency_s, estimate_s * old + latency_s * new, estimate_s * old)

    return update


WRONG_WEIGHTS = {
    "weights-swapped": Part(
        Weights(lambda elapsed_s, decay_s: 1 - fading_weight(elapsed_s, decay_s)),
        "The weights are swapped. Right after an update (elapsed_s = 0) the old estimate is as good as new and has all"
        " the weight; yours then has none.",
        "swap the two weights: right after an update the old estimate has all of it.",
    ),
    "wrong-sign": Part(
        Weights(lambda elapsed_s, decay_s: math.exp(elapsed_s / decay_s)),
        "The sign is missing: the weight of your old estimate grows with time, beyond 1, and the weight of the new"
        " latency falls below 0. A weight that fades is exp of something negative.",
        "let the weight fade: exp of something negative does, and yours grows with time.",
    ),
    "sample-left-out": Part(
        Weights(fading_weight, lambda elapsed_s, decay_s: 0.0),
        "The estimate fades towards zero: the latency that was seen plays no part in it. What the old one loses in"
        " weight, the new one gains: 1 - weight.",
        "give the latency a weight: what the old estimate loses, the new one gains.",
    ),
    "weights-above-one": Part(
        Weights(fading_weight, lambda elapsed_s, decay_s: 1.0),
        "The latency comes in whole, beside the faded estimate: the two weights add up to more than 1, so a pod that"
        " answers in 1 s every time seems to take longer and longer.",
        "give the latency only what the old estimate loses in weight, instead of adding it whole.",
    ),
    "estimate-does-not-fade": Part(
        Weights(lambda elapsed_s, decay_s: 1.0, lambda elapsed_s, decay_s: 1 - fading_weight(elapsed_s, decay_s)),
        "The old estimate keeps all its weight, and a part of the latency is added to it, so the weights add up to more"
        " than 1. What the new one gains in weight, the old one should lose.",
        "take from the old estimate's weight what the latency gains: yours keeps all of its own.",
    ),
    "same-weight-for-both": Part(
        Weights(fading_weight, fading_weight),
        "The latency has the same weight as the old estimate, and both fade. What the old one loses in weight, the new"
        " one should gain: 1 - weight.",
        "give the latency what is left of 1, not the same weight as the old estimate.",
    ),
    "divided-by-the-sum": Part(
        Weights(lambda elapsed_s, decay_s: fading_weight(elapsed_s, decay_s) / (1 + fading_weight(elapsed_s, decay_s))),
        "Right after an update your two weights are the same: the latency gets the weight 1 beside the faded one, not"
        " what is left of 1. The old estimate should have all the weight then: its weight is the faded one itself,"
        " and the latency gets the rest.",
        "give the old estimate the faded weight itself: right after an update it has all of it, and yours half.",
    ),
    "half-life": Part(
        Weights(lambda elapsed_s, decay_s: 0.5 ** (elapsed_s / decay_s)),
        "Your decay time is a half-life: the weight falls to 1/2 in it. Here it is the time in which the weight falls"
        " to 1/e, 37%: math.exp.",
        "let the weight fall to 1/e in one decay time, not to 1/2: math.exp.",
    ),
    "straight-line": Part(
        Weights(lambda elapsed_s, decay_s: max(0.0, 1 - elapsed_s / decay_s)),
        "Your weight falls in a straight line and is zero after one decay time. An exponential falls by the same share"
        " in every second, and never ends: math.exp.",
        "let the weight fade exponentially, with math.exp, not in a straight line.",
    ),
    "straight-line-below-zero": Part(
        Weights(lambda elapsed_s, decay_s: 1 - elapsed_s / decay_s),
        "Your weight falls in a straight line, and after one decay time it is negative. An exponential falls by the"
        " same share in every second, and never ends: math.exp.",
        "let the weight fade exponentially, with math.exp: your straight line falls below zero.",
    ),
    "grows-in-a-straight-line": Part(
        Weights(lambda elapsed_s, decay_s: elapsed_s / decay_s),
        "The weight of your old estimate is elapsed over decay: none right after an update, and more and more with"
        " time. It should begin at 1 and fade, exponentially: math.exp of something negative.",
        "let the old estimate's weight begin at 1 and fade: yours begins at 0 and grows.",
    ),
    "line-through-both": Part(
        Weights(lambda elapsed_s, decay_s: 1 - (1 - 1 / math.e) * elapsed_s / decay_s),
        "Your weight falls in a straight line through 1 and 1/e. It should fade exponentially, by the same share in"
        " every second: after two decay times it is 1/e of 1/e. math.exp gives that.",
        "let the weight fade exponentially, with math.exp, not in a straight line through 1 and 1/e.",
    ),
    "line-through-both-down-to-zero": Part(
        Weights(lambda elapsed_s, decay_s: max(0.0, 1 - (1 - 1 / math.e) * elapsed_s / decay_s)),
        "Your weight falls in a straight line through 1 and 1/e, down to zero. It should fade exponentially, by the"
        " same share in every second, and never end: after two decay times it is 1/e of 1/e. math.exp gives that.",
        "let the weight fade exponentially, with math.exp, not in a straight line down to zero.",
    ),
    "upside-down": Part(
        Weights(lambda elapsed_s, decay_s: math.exp(-decay_s / elapsed_s)),
        "The quotient is upside down: the longer ago, the more weight the old estimate has, and with elapsed_s = 0 you"
        " divide by zero. It should be elapsed over decay.",
        "turn the quotient round: elapsed over decay.",
    ),
    "product": Part(
        Weights(lambda elapsed_s, decay_s: math.exp(-elapsed_s * decay_s)),
        "Your weight depends on elapsed times decay. What counts is how many decay times have passed: elapsed over"
        " decay.",
        "divide the time that has passed by the decay time, instead of multiplying the two.",
    ),
    "no-decay-time": Part(
        Weights(lambda elapsed_s, decay_s: math.exp(-elapsed_s)),
        "decay_s plays no part in your weight: it fades as if the decay time were always 1 s. What counts is how many"
        " decay times have passed: elapsed over decay.",
        "divide the time that has passed by decay_s: your weight fades as if that were always 1 s.",
    ),
    "decayed-twice": Part(
        Weights(lambda elapsed_s, decay_s: math.exp(-2 * elapsed_s / decay_s)),
        "Your weight fades twice as fast: after one decay time it is 1/e of 1/e. It should be 1/e then.",
        "let the weight be 1/e after one decay time: yours fades twice as fast.",
    ),
    "half-and-half": Part(
        Weights(lambda elapsed_s, decay_s: 0.5),
        "You take the middle of both, however long ago the estimate is. Its weight should fade with time.",
        "let the weight fade with the time that has passed, instead of taking the middle of both.",
    ),
}
WRONG_PEAKS = {
    "no-peak": Part(
        lambda estimate_s, latency_s, mix_s, faded_s: mix_s,
        "A higher latency comes in little by little, as a lower one does. That is a plain moving average. This one is"
        " for peaks: if the latency is above the estimate, it is the new estimate at once.",
        "a latency above the estimate is the new estimate at once: don't mix it in.",
    ),
    "peaks-the-wrong-way": Part(
        lambda estimate_s, latency_s, mix_s, faded_s: latency_s if latency_s < estimate_s else mix_s,
        "You take a lower latency at once and mix in a higher one: one fast answer, or one fast error, makes a slow pod"
        " attractive. It is the other way round.",
        "take a higher latency at once and mix in a lower one, not the other way round.",
    ),
    "keeps-the-estimate": Part(
        lambda estimate_s, latency_s, mix_s, faded_s: estimate_s if estimate_s < latency_s else mix_s,
        "Where the latency is above the estimate you return the estimate. It is the peak that should be believed:"
        " return latency_s.",
        "where the latency is above the estimate, return the latency.",
    ),
    "keeps-the-higher-estimate": Part(
        lambda estimate_s, latency_s, mix_s, faded_s: estimate_s if latency_s < estimate_s else mix_s,
        "Where the latency is below the estimate you return the estimate unchanged, and you mix where it is above. It"
        " is the other way round: a higher latency counts at once, and a lower one is mixed in.",
        "take a higher latency at once and mix in a lower one: yours keeps the estimate there.",
    ),
    "faded-before-compared": Part(
        lambda estimate_s, latency_s, mix_s, faded_s: latency_s if faded_s < latency_s else mix_s,
        "You compare the latency with the estimate after it has faded. The text compares it with the estimate as it"
        " was; only the mix needs the weight.",
        "compare the latency with the estimate as it was, before it fades.",
    ),
}
FAMILY = Family(update_by, {"peaks": WRONG_PEAKS, "weights": WRONG_WEIGHTS})
