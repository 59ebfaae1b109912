"""How long Peak EWMA must remember, so that proxies which each see little keep off a slow pod.

Vocabulary: the `decay` (100) of the estimate is in service times, as is the `gap` (66): how long it is, on average,
until a proxy sends its next request to the same pod. Pod 0 is slow; the `share` of requests that it gets may be up to
`most`, what it can do, before its queue grows without end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib import balancers
from course_lib.simulation import simulate
from course_lib.studies.balancers.field import PODS, even_work, ten_pods
from course_lib.studies.balancers.views import SLOW_SPEED
from course_lib.traffic import poisson_trace

DECAYS = (5.0, 10.0, 20.0, 30.0, 50.0, 70.0, 100.0, 200.0, 500.0, 1000.0)
EVEN_SHARE = 1 / PODS
FORGETTING_REQUESTS = 25_000
DEFAULT = 0.3  # as in `field.PEAK_EWMA`


@dataclass(frozen=True)
class ForgettingStudy:
    """What the slow pod gets, by the decay of the estimate.

    Attributes
    ----------
    utilisation : float
        Of all pods together.
    proxies : int
        Each seeing only its own requests.
    gap, most : float
        As in the module's vocabulary.
    share : array of float
        Of all requests that pod 0 gets, one entry a decay in `DECAYS`.
    """

    utilisation: float
    proxies: int
    gap: float
    most: float
    share: NDArray[np.float64]

    @property
    def enough(self) -> float | None:
        """The shortest decay from which on the slow pod keeps up; None if it never does."""
        drowns = np.flatnonzero(self.share >= self.most)
        first = int(drowns[-1]) + 1 if len(drowns) else 0
        return DECAYS[first] if first < len(DECAYS) else None


@lru_cache(maxsize=128)
def forgetting_study(
    utilisation_percent: float, proxies: float, requests: int = FORGETTING_REQUESTS
) -> ForgettingStudy:
    """Let the same requests pass through so many proxies, with one decay after the other.

    >>> [forgetting_study(80, proxies).enough for proxies in (1, 5, 50)]
    [5.0, 20.0, 70.0]
    """
    utilisation, pods = utilisation_percent / 100, ten_pods(SLOW_SPEED)
    rate = PODS * even_work(utilisation, pods)
    trace = poisson_trace(requests, utilisation=rate / PODS, pods=PODS, seed=1)
    shares = [
        (simulate(trace, balancers.peak_ewma(decay, DEFAULT), pods, proxies=int(proxies)).steady().pod == 0).mean()
        for decay in DECAYS
    ]
    return ForgettingStudy(utilisation, int(proxies), proxies * PODS / rate, SLOW_SPEED / rate, np.array(shares))
