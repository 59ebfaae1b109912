"""The hand on the target: what balance changes in an autoscaler's count, and what raising the target saves.

Vocabulary: one pod is `hot`: it has 11 times the load of any other; at 1 they are in perfect balance. It may be
`saturated`: at its limit, so that part of its load isn't served, and what waits there is no use of CPU. The `target`
(70%) is set by hand, and has to leave room for the hottest pod.

An autoscaler divides the sum of what pods use by the sum of what they request. Balance moves load from one pod to
another, and the sum stays. Only where a pod was saturated does balance change the sum: it grows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from course_lib import require
from course_lib.sizing.autoscaling.pods import MOST_THOUSANDTHS, ready
from course_lib.sizing.autoscaling.replicas import Desired, desired_replicas
from course_lib.sizing.autoscaling.rules import shares_m

MOST_PODS = 10_000


@dataclass(frozen=True)
class Spread:
    """A load on pods that are alike, but for one that has more of it than the others.

    Attributes
    ----------
    cores : float
        The work that arrives.
    pods : int
        That share it.
    hot : float
        The load of the hot pod, as a multiple of another's.
    request_m : int
        Of each pod.
    limit_m : float or None
        What a pod can use at most.

    Examples
    --------
    >>> spread = Spread(cores=3.5, pods=10, hot=11, limit_m=500)
    >>> spread.loads_m[:2], spread.used_m[:2], spread.unmet_m
    ((1925.0, 175.0), (500.0, 175.0), 1425.0)
    """

    cores: float = 3.5
    pods: int = 10
    hot: float = 1.0
    request_m: int = 500
    limit_m: float | None = None

    def __post_init__(self) -> None:
        require.between("cores", self.cores, 0, 1e6)
        require.between("pods", require.whole("pods", self.pods, at_least=1), 1, MOST_PODS)
        require.between("hot", self.hot, 1, 1e6)
        require.whole("request_m", self.request_m, at_least=1)
        if self.limit_m is not None:
            require.positive("limit_m", self.limit_m)

    @property
    def loads_m(self) -> tuple[float, ...]:
        """What arrives at each pod, the hot one first."""
        hot_m, other_m = shares_m(self.cores, self.pods, self.hot)
        return (hot_m, *(other_m,) * (self.pods - 1))

    @property
    def used_m(self) -> tuple[float, ...]:
        """What each pod uses of it."""
        return tuple(min(load_m, self.most_m) for load_m in self.loads_m)

    @property
    def unmet_m(self) -> float:
        """What no pod serves, and no autoscaler sees."""
        return sum(load_m - used_m for load_m, used_m in zip(self.loads_m, self.used_m, strict=True))

    @property
    def most_m(self) -> float:
        """What a pod can use at most, infinite without a limit."""
        return math.inf if self.limit_m is None else float(self.limit_m)

    def desired(self, target: int) -> Desired:
        """Return what an autoscaler wants of these pods, by their use of CPU.

        >>> [Spread(hot=hot, limit_m=limit_m).desired(70).pods for hot, limit_m in ((11, None), (11, 500), (1, 500))]
        [10, 6, 10]
        >>> [Spread(hot=1, limit_m=500).desired(target).pods for target in (50, 70, 80)]
        [14, 10, 9]
        """
        return desired_replicas(ready(self.used_m, self.request_m), target)


def highest_target(hot: float, pods: int, request_m: int, most_m: float) -> float:
    """Return the target, in percent, at which the hottest of so many pods uses just what it can.

    At that target the mean pod uses `target` of its request, and the hot one as many times the mean as balance says:
    so better balance allows a higher target. Nothing else in this arithmetic does.

    Examples
    --------
    >>> round(highest_target(hot=1, pods=10, request_m=500, most_m=500), 1)
    100.0
    >>> round(highest_target(hot=11, pods=10, request_m=500, most_m=500), 1)
    18.2
    """
    require.between("hot", hot, 1, 1e6)
    count = require.whole("pods", pods, at_least=1)
    times_the_mean = count * hot / (count - 1 + hot)
    request = require.between("request_m", require.whole("request_m", request_m, at_least=1), 1, MOST_THOUSANDTHS)
    require.that(
        require.positive("most_m", most_m) <= MOST_THOUSANDTHS, "most_m", most_m, f"be at most {MOST_THOUSANDTHS:g}"
    )
    return 100 * most_m / request / times_the_mean
