"""The same requests in the simulator and through a real proxy: their latencies, and what the slow pod gets.

Vocabulary: a `way` ("two choices") is how the real proxy chooses. Chance enters every run, so the simulator runs a
hundred times with the same requests and other draws, and has a `range` for what one real run has a figure for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from course_lib import balancers
from course_lib.arrays import Values
from course_lib.chapters.ch06_balancers.study.field import PODS, even_work, ten_pods
from course_lib.live.run import LiveRun
from course_lib.simulation import Pods, Run, simulate
from course_lib.traffic import Trace, poisson_trace

WAYS = {"round robin": "round_robin", "random": "random", "two choices": "two_choices"}
TWO_CHOICES = "two choices"
BALANCERS = {"random": balancers.RANDOM, TWO_CHOICES: balancers.POWER_OF_TWO_WITH_REPLACEMENT}  # round robin: see below
MEAN_SERVICE_S, UTILISATION, SEED = 0.05, 0.7, 6
SHARES = (0.5, 0.9, 0.99)
RUNS = 100


@dataclass(frozen=True)
class Simulated:
    """What a hundred simulated runs of one way come to.

    Attributes
    ----------
    low_s, high_s : array of float, shape (3,)
        The lowest and the highest p50, p90 and p99.
    fewest, most : int
        What pod 0 gets.
    end_s : float
        When the last request is done, in the middle one of all runs.
    """

    low_s: Values
    high_s: Values
    fewest: int
    most: int
    end_s: float


@dataclass(frozen=True)
class Measured:
    """What one real run comes to.

    Attributes
    ----------
    latency_s : array of float, shape (3,)
        The client's p50, p90 and p99.
    at_slow : int
        What pod 0 got.
    added_s : float
        What the machine adds to a request, in the middle one of all.
    apart_s : float
        By how much a request's time at its pod differs at most from that in the simulator, where it gets to the same
        pod at the same time.
    """

    latency_s: Values
    at_slow: int
    added_s: float
    apart_s: float


@dataclass(frozen=True)
class RealStudy:
    """Both, by way; `measured` is empty where the learner is still to predict."""

    engine: str
    requests: int
    speed: float
    simulated: Mapping[str, Simulated]
    measured: Mapping[str, Measured]


def requests_for(requests: int, speed: float) -> Trace:
    """Return requests for ten pods that are 70% busy, pod 0 at some speed.

    >>> requests_for(300, 0.4)
    Trace(300 requests for 10 pods, utilisation 0.65)
    """
    work = even_work(UTILISATION, ten_pods(speed))
    return poisson_trace(requests, utilisation=work, pods=PODS, mean_service_s=MEAN_SERVICE_S, seed=SEED)


@lru_cache(maxsize=16)
def simulated(requests: int, speed: float) -> Mapping[str, Simulated]:
    """Run the requests a hundred times by each way.

    >>> found = simulated(300, 0.4)
    >>> [(way, each.fewest, each.most) for way, each in found.items() if way == "round robin"]
    [('round robin', 30, 30)]
    """
    trace, pods = requests_for(requests, speed), ten_pods(speed)
    return {way: _of(runs(way, trace, pods)) for way in WAYS}


def runs(way: str, trace: Trace, pods: Pods) -> list[Run]:
    """Return simulated runs of one way; round robin, which draws nothing, begins with each pod as often as any."""
    draws = np.random.default_rng(SEED)
    if way in BALANCERS:
        fresh = (replace(trace, draws=draws.random((len(trace), 2))) for _ in range(RUNS))
        return [simulate(each, BALANCERS[way], pods) for each in fresh]
    turns = (np.arange(len(trace)) + first for first in range(PODS))
    chosen = [replace(trace, draws=(turn[:, None] % PODS + 0.5) / PODS) for turn in turns]
    return [simulate(each, balancers.RANDOM, pods) for each in chosen]


def _of(found: list[Run]) -> Simulated:
    quantiles_s = np.array([np.quantile(run.latency_s, SHARES) for run in found])
    at_slow = [int(run.counts[0]) for run in found]
    end_s = float(np.median([run.finish_s.max() for run in found]))
    return Simulated(quantiles_s.min(axis=0), quantiles_s.max(axis=0), min(at_slow), max(at_slow), end_s)


def measured(live: LiveRun, trace: Trace, pods: Pods) -> Measured:
    """Say what a replay came to, and how far its queues are from the simulator's."""
    twin = simulate(live.as_reached(trace), balancers.RANDOM, pods)
    apart_s = np.abs(twin.latency_s - live.at_pod_s[np.argsort(live.reached_s, kind="stable")])
    return Measured(
        latency_s=np.quantile(live.latency_s, SHARES),
        at_slow=live.counts[0],
        added_s=float(np.median(live.machine_s)),
        apart_s=float(apart_s.max()),
    )
