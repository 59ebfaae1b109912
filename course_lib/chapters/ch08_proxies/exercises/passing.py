"""Functions for the latency that proxies add to a request, made of steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from course_lib.proxies.textbook import Call

Added = Callable[[Sequence[Sequence[Call]], Sequence[str], float], float]


class Passing(NamedTuple):
    """Who calls whom in which mesh: the names are those of the exercise."""

    caller: str
    callee: str
    meshed: Sequence[str]

    @property
    def ends(self) -> tuple[bool, bool]:
        """Whether caller and callee are in the mesh."""
        return self.caller in self.meshed, self.callee in self.meshed


class Both(NamedTuple):
    """The calls of one step, or the steps of a request: their latencies without proxies, and what proxies add."""

    bare_ms: Sequence[float]
    added_ms: Sequence[float]

    @property
    def proxied_ms(self) -> list[float]:
        """Their latencies with proxies."""
        return [bare + added for bare, added in zip(self.bare_ms, self.added_ms, strict=True)]


def by_each_proxy(call_ms: float, proxies: int, proxy_ms: float) -> float:
    """Return what proxies add to a call."""
    return proxies * proxy_ms


def slowest(calls: Both) -> tuple[float, float]:
    """Return how long a step takes without proxies, and with them."""
    return max(calls.bare_ms), max(calls.proxied_ms)


def added(
    proxies: Callable[[Passing], int] = lambda at: sum(at.ends),
    delay: Callable[[float, int, float], float] = by_each_proxy,
    step: Callable[[Both], tuple[float, float]] = slowest,
    last: Callable[[float, float], float] = lambda without_ms, with_ms: with_ms - without_ms,
) -> Added:
    """Return a function for what proxies add, with some steps done in another way.

    A call passes so many `proxies`, which `delay` it; a `step` of several calls takes so long without and with them;
    the `last` step makes the answer of both sums.
    """

    def latency(steps: Sequence[Sequence[Call]], meshed: Sequence[str], proxy_ms: float) -> float:
        without_ms = with_ms = 0.0
        for calls in steps:
            added_ms = [
                delay(call_ms, proxies(Passing(caller, callee, meshed)), proxy_ms) for caller, callee, call_ms in calls
            ]
            one, other = step(Both([call_ms for *_, call_ms in calls], added_ms))
            without_ms, with_ms = without_ms + one, with_ms + other
        return last(without_ms, with_ms)

    return latency
