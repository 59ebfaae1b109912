"""Ways to update an estimate that are wrong: by the weight, by how a peak is taken, or by both.

Vocabulary: a `weight` (0.37) is how much of the old estimate stays after some time; `peaks` is how a latency above the
estimate is taken, beside the mix (1.4 s) of both.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from course_lib.chapters.ch06_balancers.exercises.double import told_together
from course_lib.framework.exercise.mistakes import Function, Mistake

Weight = Callable[[float, float], float]
Peaks = Callable[[float, float, float, float], float]  # estimate, latency, their mix, faded estimate


class WrongWeight(NamedTuple):
    """A wrong weight of the estimate, what the latency's then is if not the rest, and what to say of it."""

    old: Weight
    sentence: str
    new: Weight | None = None


class WrongPeaks(NamedTuple):
    """A wrong way to take a peak, and what to say of it."""

    take: Peaks
    sentence: str


def fading_weight(elapsed_s: float, decay_s: float) -> float:
    """Return the right weight of the estimate."""
    return math.exp(-elapsed_s / decay_s)


def take_the_peak(estimate_s: float, latency_s: float, mix_s: float, faded_s: float) -> float:
    """Take a higher latency at once."""
    return latency_s if estimate_s < latency_s else mix_s


def update_by(old: Weight, new: Weight | None = None, peaks: Peaks = take_the_peak) -> Function:
    """Return an update with some weight for the estimate, and for the latency the rest, or one of its own."""

    def update(estimate_s: float, latency_s: float, elapsed_s: float, decay_s: float) -> float:
        if peaks is take_the_peak and estimate_s < latency_s:
            return latency_s  # before any weight can fail
        weight = old(elapsed_s, decay_s)
        mix_s = estimate_s * weight + latency_s * (new(elapsed_s, decay_s) if new else 1 - weight)
        return peaks(estimate_s, latency_s, mix_s, estimate_s * weight)

    return update


