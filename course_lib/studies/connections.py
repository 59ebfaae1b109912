"""What chapter 04's explorers ask: replays of fifty requests, curves, and pools.

Vocabulary: a `replay` is the same fifty requests with other luck; `loads` are what each of ten pods gets in it, the
`busiest` the highest of them. Scaling out and the theatre have files of their own, `scaling_out` and
`protocol_scenes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib import balancers, connections, traffic
from course_lib.connections import Busiest, Pool
from course_lib.connections.spread import split_evenly
from course_lib.simulation import simulate

Values = NDArray[np.float64]
Whole = NDArray[np.int64]
PODS, REQUESTS, REPLAYS, SEED = 10, 50, 1000, 4


@dataclass(frozen=True)
class ReplayStudy:
    """Fifty requests to ten pods over some connections: as many replays as were drawn, beside the exact chances.

    Attributes
    ----------
    connections : int
        That carry the fifty requests, in turns.
    drawn : int
        Replays so far; with 0 nothing has been drawn yet.
    loads : NDArray of int, shape (10,)
        Requests on each pod in the last of them.
    busiest : NDArray of int, shape (drawn,)
        The highest load of each.
    exact : Busiest
        The same over all chances.
    """

    connections: int
    drawn: int
    loads: Whole
    busiest: Whole
    exact: Busiest

    @property
    def mean_busiest(self) -> float:
        """The highest load, on average over the replays so far."""
        return float(self.busiest.mean())


def replay_study(connections: float, drawn: float) -> ReplayStudy:
    """Draw fifty requests over so many connections, so many times.

    >>> study = replay_study(50, 1000)
    >>> round(study.mean_busiest, 2), round(study.exact.mean, 2)
    (8.69, 8.69)
    >>> replay_study(1, 3).busiest.tolist()
    [50, 50, 50]
    """
    loads = replays(int(connections))
    here = max(int(drawn), 1)
    return ReplayStudy(
        int(connections), int(drawn), loads[here - 1], loads[: int(drawn)].max(axis=1), exact(int(connections))
    )


@lru_cache(maxsize=REQUESTS)
def exact(count: int) -> Busiest:
    """Return the exact distribution of the highest load of fifty requests over so many connections."""
    return connections.busiest(PODS, count, REQUESTS)


@lru_cache(maxsize=REQUESTS)
def replays(count: int) -> Whole:
    """Return the loads of all replays, of shape (replays, pods); connection k has the same draw, however many."""
    places = (replay_draws()[:, :count] * PODS).astype(np.int64)
    light, few, more = split_evenly(REQUESTS, count)
    carried = np.array([light + 1] * more + [light] * few)
    rows = places + PODS * np.arange(REPLAYS)[:, None]
    loads = np.bincount(rows.ravel(), np.tile(carried, REPLAYS), PODS * REPLAYS)
    return loads.reshape(REPLAYS, PODS).astype(np.int64)


@lru_cache(maxsize=1)
def replay_draws() -> Values:
    """Return the luck of all replays: one draw a connection."""
    return np.random.default_rng(SEED).random((REPLAYS, REQUESTS))


MOST_CONNECTIONS = 200
COUNTS = np.array([1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 40, 50, 70, 100, 140, MOST_CONNECTIONS])


@dataclass(frozen=True)
class CurveStudy:
    """How even connections are over some pods, for each number in `COUNTS` and for one number here.

    Attributes
    ----------
    pods, connections : int
        Here.
    busy : NDArray of float
        Expected share of the pods that get any, at each of `COUNTS`.
    over_mean : NDArray of float
        Expected load of the busiest pod over the mean, where connections are drawn (kube-proxy with iptables).
    dealt : NDArray of float
        The same where each goes to the pod with the fewest (IPVS, least connection).
    busy_here, over_mean_here, dealt_here : float
        The three here.
    """

    pods: int
    connections: int
    busy: Values
    over_mean: Values
    dealt: Values
    busy_here: float
    over_mean_here: float
    dealt_here: float


def curve_study(pods: float, count: float) -> CurveStudy:
    """Work out how even so many connections are over so many pods.

    >>> study = curve_study(10, 50)
    >>> round(study.busy_here, 3), round(study.over_mean_here, 3), study.dealt_here
    (0.995, 1.738, 1.0)
    """
    here = evenness(int(pods), int(count))
    curves = curves_of(int(pods))
    return CurveStudy(int(pods), int(count), *curves, *here)


@lru_cache(maxsize=64)
def curves_of(pods: int) -> tuple[Values, Values, Values]:
    """Return share busy, busiest over mean, and the same if dealt, at each of `COUNTS`."""
    busy, over_mean, dealt = np.array([evenness(pods, count) for count in COUNTS.tolist()]).T
    return busy, over_mean, dealt


def evenness(pods: int, count: int) -> tuple[float, float, float]:
    """Return the share of pods busy, the busiest over the mean, and the same if dealt."""
    busy = connections.expected_busy(pods, count) / pods
    return busy, connections.busiest_over_mean(pods, count), connections.dealt_over_mean(pods, count)


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
    carried = connections.carried(trace, connections.HTTP_1_1, int(clients), kept)
    run = simulate(carried, balancers.RANDOM)
    return PoolStudy(
        int(clients), reuse, closed, np.sort(np.bincount(carried.connection))[::-1], run.counts.astype(np.int64)
    )
