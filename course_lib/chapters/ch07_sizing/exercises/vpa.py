"""Functions for the Vertical Pod Autoscaler's CPU request that are made of steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

Samples = Sequence[int]


class Bucket(NamedTuple):
    """The bucket that a sample falls into: the names are those of the exercise."""

    sample_m: float
    start_m: float
    width_m: float


def nearest_rank(usage_m: Samples, share: float = 0.9) -> float:
    """Return the smallest sample that so large a share of them stays at or below."""
    return sorted(usage_m)[math.ceil(share * len(usage_m)) - 1]


def bucket_of(sample_m: float) -> Bucket:
    """Return the bucket of a sample: the first is 10m wide, and each is 5% wider than the one before."""
    start_m, width_m = 0.0, 10.0
    while sample_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    return Bucket(sample_m, start_m, width_m)


def vpa_by(
    percentile: Callable[[Samples], float] = nearest_rank,
    estimate: Callable[[Bucket], float] = lambda bucket: bucket.start_m + bucket.width_m,
    whole: Callable[[float], float] = int,
    held: Callable[[float], float] = lambda end_m: end_m,
    margin: Callable[[float], float] = lambda end_m: end_m + int(0.15 * end_m),
    amount: Callable[[float], float] | None = None,
    least: Callable[[float], float] = lambda target_m: max(25, target_m),
) -> Callable[[Samples], float]:
    """Return a function for the target, with some steps done in another way.

    The `percentile` falls into a bucket, which gives the `estimate`; that is made `whole` and gets its `margin` (it may
    be `held` up before), or both at once as an `amount`, and is held to what is the `least`.
    """
    made = amount or (lambda end_m: margin(held(whole(end_m))))
    return lambda usage_m: least(made(estimate(bucket_of(percentile(usage_m)))))
