"""What each of many proxies loses by seeing only its own requests."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from course_lib import queueing
from course_lib.chapters.ch06_balancers.study.blind import blind_latency
from course_lib.chapters.ch06_balancers.study.field import MESH, PODS, SLOW_SPEED, even_work, ten_pods
from course_lib.chapters.ch06_balancers.study.overload import Endless, is_overloaded
from course_lib.simulation import Interval, Pods, Run, simulate
from course_lib.simulation.long_run import LONG_RUN, PARTS, SHORT_RUN, Figures, figures_of, together
from course_lib.traffic import poisson_trace

VIEWS = (1, 2, 10, 50)
VIEW_REQUESTS = SHORT_RUN // (len(VIEWS) * len(MESH))
ALIKE, ONE_SLOW = PODS_ARE = ("all alike", "one at 0.4 of the speed")
MEASURES = ("mean", "p99")


@dataclass(frozen=True)
class ViewStudy:
    """Latency by number of proxies that each see only their own requests.

    Attributes
    ----------
    utilisation : float
        Of ten pods.
    measure : str
        "mean" or "p99".
    pods : str
        One of `PODS_ARE`.
    requests : int
        That each point has had.
    curves : dict of str to list of Interval or Endless
        By balancer, one entry a number in `VIEWS`; endless where it gives the slow pod more than it can do.
    random, one_queue : float
        From formulas, the same for any number of proxies. Random is infinite where it gives the slow pod more than
        it can do; one queue is NaN where pods differ.
    """

    utilisation: float
    measure: str
    pods: str
    requests: int
    curves: dict[str, Sequence[Interval | Endless]]
    random: float
    one_queue: float


@lru_cache(maxsize=128)
def view_study(
    utilisation_percent: float, measure: str = "mean", pods: str = ALIKE, requests: int = VIEW_REQUESTS, seed: int = 1
) -> ViewStudy:
    """Let the same requests pass through 1 to 50 proxies, with one balancer after the other.

    >>> study = view_study(90, requests=20_000)
    >>> two = study.curves["two choices"]
    >>> two[0].best < two[2].best < two[3].best < study.random
    True
    """
    utilisation = utilisation_percent / 100
    speeds = speeds_of(pods)
    trace = poisson_trace(requests, utilisation=even_work(utilisation, speeds), pods=PODS, seed=seed)
    curves: dict[str, Sequence[Interval | Endless]] = {
        name: [Endless()] * len(VIEWS)
        if is_overloaded(name, utilisation, speeds)
        else [measured_interval(measure, simulate(trace, balancer, speeds, proxies=views).steady()) for views in VIEWS]
        for name, balancer in MESH.items()
    }
    return ViewStudy(utilisation, measure, pods, requests, curves, *limits_of(utilisation, measure, pods))


def speeds_of(pods: str) -> Pods:
    """Return the ten pods that a choice names."""
    return ten_pods(1.0 if pods == ALIKE else SLOW_SPEED)


def limits_of(utilisation: float, measure: str, pods: str) -> tuple[float, float]:
    """Return the latency at random, and where one queue feeds all pods; NaN where there is no formula."""
    at_random = blind_latency(measure, utilisation, speeds_of(pods))
    if pods != ALIKE:
        return at_random, math.nan
    one_queue = queueing.mmc_latency if measure == "mean" else queueing.mmc_percentile
    return at_random, one_queue(utilisation, PODS)


def measured_interval(measure: str, run: Run) -> Interval:
    """Return the mean or the p99 of a run."""
    return run.mean_interval() if measure == "mean" else run.quantile_interval()


def view_parts(
    utilisation_percent: float, measure: str = "mean", pods: str = ALIKE, requests: int = LONG_RUN
) -> Iterator[tuple[float, ViewStudy]]:
    """Yield how far a long run is, and what it has found; see `comparison_parts`."""
    study = view_study(utilisation_percent, measure, pods)
    speeds, each = speeds_of(pods), requests // (PARTS * len(VIEWS) * len(MESH))
    settled = [name for name, curve in study.curves.items() if math.isfinite(curve[0].best)]
    runs: dict[tuple[str, int], list[Figures]] = {(name, views): [] for name in settled for views in VIEWS}
    for part in range(1, PARTS + 1):
        trace = poisson_trace(each, utilisation=even_work(study.utilisation, speeds), pods=PODS, seed=100 + part)
        for (name, views), kept in runs.items():
            run = simulate(trace, MESH[name], speeds, proxies=views)
            kept.append(figures_of(run.latency_s, run.wait_s))
        found = {at: together(kept)[MEASURES.index(measure)] for at, kept in runs.items()}
        curves = {name: [found[name, views] for views in VIEWS] for name in settled}
        yield part / PARTS, replace(study, requests=part * each, curves=study.curves | curves)
