"""Functions for the autoscaler's count that are made of steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

Numbers = Sequence[int]
Replicas = Callable[[int, Numbers, Numbers, int], float]


class At(NamedTuple):
    """What is known before the count: the names are those of the exercise."""

    replicas: int
    usage_m: Numbers
    request_m: Numbers
    target: int
    utilisation: float
    ratio: float
    ready: int

    @property
    def rounded_up(self) -> int:
        """The pods that are wanted outside the tolerance."""
        return math.ceil(self.ratio * self.ready)


def replicas_by(
    percent: Callable[[int, Numbers, Numbers], float] = lambda _, usage_m, request_m: (
        100 * sum(usage_m) // sum(request_m)
    ),
    stays: Callable[[At], bool] = lambda at: 0.9 <= at.ratio <= 1.1,
    kept: Callable[[At], float] = lambda at: at.replicas,
    pods: Callable[[At], float] = lambda at: at.ready,
    whole: Callable[[float], float] = math.ceil,
    last: Callable[[At, float], float] = lambda at, count: count,
) -> Replicas:
    """Return a function for the count, with some steps done in another way.

    The utilisation in `percent` is compared with the target; inside the tolerance the count `stays` and the one that is
    there is `kept`. Outside, the ratio times the `pods` is made `whole`; the `last` step returns what comes of it.
    """

    def wanted(replicas: int, usage_m: Numbers, request_m: Numbers, target: int) -> float:
        utilisation = percent(replicas, usage_m, request_m)
        at = At(replicas, usage_m, request_m, target, utilisation, utilisation / target, len(usage_m))
        return kept(at) if stays(at) else last(at, whole(at.ratio * pods(at)))

    return wanted
