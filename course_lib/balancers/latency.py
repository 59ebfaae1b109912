"""Peak EWMA: two choices again, but the load of a pod is its latency times what is in flight.

Vocabulary: `estimate` (0.8 s) is what the balancer believes a pod's latency to be: the worst lately, fading with
a `decay` of 10 s. `cost` (2.4) is the estimate times the requests in flight and this one.

Source: tower-rs/tower, tower/src/load/peak_ewma.rs, after Finagle. Defaults are Linkerd's: 10 s and 30 ms.
"""

from __future__ import annotations

import math

from course_lib import require
from course_lib.balancers.balancer import Balancer


def peak_ewma_update(estimate_s: float, latency_s: float, elapsed_s: float, decay_s: float) -> float:
    """Return the new estimate: a higher latency at once, a lower one little by little.

    >>> peak_ewma_update(estimate_s=0.5, latency_s=2.0, elapsed_s=1.0, decay_s=10.0)
    2.0
    >>> round(peak_ewma_update(estimate_s=2.0, latency_s=0.5, elapsed_s=10.0, decay_s=10.0), 4)
    1.0518
    """
    if estimate_s < latency_s:
        return latency_s
    old = math.exp(-elapsed_s / decay_s)
    return estimate_s * old + latency_s * (1 - old)


def meet(now: float, pods: int, memory: list[list[float]]) -> None:
    """Give each pod not met before the default as its estimate (row 1), and the time (row 2); row 3 counts them."""
    while memory[3][0] < pods:
        pod = int(memory[3][0])
        memory[1][pod] = memory[0][1]
        memory[2][pod] = now
        memory[3][0] += 1


def observe(now: float, pod: int, latency_s: float, memory: list[list[float]]) -> float:
    """Update the estimate of a pod by a latency, and return it."""
    elapsed_s = now - memory[2][pod]
    memory[1][pod] = peak_ewma_update(memory[1][pod], latency_s, elapsed_s, memory[0][0])
    memory[2][pod] = now
    return memory[1][pod]


def pick_peak_ewma(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return that of two different pods, drawn at random, which costs less; of equals the first.

    Reading updates: to look at a pod is to see a latency of zero, so its estimate fades and the clock starts
    anew. Where pods are looked at often, a lower latency hardly counts any more.

    >>> memory = [[10.0, 0.03], [0.2, 0.5], [0.0, 0.0], [2.0]]  # settings, estimates, when, pods met
    >>> [pick_peak_ewma(0.0, [0.0, 0.0], in_flight, memory) for in_flight in ([1, 0], [1, 1])]
    [0, 0]
    >>> pick_peak_ewma(0.0, [0.0, 0.0], [2, 0], memory)
    1
    """
    pods = len(in_flight)
    meet(now, pods, memory)
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first and pods > 1:
        second += 1
    cost = observe(now, first, 0.0, memory) * (in_flight[first] + 1)
    other = observe(now, second, 0.0, memory) * (in_flight[second] + 1)
    return first if cost <= other else second


def done_peak_ewma(now: float, pod: int, latency: float, in_flight: list[int], memory: list[list[float]]) -> None:
    """Update the estimate of the pod by the latency seen: a fast error counts like a fast answer."""
    observe(now, pod, latency, memory)


def peak_ewma(decay_s: float = 10.0, default_s: float = 0.03) -> Balancer:
    """Return Peak EWMA with a decay time, and the latency that a pod is believed to have before it has answered.

    >>> peak_ewma(decay_s=1.0)
    Balancer(peak_ewma, settings=(1.0, 0.03))
    """
    settings = (require.positive("decay_s", decay_s), require.positive("default_s", default_s))
    return Balancer("peak_ewma", pick_peak_ewma, done_peak_ewma, settings=settings)


PEAK_EWMA = peak_ewma()
