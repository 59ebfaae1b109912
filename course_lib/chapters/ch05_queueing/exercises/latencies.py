"""Functions for mean and percentile that are made of steps."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

Latencies = Callable[[float, int, float, float], tuple[float, float]]


class At(NamedTuple):
    """What is known before the last step: the names are those of the exercise."""

    pods: int
    service_s: float
    share: float
    busy: float
    mean_s: float


def latencies(
    busy: Callable[[float, int, float], float] = lambda rate, pods, service_s: rate * service_s / pods,
    mean: Callable[[float, float], float] = lambda service_s, busy: service_s / (1 - busy),
    time: Callable[[At], float] = lambda at: at.mean_s,
    slower: Callable[[At], float] = lambda at: 1 - at.share,
    log: Callable[[float], float] = math.log,
    last: Callable[[At, float, float], float] = lambda at, time_s, log: -log * time_s,
) -> Latencies:
    """Return a function for mean and percentile, with some steps done in another way.

    The percentile is made of a `time`, of the `log` of the share that is `slower`, and of what the `last` step makes
    of the two.
    """

    def both(requests_per_s: float, pods: int, service_s: float, share: float) -> tuple[float, float]:
        used = busy(requests_per_s, pods, service_s)
        at = At(pods, service_s, share, used, mean(service_s, used))
        return at.mean_s, last(at, time(at), log(slower(at)))

    return both
