"""The histogram that VPA keeps instead of samples: a few hundred buckets, each wider than the one before.

Vocabulary: a `bucket` (number 8, from 0.0955 to 0.1103 cores) keeps how much weight has fallen into it, and nothing of
the samples themselves; so only the bucket of a percentile is known, and VPA takes the bucket's end. A sample weighs
half as much as one that is a `half_life_s` (86,400) newer.

Source: Kubernetes autoscaler, vertical-pod-autoscaler/pkg/recommender/util/histogram.go and histogram_options.go.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from course_lib import require, tables
from course_lib.arrays import Values, Whole


@dataclass(frozen=True)
class Buckets:
    """Buckets from zero up, the first `first` wide and each `growth` times as wide as the one before.

    Attributes
    ----------
    first : float
        How wide the first is.
    largest : float
        The last starts here, or later; it has no end.
    growth : float
        Above one.

    Examples
    --------
    >>> CPU.number, [round(CPU.start(bucket), 5) for bucket in (0, 1, 8, 9)]
    (176, [0.0, 0.01, 0.09549, 0.11027])
    """

    first: float
    largest: float
    growth: float

    @property
    def number(self) -> int:
        """How many there are."""
        return math.ceil(self._steps(self.largest)) + 1

    def start(self, bucket: int) -> float:
        """Return where a bucket starts."""
        return float(self.first * (self.growth**bucket - 1) / (self.growth - 1))

    def end(self, bucket: int) -> float:
        """Return where a bucket ends: where the next starts; of the last, which has no end, where it starts."""
        return self.start(min(bucket + 1, self.number - 1))

    def find(self, values: Values) -> Whole:
        """Return the bucket of each value.

        >>> CPU.find(np.array([0.0099, 0.01, 0.8, 1e6])).tolist()
        [0, 1, 32, 175]
        """
        # By one and the same function, so that where the second bucket starts is exactly one step.
        steps = np.log(values * (self.growth - 1) / self.first + 1) / np.log(self.growth)
        inside = np.where(values < self.first, 0, steps)
        return np.minimum(inside.astype(np.int64), self.number - 1)

    def _steps(self, value: float) -> float:
        return math.log(value * (self.growth - 1) / self.first + 1) / math.log(self.growth)


def _buckets(resource: str) -> Buckets:
    first, largest, growth = (
        tables.figure("rightsizing", f"vpa_{name}").value
        for name in (f"bucket_{resource}", f"largest_{resource}", "growth")
    )
    return Buckets(first, largest, 1 + growth)


MOST_HALF_LIVES = 1000  # a weight of 2 to that power is still a float, and so is the sum of many
CPU = _buckets("cpu")  # in cores
MEMORY = _buckets("memory")  # in bytes


def percentile(buckets: Buckets, values: Values, weights: Values, share: float) -> float:
    """Return the end of the bucket in which `share` of the weight is reached, counted from the smallest value.

    Weights are added in the order of the samples, as they come in there.

    Raises
    ------
    ValueError
        If there is no weight, or values and weights differ in number.

    Examples
    --------
    >>> samples = np.array([0.1] * 96 + [0.8] * 4)
    >>> round(percentile(CPU, samples, np.ones(100), 0.9), 5)  # each sample is 0.1 core; its bucket ends later
    0.11027
    """
    rule = f"be as many as the values, {len(values)}, and more than none"
    require.that(len(values) == len(weights) > 0, "weights", len(weights), rule)
    held = np.bincount(buckets.find(values), weights)
    reached = np.cumsum(held) >= share * np.cumsum(weights)[-1]
    reached[-1] = True  # sums in two orders may differ in their last digit
    return buckets.end(int(np.argmax(reached)))


def aged(times_s: Values, half_life_s: float) -> Values:
    """Return how much each sample weighs beside one at time zero: twice as much a half-life later.

    Where that is beyond every float, all weigh less, in the same proportion, and the oldest nothing.

    >>> aged(np.array([0.0, 86_400.0]), 86_400.0)
    array([1., 2.])
    """
    half_lives = times_s / half_life_s
    # VPA moves its reference time, too, before a weight is beyond every float; only ratios of weights count.
    return np.asarray(np.exp2(half_lives - max(0, math.ceil(half_lives.max(initial=0)) - MOST_HALF_LIVES)))
