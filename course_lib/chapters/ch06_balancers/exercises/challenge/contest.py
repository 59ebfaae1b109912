"""The contest of chapter 06: every balancer on the same hidden requests, with one slow pod among ten.

Vocabulary: a `trace_number` (2) names one of the traces, 6,000 requests at a utilisation of 0.8; in each another pod is
`slow`, at 0.4 of the others' speed. A `score` (mean 2.33 s, p99 11.3 s) is over all traces together; a tenth of each is
dropped as warm-up. `slow_share` (5.1%) is what the slow pod got: with ten alike it would be 10%, in proportion to its
speed 4.3%, and it can `keep up` with 5.3%. `many_proxies` are fifty that each see only their own requests, here those
of a trace before ten equal pods, which keep those 75% busy; `same_first_pick` (14%) is how many of their first picks,
when all pods look idle, were the same pod. `share_to_failing` (17%) is the share of requests that goes to a pod which
refuses everything at once, where all ten are alike.

The seeds stand here for everybody to read. They are hidden in that no picture and no notebook uses them; who tunes
a balancer to them has learned how tuning works.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from course_lib.arrays import AnyWhole, Values
from course_lib.balancers import (
    JOIN_IDLE_QUEUE,
    LEAST_IN_FLIGHT,
    POWER_OF_TWO_CHOICES,
    PREQUAL,
    RANDOM,
    RING_HASH,
    ROUND_ROBIN,
    WEIGHTED_LEAST_REQUEST,
    Balancer,
)
from course_lib.chapters.ch06_balancers.study.field import PEAK_EWMA, PODS, SLOW_SPEED, even_work
from course_lib.chapters.ch06_balancers.study.ring import pick_on_ring
from course_lib.simulation import Pods, Run, simulate
from course_lib.traffic import Trace, poisson_trace

REQUESTS, UTILISATION = 6_000, 0.8
TRACES = ((60_101, 7), (60_202, 2), (60_303, 0), (60_404, 9), (60_505, 4))  # seed, and which pod is slow
FAIR_SHARE = SLOW_SPEED / (PODS - 1 + SLOW_SPEED)
KEEPS_UP = FAIR_SHARE / UTILISATION  # of the requests: with more the slow pod's queue grows without end
PROXIES, MANY_PROXIES_TRACES = 50, (0, 1)  # the traces that pass through so many proxies
MANY_PROXIES_UTILISATION = UTILISATION * (PODS - 1 + SLOW_SPEED) / PODS  # of the same requests, before ten equal pods
FAILING_SEED, FAILING_REQUESTS = 60_606, 1_000
WINDOW = 20  # requests in a row: the share of them that goes to one pod tells a herd
RIVALS = (
    RANDOM,
    ROUND_ROBIN,
    POWER_OF_TWO_CHOICES,
    PEAK_EWMA,
    LEAST_IN_FLIGHT,
    JOIN_IDLE_QUEUE,
    WEIGHTED_LEAST_REQUEST,
    PREQUAL,
    replace(RING_HASH, pick=pick_on_ring),
)
Runs = list[tuple[Values, AnyWhole]]  # latencies and pods, one pair a run


@dataclass(frozen=True)
class Score:
    """How a balancer did over all traces.

    Attributes
    ----------
    name : str
        Of the balancer.
    mean_s, p99_s : float
        Latency, in mean service times.
    slow_share : float
        The share of requests that the slow pod got.
    busiest_share : float
        The largest share that one pod got in a trace.
    herd : float
        Of 20 requests in a row, the share that went to one pod, on average.
    many_proxies_s : float
        Mean latency through fifty proxies, before ten equal pods.
    """

    name: str
    mean_s: float
    p99_s: float
    slow_share: float
    busiest_share: float
    herd: float
    many_proxies_s: float = math.nan


def slow_pods(trace_number: int) -> Pods:
    """Return the pods of a trace."""
    return Pods(tuple(SLOW_SPEED if pod == TRACES[trace_number][1] else 1.0 for pod in range(PODS)))


@lru_cache(maxsize=8)
def hidden_trace(trace_number: int, draws: int = 4) -> Trace:
    """Return the requests of a trace, with at least so many draws each."""
    seed, _ = TRACES[trace_number]
    each = even_work(UTILISATION, slow_pods(trace_number))
    return poisson_trace(REQUESTS, utilisation=each, pods=PODS, draws=max(draws, 4), seed=seed)


def race(balancer: Balancer, trace_number: int) -> Run:
    """Return what a balancer makes of a trace."""
    return simulate(hidden_trace(trace_number, balancer.draws), balancer, slow_pods(trace_number))


def many_proxies(balancer: Balancer, trace_number: int) -> Run:
    """Return what a balancer makes of the requests of a trace through fifty proxies, before ten equal pods."""
    return simulate(hidden_trace(trace_number, balancer.draws), balancer, Pods.alike(PODS), proxies=PROXIES)


def same_first_pick(pods: AnyWhole, trace_number: int) -> tuple[int, float]:
    """Return the pod that most proxies pick first, and the share of proxies that do.

    >>> same_first_pick(np.full(REQUESTS, 4), 0)
    (4, 1.0)
    """
    _, first = np.unique((hidden_trace(trace_number).client * PROXIES).astype(int), return_index=True)
    counts = np.bincount(pods[first], minlength=PODS)
    return int(counts.argmax()), float(counts.max() / counts.sum())


def without_warm_up(runs: Runs) -> Runs:
    """Return latencies and pods without the first tenth."""
    return [(latency_s[len(pods) // 10 :], pods[len(pods) // 10 :]) for latency_s, pods in runs]


def score(name: str, runs: Runs, through_many: Runs) -> Score:
    """Return the score of latencies and pods, one pair a run, warm-up included."""
    kept, slow = without_warm_up(runs), slow_shares(runs)
    latency_s = np.concatenate([each for each, _ in kept])
    shares = [np.bincount(pods, minlength=PODS) / len(pods) for _, pods in kept]
    return Score(
        name,
        float(latency_s.mean()),
        float(np.quantile(latency_s, 0.99)),
        sum(slow.values()) / len(slow),
        float(max(share.max() for share in shares)),
        float(np.mean([herd_share(pods) for _, pods in kept])),
        float(np.mean([latency_s.mean() for latency_s, _ in without_warm_up(through_many)])),
    )


def slow_shares(runs: Runs) -> dict[int, float]:
    """Return the share of requests that the slow pod got, by which pod it is; without the warm-up.

    >>> slow_shares([(np.zeros(REQUESTS), np.full(REQUESTS, 7)) for _ in TRACES])
    {7: 1.0, 2: 0.0, 0: 0.0, 9: 0.0, 4: 0.0}
    """
    slow = [pod for _, pod in TRACES]
    return {pod: float((pods == pod).mean()) for pod, (_, pods) in zip(slow, without_warm_up(runs), strict=True)}


def pods_left_out(runs: Runs) -> list[int]:
    """Return the pods that got no request in any of the runs.

    >>> pods_left_out([(np.zeros(3), np.array([1, 2, 5])), (np.zeros(3), np.array([0, 2, 9]))])
    [3, 4, 6, 7, 8]
    """
    got = np.concatenate([pods for _, pods in runs])
    return [pod for pod in range(PODS) if pod not in got]


def herd_share(pods: AnyWhole) -> float:
    """Return the share of requests that go to one pod within a window, on average over windows.

    >>> herd_share(np.array([3] * 40)), herd_share(np.arange(40) % 10)
    (1.0, 0.1)
    """
    windows = pods[: len(pods) // WINDOW * WINDOW].reshape(-1, WINDOW)
    return float(np.mean([np.bincount(window).max() for window in windows]) / WINDOW)


def share_to_failing(balancer: Balancer, failing: int) -> float:
    """Return the share of requests that a balancer sends to a pod which refuses everything at once.

    >>> round(sum(share_to_failing(RANDOM, pod) for pod in range(PODS)) / PODS, 2)
    0.1
    """
    trace = failing_trace(max(balancer.draws, 4))
    run = simulate(trace, balancer, Pods.alike(PODS, crashes=((failing, 0.0, math.inf),)))
    return float((run.pod == failing).mean())


@lru_cache(maxsize=4)
def failing_trace(draws: int) -> Trace:
    """Return the requests that find one pod failing; the other nine can bear them all."""
    utilisation = UTILISATION * (PODS - 1) / PODS
    return poisson_trace(FAILING_REQUESTS, utilisation=utilisation, pods=PODS, draws=draws, seed=FAILING_SEED)


@lru_cache(maxsize=1)
def standings() -> tuple[Score, ...]:
    """Return the scores of the built-in balancers, the lowest mean first."""
    scores = []
    for balancer in RIVALS:
        runs = [race(balancer, number) for number in range(len(TRACES))]
        through_many = [many_proxies(balancer, number) for number in MANY_PROXIES_TRACES]
        found = [[(run.latency_s, run.pod) for run in each] for each in (runs, through_many)]
        scores.append(score(balancer.name, *found))
    return tuple(sorted(scores, key=lambda each: each.mean_s))
