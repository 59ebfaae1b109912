"""What least request does if it counts from arrival, from when there is a connection, or one connection a pod at most.

Vocabulary: a `way` ("from a connection on, none open") is what is counted, and how pods are drawn. A `load` is a burst
of 100 requests at ten idle pods, or requests at random times. The pods' `shares` ([0.15, 0.13, …]) are those of pod 0
and so on; of a burst those of the busiest pod and so on, on average over many bursts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import balancers
from course_lib.arrays import Values
from course_lib.balancers import Balancer
from course_lib.balancers.textbook import share_of_dead
from course_lib.chapters.ch06_balancers.study.field import PODS, even_work, ten_pods
from course_lib.chapters.ch06_balancers.study.overload import Endless, share_if_never_idle
from course_lib.simulation import Interval, Pods, simulate
from course_lib.simulation.intervals import quantile_interval
from course_lib.traffic import Trace, poisson_trace, recorded_trace

AT_ONCE, BURSTS = 100, 50
CONNECT_S = 0.1  # of a mean service time of 1 s
DIFFERENT, DRAWN, COLD, WARM, ONE = (
    "from arrival, two different",
    "from arrival, drawn from all",
    "from a connection on, none open",
    "from a connection on, all open",
    "from a connection on, one a pod",
)
WAYS: dict[str, Balancer] = {
    DIFFERENT: balancers.POWER_OF_TWO_CHOICES,
    DRAWN: balancers.POWER_OF_TWO_WITH_REPLACEMENT,
    COLD: balancers.least_connected(connect_s=CONNECT_S),
    WARM: balancers.least_connected(connect_s=CONNECT_S, warm=AT_ONCE),
    ONE: balancers.least_connected(connect_s=CONNECT_S, most=1),
}
BURST = f"{AT_ONCE} at once"
# At 90% and a speed of 80% a capped pod has work for 98% of the time: no run of a moment tells how long its queue gets.
UTILISATIONS = {f"at random times, {percent}% busy": percent / 100 for percent in (50, 70, 80)}
LOADS = (BURST, *UTILISATIONS)
REQUESTS = 200_000


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
    p99 : dict of str to Interval or Endless
        By way, in mean service times; endless where the queue of pod 0 grows.
    """

    load: str
    slow: float
    shares: dict[str, Values]
    p99: dict[str, Interval | Endless]


@lru_cache(maxsize=64)
def counted_study(load: str = BURST, slow_percent: float = 100) -> CountedStudy:
    """Send the same requests by each way.

    >>> study = counted_study()
    >>> [round(AT_ONCE * study.shares[way][0]) for way in (DRAWN, COLD, WARM)]
    [11, 15, 11]
    """
    pods = ten_pods(slow_percent / 100)
    found = {way: of_bursts(way, pods) if load == BURST else at_random_times(way, load, pods) for way in WAYS}
    shares = {way: pods_get for way, (pods_get, _) in found.items()}
    return CountedStudy(load, slow_percent / 100, shares, {way: p99 for way, (_, p99) in found.items()})


def of_bursts(way: str, pods: Pods) -> tuple[Values, Interval]:
    """Return the mean shares, in falling order, and the p99 of bursts that each meet a balancer that has just begun."""
    runs = [simulate(burst(seed), WAYS[way], pods) for seed in range(BURSTS)]
    counts = np.array([np.sort(run.counts)[::-1] for run in runs])
    latency_s = np.concatenate([run.latency_s for run in runs])
    return counts.mean(axis=0) / AT_ONCE, quantile_interval(latency_s, 0.99, BURSTS, 0.95)


@lru_cache(maxsize=BURSTS)
def burst(seed: int) -> Trace:
    """Return a burst of requests that all take the same work."""
    return recorded_trace([0.0] * AT_ONCE, [1.0] * AT_ONCE, pods=PODS, seed=seed)


def at_random_times(way: str, load: str, pods: Pods) -> tuple[Values, Interval | Endless]:
    """Return the pods' shares of a long run, and its p99."""
    work = even_work(UTILISATIONS[load], pods)
    run = simulate(poisson_trace(REQUESTS, utilisation=work, pods=PODS, seed=1), WAYS[way], pods).steady()
    p99 = Endless() if busy_if_never_idle(way, work, pods) >= 1 else run.quantile_interval()
    return run.counts / len(run), p99


def busy_if_never_idle(way: str, work: float, pods: Pods) -> float:
    """Return what pod 0 gets however long its queue is, over what it can do: from 1 on the queue grows without end.

    It gets what a dead pod keeps; but with one connection a pod that depends on how often all others are busy.

    >>> [round(busy_if_never_idle(way, 0.5, ten_pods(0.1)), 2) for way in (DIFFERENT, DRAWN, ONE)]
    [0.0, 0.5, 2.85]
    """
    if way == ONE:
        share = share_if_never_idle(WAYS[ONE], work)
    else:
        share = share_of_dead(PODS, 2, with_replacement=way != DIFFERENT)
    return share * work * PODS / pods.speed[0]
