"""Which balancers run beside one another, and on which ten pods."""

from __future__ import annotations

from course_lib import balancers
from course_lib.simulation import Pods

# Linkerd's 10 s and 30 ms, for requests of 100 ms: here a mean service time is 1 s.
PEAK_EWMA = balancers.peak_ewma(decay_s=100.0, default_s=0.3)
FIVE = {
    "random": balancers.RANDOM,
    "round robin": balancers.ROUND_ROBIN,
    "two choices": balancers.POWER_OF_TWO_CHOICES,
    "Peak EWMA": PEAK_EWMA,
    "least in flight": balancers.LEAST_IN_FLIGHT,
}
ALL = FIVE | {
    "two, with replacement": balancers.POWER_OF_TWO_WITH_REPLACEMENT,
    "join idle queue": balancers.JOIN_IDLE_QUEUE,
    "weighted least request": balancers.WEIGHTED_LEAST_REQUEST,
    "Prequal": balancers.PREQUAL,
    "ring hash": balancers.RING_HASH,
}
FIELDS = {"five": FIVE, "all ten": ALL}
MESH = {name: FIVE[name] for name in ("two choices", "Peak EWMA", "least in flight", "round robin")}  # in each proxy
PODS = 10
SLOW_SPEED = 0.4  # of the one pod that is slow


def ten_pods(slow: float) -> Pods:
    """Return ten pods, of which pod 0 has this speed and the others 1."""
    return Pods((slow, *[1.0] * (PODS - 1)))


def even_work(utilisation: float, pods: Pods) -> float:
    """Return the seconds of work a second that come to each pod if all get the same.

    >>> round(even_work(0.4, ten_pods(0.4)), 3)  # pod 0 can do 0.4
    0.376
    """
    return utilisation * sum(pods.speed) / len(pods)
