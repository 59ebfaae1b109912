"""What proxies add to a call comes off its objective: the pods that this takes, beside those that balancing saves.

Vocabulary: `random` are the pods that random choice needs without proxies, with the same load on every pod; all else is
told as a multiple of them. `uneven` (1.5) is what the busiest pod gets over the mean today; it has to meet the
objective, so today takes so many times random's pods.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.mesh.balance import TWO_CHOICES, busiest, share_of_random, tight

SERVICE_MS, SHARE = 10.0, 0.99  # work of a request, exponential; of the calls that have to meet the objective
PODS = 20  # that random needs: with more of them a balancer has more to choose from
OBJECTIVES_MS = np.linspace(50, 200, 76)
WORKERS = {"1": 1, "2": 2, "4": 4, "8": 8}


@dataclass(frozen=True)
class LatencyStudy:
    """A service with proxies on the way to it; shares are of the pods that random needs without.

    Attributes
    ----------
    added_ms, objective_ms : float
        By the proxies of a call; that 99% of the calls have to meet.
    views : int
        Balancers that each see only their own requests (K).
    uneven : float
        What the busiest pod gets over the mean today.
    workers : int
        Of a pod.
    for_latency : float
        Random's pods with the proxies on the way, less those without.
    balanced : float
        All pods with the proxies; NaN, as `for_latency`, where no number meets the objective.
    curves : dict of str to array
        The same three at each of `OBJECTIVES_MS`: "latency alone", "balancing alone", "both".
    """

    added_ms: float
    objective_ms: float
    views: int
    uneven: float
    workers: int
    for_latency: float
    balanced: float
    curves: dict[str, Values]

    @property
    def possible(self) -> bool:
        """Whether some number of pods meets the objective with the proxies on the way."""
        return bool(np.isfinite(self.balanced))

    @property
    def by_balancing(self) -> float:
        """What balancing takes away, below zero: from today's pods, and with the proxies on the way."""
        return self.balanced - self.uneven * (1 + self.for_latency)

    @property
    def by_latency(self) -> float:
        """What the proxies' latency takes, with today's balancing."""
        return self.uneven * self.for_latency

    @property
    def net(self) -> float:
        """Pods with the proxies over today's, less 1."""
        return self.balanced / self.uneven - 1


LATENCY, BALANCING, BOTH = "latency alone", "balancing alone", "both"


def latency_study(added_ms: float, objective_ms: float, views: float, uneven: float, workers: str) -> LatencyStudy:
    """Put proxies on the way to a service.

    >>> [f"{latency_study(2, objective_ms, 3, 1, '1').for_latency:.0%}" for objective_ms in (100, 60)]
    ['2%', '13%']
    >>> [f"{latency_study(2, 100, views, 1, '1').net:.0%}" for views in (3, 50)]
    ['-35%', '-6%']
    """
    count = WORKERS[workers]
    for_latency, balanced = _pods(np.array([objective_ms]), added_ms, int(views), count)
    more, spread = _pods(OBJECTIVES_MS, added_ms, int(views), count)
    _, without = _pods(OBJECTIVES_MS, 0.0, int(views), count)
    curves = {LATENCY: more, BALANCING: without / uneven - 1, BOTH: spread / uneven - 1}
    return LatencyStudy(
        added_ms, objective_ms, int(views), uneven, count, float(for_latency[0]), float(balanced[0]), curves
    )


def _pods(objective_ms: Values, added_ms: float, views: int, workers: int) -> tuple[Values, Values]:
    """Return what latency takes more, and what is needed with balanced requests; both over random's pods."""
    without, within = (tight(objective_ms - each, SERVICE_MS, SHARE) for each in (0.0, added_ms))
    random = busiest(without, workers, SHARE) / busiest(within, workers, SHARE)
    share = share_of_random(
        TWO_CHOICES, SHARE, workers, views=views, pods=PODS * np.nan_to_num(random, nan=1.0),
        tight=np.minimum(within, 1.0),
    )  # fmt: skip
    return random - 1, share * random
