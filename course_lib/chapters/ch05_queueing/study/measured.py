"""A closed form beside a simulation, with the interval that the simulation is sure of.

Vocabulary: a `stage` is what the first 20,000 requests of a run say by themselves: `mean_s` and `p99_s`, each an
interval. The `naive` error takes latencies for independent. A long run goes on in `parts` of its own seeds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from course_lib import balancers, queueing, traffic
from course_lib.arrays import Values
from course_lib.chapters.ch05_queueing.setting import PODS, SEED, SERVICE_S
from course_lib.simulation import Interval, Pods, Run, intervals, simulate
from course_lib.simulation.long_run import BATCHES, LEVEL, SHARE, Figures, figures_of, in_batches, together

RANDOM, ROUND_ROBIN, ONE_QUEUE = BALANCING = ("random", "round robin", "one queue for all")
STAGES = (10_000, 20_000, 50_000, 100_000, 200_000, 300_000)
PART, PARTS = 500_000, 20  # ten million requests; after each part there is something to see
SURE = 1.96  # standard errors to each side, for that level


@dataclass(frozen=True)
class Exact:
    """What the formula says: mean, p99, and the error of each for a single independent request, over itself."""

    mean_s: float
    p99_s: float
    mean_error: float
    p99_error: float


@dataclass(frozen=True)
class Stage:
    """What so many requests say."""

    requests: int
    mean_s: Interval
    p99_s: Interval


@dataclass(frozen=True)
class MeasuredStudy:
    """A run in its stages, the last of all requests, beside the formula."""

    balancing: str
    utilisation: float
    exact: Exact
    stages: tuple[Stage, ...]

    @property
    def last(self) -> Stage:
        """The stage of all requests."""
        return self.stages[-1]

    @property
    def naive_mean(self) -> float:
        """Half the width of the mean's interval if all requests were independent, over the mean."""
        return SURE * self.exact.mean_error / math.sqrt(self.last.requests)

    @property
    def too_small(self) -> float:
        """How many times the true error of the mean is the naive one."""
        naive = self.exact.mean_error * self.exact.mean_s / math.sqrt(self.last.requests)
        return self.last.mean_s.standard_error / naive


def measured_study(balancing: str, utilisation_percent: float, thousands: float) -> MeasuredStudy:
    """Run some thousands of requests and say what they tell, at every stage on the way.

    >>> study = measured_study("random", 80, 100)
    >>> round(study.exact.mean_s, 4), study.last.mean_s.low < study.exact.mean_s < study.last.mean_s.high
    (0.05, True)
    """
    utilisation, requests = utilisation_percent / 100, round(1000 * thousands)
    run = run_of(balancing, utilisation, requests, SEED)
    lengths = [*(stage for stage in STAGES if stage < requests), requests]
    stages = tuple(stage_of(run.latency_s[:length], run.wait_s[:length]) for length in lengths)
    return MeasuredStudy(balancing, utilisation, exact(balancing, utilisation), stages)


def measured_parts(
    balancing: str, utilisation_percent: float, thousands: float
) -> Iterator[tuple[float, MeasuredStudy]]:
    """Run ten million requests part by part; after each one yield the share done and the study so far."""
    study = measured_study(balancing, utilisation_percent, thousands)
    runs: list[Figures] = []
    for part in range(1, PARTS + 1):
        run = run_of(balancing, study.utilisation, PART, SEED + part)
        runs.append(figures_of(run.latency_s, run.wait_s))
        longer = replace(study, stages=(*study.stages, Stage(part * PART, *together(runs))))
        yield part / PARTS, longer
        if part in (1, 2, 4, 10):
            study = longer


def run_of(balancing: str, utilisation: float, requests: int, seed: int) -> Run:
    """Return a run of so many requests."""
    pods, workers = (1, PODS) if balancing == ONE_QUEUE else (PODS, 1)
    balancer = balancers.RANDOM if balancing == RANDOM else balancers.ROUND_ROBIN
    trace = traffic.poisson_trace(
        requests,
        utilisation=utilisation,
        pods=pods,
        workers=workers,
        mean_service_s=SERVICE_S,
        seed=seed,
        draws=balancer.draws,
    )
    return simulate(trace, balancer, Pods.alike(pods, workers=workers))


def stage_of(latency_s: Values, wait_s: Values) -> Stage:
    """Return what the latencies of a run say, and the waits in them."""
    kept_s = in_batches(latency_s)
    both_s = intervals.works_and_waits(kept_s, in_batches(wait_s))
    mean_s = intervals.mean_interval(*both_s, LEVEL, f"mean of {kept_s.size:,} simulated latencies")
    return Stage(len(latency_s), mean_s, intervals.quantile_interval(kept_s.ravel(), SHARE, BATCHES, LEVEL))


def exact(balancing: str, utilisation: float) -> Exact:
    """Return what the formula of a kind of balancing says."""
    if balancing == ONE_QUEUE:
        return one_queue(utilisation)
    if balancing == RANDOM:
        mean_s = queueing.mm1_latency(utilisation, SERVICE_S)
    else:
        mean_s = queueing.round_robin_latency(utilisation, PODS, SERVICE_S)
    p99_s = -math.log(1 - SHARE) * mean_s
    return Exact(mean_s, p99_s, 1.0, math.sqrt(SHARE / (1 - SHARE)) / -math.log(1 - SHARE))  # both exponential


def one_queue(utilisation: float) -> Exact:
    """Return what Erlang's formula says of one queue for all workers."""
    mean_s = queueing.mmc_latency(utilisation, PODS, SERVICE_S)
    p99_s = queueing.mmc_percentile(utilisation, PODS, SHARE, SERVICE_S)
    drain, waits = PODS * (1 - utilisation) / SERVICE_S, queueing.erlang_c(utilisation, PODS)
    variance = SERVICE_S**2 + waits * (2 - waits) / drain**2
    step = 1e-4 * p99_s
    ends = (queueing.mmc_longer(utilisation, PODS, p99_s + side * step, SERVICE_S) for side in (-1, 1))
    density = -float(np.diff(list(ends))[0]) / (2 * step)
    return Exact(mean_s, p99_s, math.sqrt(variance) / mean_s, math.sqrt(SHARE * (1 - SHARE)) / density / p99_s)
