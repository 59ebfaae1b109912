"""Pods needed for an objective: the fewest with which the latency stays below it.

Vocabulary: a `need` (9 workers' load, mean at most 2 s) is what is asked; a `measured` latency (1.94 s, from 1.93
to 1.95) is what a simulation says to one number of pods. A number is `sure` if even the upper end of its interval
meets the objective, `possible` if the lower end does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from course_lib import require
from course_lib.balancers import Balancer
from course_lib.estimate import Estimate, exact, interval, lift
from course_lib.queueing import mmc_latency, mmc_percentile
from course_lib.simulation import Interval, simulate
from course_lib.simulation.pods import MOST_PODS, Pods
from course_lib.traffic import SERVICES, poisson_trace

REQUESTS = 200_000
SEED = 1
NEVER_MET = f"be met by at most {MOST_PODS:,} pods (is it below what the work alone takes?)"


@dataclass(frozen=True)
class Need:
    """What the pods have to do: how much work, and how fast.

    Attributes
    ----------
    offered : float
        Work that arrives, in workers kept busy: arrivals per second times the mean service time.
    objective_s : float
        What the latency may be; if it is the mean, above the mean service time.
    share : float or None
        None for the mean latency, else the share of requests that must stay below the objective: 0.99 for p99.
    workers : int
        Requests that each pod works on at once.
    mean_service_s : float
        Mean seconds of work a request.
    service : str
        The shape of the work, one of `traffic.SERVICES`.

    Raises
    ------
    ValueError
        If an attribute breaks its rule.

    Examples
    --------
    >>> Need(offered=9, objective_s=2)
    Need(offered=9, objective_s=2, share=None, workers=1, mean_service_s=1.0, service='exponential')
    """

    offered: float
    objective_s: float
    share: float | None = None
    workers: int = 1
    mean_service_s: float = 1.0
    service: str = "exponential"

    def __post_init__(self) -> None:
        require.positive("offered", self.offered)
        require.positive("mean_service_s", self.mean_service_s)
        require.positive("objective_s", self.objective_s)
        if self.share is None:
            rule = f"be above the mean service time, {self.mean_service_s:g}"
            require.that(self.objective_s > self.mean_service_s, "objective_s", self.objective_s, rule)
        else:
            inside = 0 < require.number("share", self.share) < 1
            require.that(inside, "share", self.share, "be above 0 and below 1, or None for the mean")
        require.whole("workers", self.workers, at_least=1)
        require.one_of("service", self.service, SERVICES)

    @property
    def fewest_stable(self) -> int:
        """The fewest pods that can keep up at all: with less than this, queues grow without end."""
        return math.floor(self.offered / self.workers) + 1

    def utilisation(self, pods: int) -> float:
        """Return the share of time that a worker of so many pods is busy."""
        return self.offered / (pods * self.workers)


@dataclass(frozen=True)
class PodsNeeded:
    """How many pods, and how sure that is.

    Attributes
    ----------
    estimate : Estimate
        In pods. Best is the fewest whose latency, as measured, meets the objective; low is the fewest that may meet it,
        high the fewest that surely do, as far as the intervals (95%) of what was simulated go. All three are the same
        where the answer is sure, and where a formula gives it.
    latency_s : float
        At the best: the mean, or the percentile asked for.
    """

    estimate: Estimate
    latency_s: float

    @classmethod
    def from_simulations(cls, low: int, pods: int, high: int, latency_s: float) -> PodsNeeded:
        """Return what simulations found, whose intervals hold the truth 95 times in 100."""
        found = Estimate(best=pods, low=low, high=high, unit="pods", source="simulated", certainty=interval(0.95))
        return cls(found, latency_s)

    @property
    def pods(self) -> int:
        """The best, a whole number."""
        return int(self.estimate.best)

    @property
    def low(self) -> int:
        """The low end, a whole number."""
        return int(self.estimate.low)

    @property
    def high(self) -> int:
        """The high end, a whole number."""
        return int(self.estimate.high)

    def __repr__(self) -> str:
        sure = "" if self.low == self.high else f", between {self.low} and {self.high}"
        return f"{self.pods} pods{sure} (latency {self.latency_s:.2f} s)"


def pods_at_random(need: Need) -> PodsNeeded:
    """Return the pods needed where every request goes to any pod, from a formula.

    Each pod is then an M/M/c queue of its own, whatever the number of proxies: random looks at nothing, and so misses
    nothing.

    >>> pods_at_random(Need(offered=9, objective_s=2))
    18 pods (latency 2.00 s)
    >>> pods_at_random(Need(offered=9, objective_s=10, share=0.99))
    17 pods (latency 9.79 s)
    """
    return _from_formula(need, lambda pods: _latency_of_one_queue(need, need.utilisation(pods), need.workers))


def pods_with_one_queue(need: Need) -> PodsNeeded:
    """Return the pods needed where all workers are fed from one queue, from a formula: no balancer needs fewer.

    >>> pods_with_one_queue(Need(offered=9, objective_s=2))
    10 pods (latency 1.67 s)
    """
    return _from_formula(need, lambda pods: _latency_of_one_queue(need, need.utilisation(pods), pods * need.workers))


def pods_needed(
    need: Need, balancer: Balancer, *, proxies: int = 1, requests: int = REQUESTS, seed: int = SEED
) -> PodsNeeded:
    """Return the pods needed with a balancer, from simulations that all have the same chance.

    Pods are doubled until the objective is met; then the gap is halved until nothing is left between a number that
    meets it and one that doesn't. More pods are taken never to be slower.

    Parameters
    ----------
    need : Need
        What is asked.
    balancer : Balancer
        A built-in one or your own.
    proxies : int
        How many share the requests, each seeing only its own.
    requests : int
        A simulation; a tenth is dropped as warm-up. Ten times as many make an answer about three times as sure.
    seed : int
        Of all chance.

    Raises
    ------
    ValueError
        If an argument breaks its rule, or no number of pods up to 10,000 will do.

    Examples
    --------
    >>> from course_lib import balancers
    >>> pods_needed(Need(offered=9, objective_s=2), balancers.POWER_OF_TWO_CHOICES, requests=20_000)
    12 pods, between 12 and 13 (latency 1.89 s)
    """

    def measured(pods: int) -> Interval:
        return measured_latency(need, balancer, pods, proxies, requests, seed)

    pods = _fewest(need, lambda tried: measured(tried).best <= need.objective_s)
    high = max(pods, _fewest(need, lambda tried: measured(tried).high <= need.objective_s))
    low = pods
    while low > need.fewest_stable and measured(low - 1).low <= need.objective_s:
        low -= 1
    return PodsNeeded.from_simulations(low, pods, high, measured(pods).best)


@lru_cache(maxsize=4096)
def measured_latency(
    need: Need, balancer: Balancer, pods: int, proxies: int = 1, requests: int = REQUESTS, seed: int = SEED
) -> Interval:
    """Return the latency that a simulation measures, with its interval: the mean, or the need's percentile.

    >>> from course_lib import balancers
    >>> measured_latency(Need(offered=9, objective_s=2), balancers.RANDOM, pods=18, requests=20_000).best < 2.2
    True
    """
    trace = poisson_trace(
        requests,
        utilisation=need.utilisation(pods),
        pods=pods,
        workers=need.workers,
        mean_service_s=need.mean_service_s,
        service=need.service,
        draws=max(4, balancer.draws),
        seed=seed,
    )
    run = simulate(trace, balancer, Pods.alike(pods, workers=need.workers), proxies=proxies).steady()
    return run.mean_interval() if need.share is None else run.quantile_interval(need.share)


def _fewest(need: Need, meets: Callable[[int], bool]) -> int:
    """Return the fewest pods that meet the objective, if more pods are never slower."""
    fails, most = need.fewest_stable - 1, min(need.fewest_stable + 1, MOST_PODS)
    while most <= fails or not meets(most):  # at most as many as fail: even to keep up it takes more
        require.that(most < MOST_PODS, "objective_s", need.objective_s, NEVER_MET)
        fails, most = most, min(2 * most, MOST_PODS)
    while most - fails > 1:
        middle = (fails + most) // 2
        fails, most = (fails, middle) if meets(middle) else (middle, most)
    return most


def _from_formula(need: Need, latency_s: Callable[[int], float]) -> PodsNeeded:
    rule = "be exponential: only then is there a formula"
    require.that(need.service == "exponential", "service", need.service, rule)
    # A hair above, as 1 / (1 - 9/18) is 2 only but for rounding.
    pods = _fewest(need, lambda tried: latency_s(tried) <= need.objective_s * (1 + 1e-12))
    return PodsNeeded(exact(pods, "pods", "formula", "M"), latency_s(pods))


def _latency_of_one_queue(need: Need, utilisation: float, workers: int) -> float:
    """Return the mean or the percentile of the latency at one queue before so many workers."""
    if need.share is None:
        return mmc_latency(utilisation, workers, need.mean_service_s)
    return mmc_percentile(utilisation, workers, need.share, need.mean_service_s)


def pods_share(
    need: Need, balancer: Balancer, proxies: tuple[int, int, int], *, requests: int = REQUESTS, seed: int = SEED
) -> Estimate:
    """Return the share of random's pods that a balancer needs, for a range of proxies: fewest, likely, most.

    The range holds both what is not known of the proxies and what the simulations leave open. It ends at 1: whoever
    needs more would draw at random.

    Raises
    ------
    ValueError
        If `proxies` are not three whole numbers, none below the one before.

    Examples
    --------
    >>> from course_lib import balancers
    >>> pods_share(Need(9, 2), balancers.POWER_OF_TWO_CHOICES, (1, 10, 50))
    0.889 share (0.667 to 1)
    """
    counts = _fewest_likely_most(proxies)
    found = [pods_needed(need, balancer, proxies=count, requests=requests, seed=seed) for count in counts]
    source = f"{balancer.name.replace('_', ' ')}, {counts[0]} to {counts[-1]} proxies, {need.workers} a pod at once"
    low, high = min(each.low for each in found), max(each.high for each in found)
    needed = Estimate(best=found[1].pods, low=low, high=high, unit="pods", source=source)
    inputs = {"needed": needed, "random": pods_at_random(need).estimate}
    return lift(lambda needed, random: min(1.0, round(needed / random, 3)), "share", inputs, source=source)


def _fewest_likely_most(proxies: Any) -> list[int]:
    rule = "be three numbers, none smaller than the one before: fewest, likely, most"
    is_three = isinstance(proxies, tuple | list | np.ndarray) and np.shape(proxies) == (3,)
    require.that(is_three, "proxies", proxies, rule)
    counts = [require.whole(f"proxies[{index}]", count, at_least=1) for index, count in enumerate(proxies)]
    require.that(counts == sorted(counts), "proxies", proxies, rule)
    return counts
