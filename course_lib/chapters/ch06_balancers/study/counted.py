"""What least request does if it counts from arrival, from when there is a connection, or one connection a pod at most.

Vocabulary: a `way` ("from a connection on, none open") is what is counted, and how pods are drawn. A `load` is a burst
of 100 requests at ten idle pods, or requests one by one. The pods' `shares` ([0.15, 0.13, …]) are those of pod 0 and so
on; of a burst those of the busiest pod and so on, on average over many bursts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import balancers
from course_lib.arrays import Values
from course_lib.balancers import Balancer
from course_lib.chapters.ch06_balancers.study.field import PODS, even_work, ten_pods
from course_lib.simulation import Pods, simulate
from course_lib.traffic import Trace, poisson_trace, recorded_trace

AT_ONCE, BURSTS = 100, 50
CONNECT_S = 0.1  # of a mean service time of 1 s
DIFFERENT, DRAWN, COLD, WARM, ONE = (
    "from arrival, two different",
    "from arrival, drawn from all",
    "from a connection on, none open",
    "from a connection on, all open",
    "one connection a pod",
)
WAYS: dict[str, Balancer] = {
    DIFFERENT: balancers.POWER_OF_TWO_CHOICES,
    DRAWN: balancers.POWER_OF_TWO_WITH_REPLACEMENT,
    COLD: balancers.least_connected(connect_s=CONNECT_S),
    WARM: balancers.least_connected(connect_s=CONNECT_S, warm=AT_ONCE),
    ONE: balancers.least_connected(connect_s=CONNECT_S, most=1),
}
BURST = f"{AT_ONCE} at once"
UTILISATIONS = {f"one by one, {percent}% busy": percent / 100 for percent in (50, 70, 90)}
LOADS = (BURST, *UTILISATIONS)
REQUESTS = 40_000
NEVER_DONE = 1e-9


@dataclass(frozen=True)
class CountedStudy:
    """What pods get by the way requests are counted, and the latency that comes of it.

    Attributes
    ----------
    load : str
        One of `LOADS`.
    slow : float
        The speed of pod 0; the others' is 1.
    shares : dict of str to array of float, shape (10,)
        Of all requests, by way. Of a burst from the busiest pod to the idlest; else from pod 0 on.
    p99_s : dict of str to float
        By way, in mean service times; infinite where the queue of pod 0 grows without end.
    """

    load: str
    slow: float
    shares: dict[str, Values]
    p99_s: dict[str, float]


@lru_cache(maxsize=64)
def counted_study(load: str = BURST, slow_percent: float = 100) -> CountedStudy:
    """Send the same requests by each way.

    >>> study = counted_study()
    >>> [round(AT_ONCE * study.shares[way][0]) for way in (DRAWN, COLD, WARM)]
    [11, 15, 11]
    """
    pods = ten_pods(slow_percent / 100)
    found = {way: of_bursts(way, pods) if load == BURST else one_by_one(way, load, pods) for way in WAYS}
    shares = {way: pods_get for way, (pods_get, _) in found.items()}
    return CountedStudy(load, slow_percent / 100, shares, {way: p99_s for way, (_, p99_s) in found.items()})


def of_bursts(way: str, pods: Pods) -> tuple[Values, float]:
    """Return the mean shares, in falling order, and the p99 of bursts that each meet a balancer that has just begun."""
    runs = [simulate(burst(seed), WAYS[way], pods) for seed in range(BURSTS)]
    counts = np.array([np.sort(run.counts)[::-1] for run in runs])
    return counts.mean(axis=0) / AT_ONCE, float(np.quantile([run.latency_s for run in runs], 0.99))


@lru_cache(maxsize=BURSTS)
def burst(seed: int) -> Trace:
    """Return a burst of requests that all take the same work."""
    return recorded_trace([0.0] * AT_ONCE, [1.0] * AT_ONCE, pods=PODS, seed=seed)


def one_by_one(way: str, load: str, pods: Pods) -> tuple[Values, float]:
    """Return the pods' shares of a long run, and its p99."""
    work = even_work(UTILISATIONS[load], pods)
    trace = poisson_trace(REQUESTS, utilisation=work, pods=PODS, seed=1)
    run = simulate(trace, WAYS[way], pods).steady()
    shares = run.counts / len(run)
    return shares, math.inf if share_if_never_idle(way, work) * work * PODS >= pods.speed[0] else run.quantile_s(0.99)


@lru_cache(maxsize=256)
def share_if_never_idle(way: str, work: float) -> float:
    """Return what pod 0 gets however long its queue is: if that is more than it can do, the queue grows without end.

    It is the share that a dead pod keeps. Where the pods looked at differ that is next to nothing, and a hundredth if
    two are drawn from all ten; with one connection a pod it depends on how often all others are busy.

    >>> [round(share_if_never_idle(way, 0.5), 2) for way in (DIFFERENT, DRAWN, ONE)]
    [0.0, 0.01, 0.06]
    """
    trace = poisson_trace(REQUESTS, utilisation=work, pods=PODS, seed=3)
    run = simulate(trace, WAYS[way], ten_pods(NEVER_DONE)).steady()
    return float((run.pod == 0).mean())
