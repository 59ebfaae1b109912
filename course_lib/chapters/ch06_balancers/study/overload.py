"""Who gives some pod more work than it can do, so that its queue grows without end: found by arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from course_lib import balancers
from course_lib.balancers import Balancer
from course_lib.chapters.ch06_balancers.study.blind import EVEN
from course_lib.chapters.ch06_balancers.study.field import PODS, even_work, ten_pods
from course_lib.chapters.ch06_balancers.study.ring import ring_shares
from course_lib.simulation import Pods, simulate
from course_lib.traffic import poisson_trace

NEVER_IDLE_REQUESTS, NEVER_DONE = 400_000, 1e-9
BLIND = {"random": EVEN, "round robin": EVEN, "ring hash": ring_shares(PODS)}


@dataclass(frozen=True)
class Endless:
    """The latency where a queue grows without end, and no estimate: what a run finds says only how long it was."""

    low = best = high = math.inf


def is_overloaded(name: str, utilisation: float, pods: Pods) -> bool:
    """Return whether some pod gets at least as much work as it can do, so that its queue grows without end.

    The length of a run plays no part. With one proxy only who is blind, always or while nobody is idle, overloads a pod
    while others have time; of the rest each sends less to where more is in flight. (With many proxies Peak EWMA does,
    too, if it forgets soon: see `forgetting`.)

    >>> [is_overloaded(name, 0.8, ten_pods(1.0)) for name in ("random", "ring hash")]
    [False, True]
    >>> [is_overloaded(name, 0.8, ten_pods(0.1)) for name in ("random", "two choices")]
    [True, False]
    """
    work = even_work(utilisation, pods) * len(pods)
    given = shares(name, utilisation, pods)
    return any(share * work >= speed for share, speed in zip(given, pods.speed, strict=False))


def shares(name: str, utilisation: float, pods: Pods) -> tuple[float, ...]:
    """Return the share of requests that pods get even when they are never idle; none of who counts requests there."""
    if name == "join idle queue" and pods.speed[0] < 1:
        return (share_if_never_idle(balancers.JOIN_IDLE_QUEUE, even_work(utilisation, pods)),)
    return BLIND.get(name, ())


@lru_cache(maxsize=256)
def share_if_never_idle(balancer: Balancer, work: float) -> float:
    """Return the share of requests that a balancer sends to pod 0 if that is never idle, so much coming to each pod.

    It is for who is blind only while others are busy, too. How often that is has no formula, so it is simulated,
    always alike.

    >>> round(share_if_never_idle(balancers.JOIN_IDLE_QUEUE, even_work(0.9, ten_pods(0.1))), 2)
    0.04
    """
    trace = poisson_trace(NEVER_IDLE_REQUESTS, utilisation=work, pods=PODS, seed=3)
    run = simulate(trace, balancer, ten_pods(NEVER_DONE))
    return float((run.pod == 0).mean())