WRONG_WEIGHTS = {
    "weights-swapped": WrongWeight(
        lambda elapsed_s, decay_s: 1 - fading_weight(elapsed_s, decay_s),
        "The weights are swapped. Right after an update (elapsed_s = 0) the old estimate is as good as new and has all"
        " the weight; yours then has none.",
    ),
    "wrong-sign": WrongWeight(
        lambda elapsed_s, decay_s: math.exp(elapsed_s / decay_s),
        "The sign is missing: the weight of your old estimate grows with time, as exp(elapsed_s / decay_s) does,"
        " beyond 1, and the weight of the latency falls below 0. A weight that fades is exp of something negative.",
    ),
    "sample-left-out": WrongWeight(
        fading_weight,
        "The estimate fades towards zero: the latency that was seen plays no part in it. What the old one loses in"
        " weight, the new one gains: 1 - weight.",
        lambda elapsed_s, decay_s: 0.0,
    ),
    "weights-above-one": WrongWeight(
        fading_weight,
        "The latency comes in whole, beside the faded estimate: the two weights add up to more than 1, so a pod that"
        " answers in 1 s every time seems to take longer and longer.",
        lambda elapsed_s, decay_s: 1.0,
    ),
    "estimate-does-not-fade": WrongWeight(
        lambda elapsed_s, decay_s: 1.0,
        "The old estimate keeps all its weight, and a part of the latency is added to it, so the weights add up to more"
        " than 1. What the new one gains in weight, the old one should lose.",
        lambda elapsed_s, decay_s: 1 - fading_weight(elapsed_s, decay_s),
    ),
    "same-weight-for-both": WrongWeight(
        fading_weight,
        "The latency has the same weight as the old estimate, and both fade. What the old one loses in weight, the new"
        " one should gain: 1 - weight.",
        fading_weight,
    ),
    "divided-by-the-sum": WrongWeight(
        lambda elapsed_s, decay_s: fading_weight(elapsed_s, decay_s) / (1 + fading_weight(elapsed_s, decay_s)),
        "Right after an update your two weights are the same: the latency gets the weight 1 beside the faded one, not"
        " what is left of 1. The old estimate should have all the weight then: its weight is the faded one itself, and"
        " the latency gets the rest.",
    ),
    "half-life": WrongWeight(
        lambda elapsed_s, decay_s: 0.5 ** (elapsed_s / decay_s),
        "Your decay time is a half-life: the weight falls to 1/2 in it. Here it is the time in which the weight falls"
        " to 1/e, 37%: math.exp.",
    ),
    "straight-line": WrongWeight(
        lambda elapsed_s, decay_s: max(0.0, 1 - elapsed_s / decay_s),
        "Your weight falls in a straight line and is zero after one decay time. An exponential falls by the same share"
        " in every second, and never ends: math.exp.",
    ),
    "straight-line-below-zero": WrongWeight(
        lambda elapsed_s, decay_s: 1 - elapsed_s / decay_s,
        "Your weight falls in a straight line, and after one decay time it is negative. An exponential falls by the"
        " same share in every second, and never ends: math.exp.",
    ),
    "grows-in-a-straight-line": WrongWeight(
        lambda elapsed_s, decay_s: elapsed_s / decay_s,
        "The weight of your old estimate is elapsed over decay: none right after an update, and more and more with"
        " time. It should begin at 1 and fade, exponentially: math.exp of something negative.",
    ),
    "line-through-both": WrongWeight(
        lambda elapsed_s, decay_s: 1 - (1 - 1 / math.e) * elapsed_s / decay_s,
        "Your weight falls in a straight line through 1 and 1/e. It should fade exponentially, by the same share in"
        " every second: after two decay times it is 1/e of 1/e. math.exp gives that.",
    ),
    "line-through-both-down-to-zero": WrongWeight(
        lambda elapsed_s, decay_s: max(0.0, 1 - (1 - 1 / math.e) * elapsed_s / decay_s),
        "Your weight falls in a straight line through 1 and 1/e, down to zero. It should fade exponentially, by the"
        " same share in every second, and never end: after two decay times it is 1/e of 1/e. math.exp gives that.",
    ),
    "upside-down": WrongWeight(
        lambda elapsed_s, decay_s: math.exp(-decay_s / elapsed_s),
        "The quotient is upside down: the longer ago, the more weight the old estimate has, and with elapsed_s = 0 you"
        " divide by zero. It should be elapsed over decay.",
    ),
    "product": WrongWeight(
        lambda elapsed_s, decay_s: math.exp(-elapsed_s * decay_s),
        "Your weight depends on elapsed times decay. What counts is how many decay times have passed: elapsed over"
        " decay.",
    ),
    "no-decay-time": WrongWeight(
        lambda elapsed_s, decay_s: math.exp(-elapsed_s),
        "decay_s plays no part in your weight: it fades as if the decay time were always 1 s. What counts is how many"
        " decay times have passed: elapsed over decay.",
    ),
    "decayed-twice": WrongWeight(
        lambda elapsed_s, decay_s: math.exp(-2 * elapsed_s / decay_s),
        "Your weight fades twice as fast: after one decay time it is 1/e of 1/e. It should be 1/e then.",
    ),
    "half-and-half": WrongWeight(
        lambda elapsed_s, decay_s: 0.5,
        "You take the middle of both, however long ago the estimate is. Its weight should fade with time.",
    ),
}
WRONG_PEAKS = {
    "no-peak": WrongPeaks(
        lambda estimate_s, latency_s, mix_s, faded_s: mix_s,
        "A higher latency comes in little by little, as a lower one does. That is a plain moving average. This one is"
        " for peaks: if the latency is above the estimate, it is the new estimate at once.",
    ),
    "peaks-the-wrong-way": WrongPeaks(
        lambda estimate_s, latency_s, mix_s, faded_s: latency_s if latency_s < estimate_s else mix_s,
        "You take a lower latency at once and mix in a higher one: one fast answer, or one fast error, makes a slow pod"
        " attractive. It is the other way round.",
    ),
    "keeps-the-estimate": WrongPeaks(
        lambda estimate_s, latency_s, mix_s, faded_s: estimate_s if estimate_s < latency_s else mix_s,
        "Where the latency is above the estimate you return the estimate. It is the peak that should be believed:"
        " return latency_s.",
    ),
    "keeps-the-higher-estimate": WrongPeaks(
        lambda estimate_s, latency_s, mix_s, faded_s: estimate_s if latency_s < estimate_s else mix_s,
        "Where the latency is below the estimate you return the estimate unchanged, and you mix where it is above. It"
        " is the other way round: a higher latency counts at once, and a lower one is mixed in.",
    ),
    "faded-before-compared": WrongPeaks(
        lambda estimate_s, latency_s, mix_s, faded_s: latency_s if faded_s < latency_s else mix_s,
        "You compare the latency with the estimate after it has faded. The text compares it with the estimate as it"
        " was; only the mix needs the weight.",
    ),
}
SINGLE = {
    **{name: Mistake(update_by(wrong.old, wrong.new), wrong.sentence) for name, wrong in WRONG_WEIGHTS.items()},
    **{
        name: Mistake(update_by(fading_weight, peaks=wrong.take), wrong.sentence) for name, wrong in WRONG_PEAKS.items()
    },
}
DOUBLE = {
    f"{peaks}-and-{weight}": Mistake(
        update_by(wrong.old, wrong.new, WRONG_PEAKS[peaks].take),
        told_together(WRONG_PEAKS[peaks].sentence, wrong.sentence),
    )
    for peaks in WRONG_PEAKS
    for weight, wrong in WRONG_WEIGHTS.items()
}
