"""The contest of chapter 06: every balancer on the same hidden requests, with one slow pod among ten.

Vocabulary: a `heat` (2) is one trace, 6,000 requests at a utilisation of 0.8; in each another pod is `slow`, at 0.4 of
the others' speed. A `score` (mean 2.33 s, p99 11.3 s) is over all heats together; a tenth of each is dropped as
warm-up. `slow_share` (5.1%) is what the slow pod got: with ten alike it would be 10%, in proportion to its speed 4.3%,
and it can `keep up` with 5.3%. A `crowd` is fifty proxies that each see only their own requests, here the requests of
a heat before ten equal pods, which keep those 75% busy; `tied` (14%) is how many of their first picks, when all pods
look idle, were the same pod. `lured` (17%) is the share of requests that goes to a pod which refuses everything at
once, where all ten are alike.

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
HEATS = ((60_101, 7), (60_202, 2), (60_303, 0), (60_404, 9), (60_505, 4))  # seed, and which pod is slow
FAIR_SHARE = SLOW_SPEED / (PODS - 1 + SLOW_SPEED)
KEEPS_UP = FAIR_SHARE / UTILISATION  # of the requests: with more the slow pod's queue grows without end
PROXIES, CROWDS = 50, (0, 1)  # the heats that pass through so many proxies
CROWD_UTILISATION = UTILISATION * (PODS - 1 + SLOW_SPEED) / PODS  # of the same requests, before ten equal pods
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
    """How a balancer did over all heats.

    Attributes
    ----------
    name : str
        Of the balancer.
    mean_s, p99_s : float
        Latency, in mean service times.
    slow_share : float
        The share of requests that the slow pod got.
    busiest_share : float
        The largest share that one pod got in a heat.
    herd : float
        Of 20 requests in a row, the share that went to one pod, on average.
    crowd_s : float
        Mean latency through fifty proxies, before ten equal pods.
    """

    name: str
    mean_s: float
    p99_s: float
    slow_share: float
    busiest_share: float
    herd: float
    crowd_s: float = math.nan


def slow_pods(heat: int) -> Pods:
    """Return the pods of a heat."""
    return Pods(tuple(SLOW_SPEED if pod == HEATS[heat][1] else 1.0 for pod in range(PODS)))


@lru_cache(maxsize=8)
def hidden_trace(heat: int, draws: int = 4) -> Trace:
    """Return the requests of a heat, with at least so many draws each."""
    seed, _ = HEATS[heat]
    each = even_work(UTILISATION, slow_pods(heat))
    return poisson_trace(REQUESTS, utilisation=each, pods=PODS, draws=max(draws, 4), seed=seed)


def race(balancer: Balancer, heat: int) -> Run:
    """Return what a balancer makes of a heat."""
    return simulate(hidden_trace(heat, balancer.draws), balancer, slow_pods(heat))


def crowd(balancer: Balancer, heat: int) -> Run:
    """Return what a balancer makes of the requests of a heat through fifty proxies, before ten equal pods."""
    return simulate(hidden_trace(heat, balancer.draws), balancer, Pods.alike(PODS), proxies=PROXIES)


def tied(pods: AnyWhole, heat: int) -> tuple[int, float]:
    """Return the pod that most proxies of a crowd pick first, and the share of proxies that do.

    >>> tied(np.full(REQUESTS, 4), 0)
    (4, 1.0)
    """
    _, first = np.unique((hidden_trace(heat).client * PROXIES).astype(int), return_index=True)
    counts = np.bincount(pods[first], minlength=PODS)
    return int(counts.argmax()), float(counts.max() / counts.sum())


def warmed(runs: Runs) -> Runs:
    """Return latencies and pods without the first tenth."""
    return [(latency_s[len(pods) // 10 :], pods[len(pods) // 10 :]) for latency_s, pods in runs]


def score(name: str, runs: Runs, crowds: Runs) -> Score:
    """Return the score of latencies and pods, one pair a heat and one a crowd, warm-up included."""
    kept, slow = warmed(runs), slow_shares(runs)
    latency_s = np.concatenate([each for each, _ in kept])
    shares = [np.bincount(pods, minlength=PODS) / len(pods) for _, pods in kept]
    return Score(
        name,
        float(latency_s.mean()),
        float(np.quantile(latency_s, 0.99)),
        sum(slow.values()) / len(slow),
        float(max(share.max() for share in shares)),
        float(np.mean([herding(pods) for _, pods in kept])),
        float(np.mean([latency_s.mean() for latency_s, _ in warmed(crowds)])),
    )


def slow_shares(runs: Runs) -> dict[int, float]:
    """Return the share of requests that the slow pod got, by which pod it is; without the warm-up.

    >>> slow_shares([(np.zeros(REQUESTS), np.full(REQUESTS, 7)) for _ in HEATS])
    {7: 1.0, 2: 0.0, 0: 0.0, 9: 0.0, 4: 0.0}
    """
    slow = [pod for _, pod in HEATS]
    return {pod: float((pods == pod).mean()) for pod, (_, pods) in zip(slow, warmed(runs), strict=True)}


def left_out(runs: Runs) -> list[int]:
    """Return the pods that got no request in any of the runs.

    >>> left_out([(np.zeros(3), np.array([1, 2, 5])), (np.zeros(3), np.array([0, 2, 9]))])
    [3, 4, 6, 7, 8]
    """
    got = np.concatenate([pods for _, pods in runs])
    return [pod for pod in range(PODS) if pod not in got]


def herding(pods: AnyWhole) -> float:
    """Return the share of requests that go to one pod within a window, on average over windows.

    >>> herding(np.array([3] * 40)), herding(np.arange(40) % 10)
    (1.0, 0.1)
    """
    windows = pods[: len(pods) // WINDOW * WINDOW].reshape(-1, WINDOW)
    return float(np.mean([np.bincount(window).max() for window in windows]) / WINDOW)


def lured(balancer: Balancer, failing: int) -> float:
    """Return the share of requests that a balancer sends to a pod which refuses everything at once.

    >>> round(sum(lured(RANDOM, pod) for pod in range(PODS)) / PODS, 2)
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
        runs = [race(balancer, heat) for heat in range(len(HEATS))]
        crowds = [crowd(balancer, heat) for heat in CROWDS]
        found = [[(run.latency_s, run.pod) for run in each] for each in (runs, crowds)]
        scores.append(score(balancer.name, *found))
    return tuple(sorted(scores, key=lambda each: each.mean_s))
