"""Watch a balancer while Python runs it: whatever it does wrong is said in words, with the request.

Vocabulary: `where` tells the request and the attempt (17, 0) that the balancer is busy with.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course_lib.balancers import Balancer
from course_lib.simulation.outcomes import SimulationError

WATCHED = 2_000  # calls; whoever writes where he should only read does it early, and comparing takes time


class Watch:
    """A balancer's two functions, with a check around each."""

    def __init__(self, balancer: Balancer, where: Callable[[], tuple[int, int]]) -> None:
        self.balancer = balancer
        self.where = where
        self.left = WATCHED

    def pick(self, now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
        """Return the pod that the balancer picks, once it is known to be one."""
        before = in_flight.copy() if self.left else None
        try:
            pod = self.balancer.pick(now, draws, in_flight, memory)
        except Exception as problem:
            raise SimulationError(failed(self.balancer, self.balancer.pick, self.where(), problem)) from problem
        if before is not None:
            self._compare(before, in_flight, self.balancer.pick)
        return pod if type(pod) is int and 0 <= pod < len(in_flight) else self._pod(pod, len(in_flight))

    def done(self, now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
        """Let the balancer remember what it wants of a request that has ended."""
        before = in_flight.copy() if self.left else None
        try:
            self.balancer.done(now, pod, latency, in_flight, memory)
        except Exception as problem:
            raise SimulationError(failed(self.balancer, self.balancer.done, self.where(), problem)) from problem
        if before is not None:
            self._compare(before, in_flight, self.balancer.done)

    def _compare(self, before: list[int], in_flight: list[int], function: Callable[..., Any]) -> None:
        self.left -= 1
        if before != in_flight:
            what = f"must not change in_flight, got {in_flight} for {before}"
            raise SimulationError(f"{said(self.balancer, function, self.where())} {what}")

    def _pod(self, pod: Any, pods: int) -> int:
        if isinstance(pod, np.integer) and 0 <= pod < pods:
            return int(pod)
        raise SimulationError(no_pod(self.balancer, self.where(), pod, pods))


def said(balancer: Balancer, function: Callable[..., Any], where: tuple[int, int]) -> str:
    """Return who is at fault and when, as the beginning of a message."""
    name = "pick" if function is balancer.pick else "done"
    request, attempt = where
    return f"balancer {balancer.name!r}, {name} at request {request}, attempt {attempt}:"


def failed(balancer: Balancer, function: Callable[..., Any], where: tuple[int, int], problem: Exception) -> str:
    """Return the message for an exception in a balancer's own function."""
    return f"{said(balancer, function, where)} {type(problem).__name__}: {problem}"


def no_pod(balancer: Balancer, where: tuple[int, int], pod: Any, pods: int) -> str:
    """Return the message for what is no pod."""
    return f"{said(balancer, balancer.pick, where)} must return a whole number from 0 to {pods - 1}, got {pod!r}"
