"""The pools of HTTP/1.1 clients: which idle connection is taken, and when it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import balancers, connections, traffic
from course_lib.arrays import Whole
from course_lib.chapters.ch04_connections.setting import PODS, SEED
from course_lib.connections import Pool
from course_lib.simulation import simulate

POOL_REQUESTS, POOL_UTILISATION = 1500, 0.3
CLOSED_S = {"never": None, "after 10 s": 10.0, "after 2 s": 2.0}


@dataclass(frozen=True)
class PoolStudy:
    """Requests over the pools of HTTP/1.1 clients.

    Attributes
    ----------
    clients : int
        Each with a pool of its own.
    reuse, closed : str
        Which idle connection is taken, and when one that stays idle is closed: a key of `CLOSED_S`.
    carried : NDArray of int
        Requests that each connection carried, the most first.
    loads : NDArray of int
        Requests that each pod got.
    """

    clients: int
    reuse: str
    closed: str
    carried: Whole
    loads: Whole

    @property
    def over_mean(self) -> float:
        """The busiest pod's load over the mean."""
        return float(self.loads.max() / self.loads.mean())

    @property
    def half_on(self) -> int:
        """How many of the connections carry half of the requests."""
        return int(np.searchsorted(np.cumsum(self.carried), self.carried.sum() / 2)) + 1


@lru_cache(maxsize=256)
def pool_study(clients: float, reuse: str, closed: str) -> PoolStudy:
    """Send 1,500 requests of a third of a second through HTTP/1.1 clients to ten pods in which nothing waits.

    >>> [pool_study(1, reuse, "never").half_on for reuse in connections.pools.REUSE]
    [4, 5]
    """
    trace = traffic.poisson_trace(
        POOL_REQUESTS, utilisation=POOL_UTILISATION, pods=PODS, mean_service_s=1 / 3, service="lognormal", seed=SEED
    )
    kept = Pool(reuse=reuse, idle_s=CLOSED_S[closed])
    carried = connections.carry(trace, connections.HTTP_1_1, int(clients), kept)
    run = simulate(carried, balancers.RANDOM)
    return PoolStudy(
        int(clients), reuse, closed, np.sort(np.bincount(carried.connection))[::-1], run.counts.astype(np.int64)
    )
