"""Functions for the latency where workers share a queue, made of steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class At(NamedTuple):
    """What is known before the last step: the names are those of the exercise."""

    service_s: float
    waits: float
    blocked: float
    busy: float
    workers: int


def queue(
    endless: Callable[[float, float, float, int], bool] = lambda rate, service_s, offered, workers: offered >= workers,
    service: Callable[[At], float] = lambda at: at.service_s,
    who: Callable[[At], float] = lambda at: at.waits,
    wait: Callable[[At], float] = lambda at: at.service_s / (at.workers * (1 - at.busy)),
    last: Callable[[At, float, float, float], float] = lambda at, service_s, who, wait_s: service_s + who * wait_s,
) -> Callable[[float, float, int], float]:
    """Return a function for the latency, with some steps done in another way.

    The latency is made of the `service`, of `who` waits (a share) and how long the `wait` of those is; the `last` step
    puts them together.
    """

    def latency(requests_per_s: float, service_s: float, workers: int) -> float:
        offered = requests_per_s * service_s
        if endless(requests_per_s, service_s, offered, workers):
            return float("inf")
        blocked = 1.0
        for worker in range(1, workers + 1):
            blocked = offered * blocked / (worker + offered * blocked)
        busy = offered / workers
        at = At(service_s, blocked / (1 - busy * (1 - blocked)), blocked, busy, workers)
        return last(at, service(at), who(at), wait(at))

    return latency
