"""Latency where chance alone says which pod a request gets, by a formula.

A pod of speed v that gets work w is then an M/M/1 queue of its own: latency there is exponential with the mean
1 / (v - w).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from course_lib.chapters.ch06_balancers.study.field import PODS, even_work
from course_lib.queueing.percentiles import bisect
from course_lib.simulation import Pods

EVEN = (1 / PODS,) * PODS


def blind_latency(measure: str, utilisation: float, pods: Pods, shares: Sequence[float] = EVEN) -> float:
    """Return the mean or the p99 where each pod gets its share of the requests; infinite if one gets too much.

    >>> alike, one_slow = Pods.alike(10), Pods((0.4, *[1.0] * 9))
    >>> round(blind_latency("mean", 0.5, alike), 6), round(blind_latency("mean", 0.4, one_slow), 2)
    (2.0, 5.61)
    """
    share = np.array(shares)
    spare = np.array(pods.speed) - share * even_work(utilisation, pods) * len(pods)
    if spare.min() <= 0:
        return math.inf
    if measure == "mean":
        return float(share @ (1 / spare))
    longest = -math.log(0.01) / float(spare.min())
    return bisect(lambda latency: float(share @ np.exp(-spare * latency)) > 0.01, 0.0, longest)
