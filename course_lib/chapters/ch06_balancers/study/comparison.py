"""Balancers compared on the same requests, from a formula where there is one."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from course_lib import estimate, queueing
from course_lib.chapters.ch06_balancers.study.blind import blind_latency
from course_lib.chapters.ch06_balancers.study.field import ALL, FIELDS, PODS, even_work, ten_pods
from course_lib.chapters.ch06_balancers.study.overload import BLIND, Endless, is_overloaded, shares
from course_lib.estimate import Estimate
from course_lib.simulation import Pods, Run, simulate
from course_lib.simulation.long_run import LONG_RUN, PARTS, SHORT_RUN, Figures, figures_of, together
from course_lib.traffic import Trace, poisson_trace

REQUESTS = {"five": SHORT_RUN // 5, "all ten": SHORT_RUN // 8}  # each; random and ring hash are never simulated


@dataclass(frozen=True)
class Measured:
    """What was found of one balancer: mean and p99 latency in service times, and what pod 0 got.

    `exact` if mean and p99 come from a formula. Where it is `overloading`, both are endless.
    """

    mean: Estimate | Endless
    p99: Estimate | Endless
    slow_share: float = math.nan
    overloading: bool = False
    exact: bool = False

    @property
    def simulated(self) -> bool:
        """Whether it is from a run."""
        return not (self.exact or self.overloading)

    def of(self, measure: str) -> Estimate | Endless:
        """Return the mean or the p99."""
        return {"mean": self.mean, "p99": self.p99}[measure]


@dataclass(frozen=True)
class ComparisonStudy:
    """Balancers on the same requests; `requests` is how many each has had."""

    utilisation: float
    slow: float
    field: str
    requests: int
    found: dict[str, Measured]

    @property
    def by_mean(self) -> list[str]:
        """The names, the lowest mean first; where a queue grows without end, last."""
        return sorted(self.found, key=lambda name: self.found[name].mean.best)

    @property
    def growing(self) -> list[str]:
        """The names of those under which some pod gets more than it can do."""
        return [name for name, each in self.found.items() if each.overloading]


@lru_cache(maxsize=256)
def comparison_study(
    utilisation_percent: float, slow_percent: float = 100, field: str = "five", requests: int = 0, seed: int = 1
) -> ComparisonStudy:
    """Let every balancer of a field have the same requests; 0 requests are as many as suit a slider.

    The utilisation is of what all pods can do together, the slow one included.

    >>> study = comparison_study(90, requests=20_000)
    >>> round(study.found["random"].mean.best, 2), study.by_mean[0]
    (10.0, 'least in flight')
    """
    utilisation, slow, each = utilisation_percent / 100, slow_percent / 100, requests or REQUESTS[field]
    pods = ten_pods(slow)
    trace = poisson_trace(each, utilisation=even_work(utilisation, pods), pods=PODS, seed=seed)
    found = {name: find(name, utilisation, trace, pods) for name in FIELDS[field]}
    return ComparisonStudy(utilisation, slow, field, each, found)


def find(name: str, utilisation: float, trace: Trace, pods: Pods) -> Measured:
    """Return the figures of one balancer: by arithmetic or a formula where there is one, else simulated."""
    if is_overloaded(name, utilisation, pods):
        return Measured(Endless(), Endless(), shares(name, utilisation, pods)[0], overloading=True, exact=name in BLIND)
    if name in BY_CHANCE:
        mean, p99 = (blind_latency(which, utilisation, pods, BLIND[name]) for which in ("mean", "p99"))
        return exactly(mean, p99, BLIND[name][0])
    if name == "round robin" and min(pods.speed) == 1:
        mean = queueing.round_robin_latency(utilisation, PODS)
        return exactly(mean, queueing.round_robin_percentile(utilisation, PODS), 1 / PODS)
    return measure(simulate(trace, ALL[name], pods))


BY_CHANCE = ("random", "ring hash")  # every request has a key of its own


def exactly(mean: float, p99: float, slow_share: float) -> Measured:
    """Return what formulas say."""
    by_formula = [estimate.exact(each, "s", "formula", "M") for each in (mean, p99)]
    return Measured(by_formula[0], by_formula[1], slow_share, exact=True)


def measure(run: Run) -> Measured:
    """Return the figures of a run, its warm-up left out."""
    steady = run.steady()
    return Measured(steady.mean_interval(), steady.quantile_interval(), float((steady.pod == 0).mean()))


def comparison_parts(
    utilisation_percent: float, slow_percent: float = 100, field: str = "five", requests: int = LONG_RUN
) -> Iterator[tuple[float, ComparisonStudy]]:
    """Yield how far a long run is, and what it has found: so many requests altogether, in parts of other seeds.

    What a formula or arithmetic says stays as it is.
    """
    study = comparison_study(utilisation_percent, slow_percent, field)
    pods, each = ten_pods(study.slow), requests // (PARTS * len(FIELDS[field]))
    runs: dict[str, list[Figures]] = {name: [] for name, found in study.found.items() if found.simulated}
    slow_shares: dict[str, list[float]] = {name: [] for name in runs}
    for part in range(1, PARTS + 1):
        trace = poisson_trace(each, utilisation=even_work(study.utilisation, pods), pods=PODS, seed=100 + part)
        for name in runs:
            run = simulate(trace, ALL[name], pods)
            runs[name].append(figures_of(run.latency_s, run.wait_s))
            slow_shares[name].append(float((run.steady().pod == 0).mean()))
        found = {name: Measured(*together(runs[name]), float(np.mean(slow_shares[name]))) for name in runs}
        yield part / PARTS, replace(study, requests=part * each, found=study.found | found)
