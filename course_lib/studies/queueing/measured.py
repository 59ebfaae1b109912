"""A closed form beside a simulation, with the interval that the simulation is sure of.

Vocabulary: a `stage` is what the first 20,000 requests of a run say by themselves: `mean_s` and `p99_s`, each an
interval. The `naive` error takes latencies for independent. A long run goes on in `chunks` of its own seeds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from course_lib import balancers, queueing, traffic
from course_lib.simulation import Interval, Pods, intervals, simulate
from course_lib.studies.queueing.setting import PODS, SEED, SERVICE_S

Values = NDArray[np.float64]
RANDOM, ROUND_ROBIN, ONE_QUEUE = BALANCING = ("random", "round robin", "one queue for all")
STAGES = (10_000, 20_000, 50_000, 100_000, 200_000, 300_000)
BATCHES = 20
WARM_UP = 0.1  # of a run
CHUNK, CHUNKS = 500_000, 20  # ten million requests; more at once would take a gigabyte
SHARE = 0.99
KEPT = 0.2  # of a chunk, the slowest: among them are those that are slowest of all
LEVEL = 0.95
SURE = 1.96  # standard errors to each side, for that level


class Figures(NamedTuple):
    """What is kept of a chunk: the mean and the p99 of each of its batches, and the slowest fifth of all."""

    means_s: Values
    p99s_s: Values
    slowest_s: Values


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
    latency_s = latencies_s(balancing, utilisation, requests, SEED)
    lengths = [*(stage for stage in STAGES if stage < requests), requests]
    stages = tuple(stage_of(latency_s[:length]) for length in lengths)
    return MeasuredStudy(balancing, utilisation, exact(balancing, utilisation), stages)


def measured_parts(
    balancing: str, utilisation_percent: float, thousands: float
) -> Iterator[tuple[float, MeasuredStudy]]:
    """Run ten million requests chunk by chunk; after each one yield the share done and the study so far."""
    study = measured_study(balancing, utilisation_percent, thousands)
    runs: list[Figures] = []
    for chunk in range(1, CHUNKS + 1):
        runs.append(figures_of(latencies_s(balancing, study.utilisation, CHUNK, SEED + chunk)))
        longer = replace(study, stages=(*study.stages, together(runs)))
        yield chunk / CHUNKS, longer
        if chunk in (1, 2, 4, 10):
            study = longer


def latencies_s(balancing: str, utilisation: float, requests: int, seed: int) -> Values:
    """Return the latency of every request of a run, in order of arrival."""
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
    return simulate(trace, balancer, Pods.alike(pods, workers=workers)).latency_s


def stage_of(latency_s: Values) -> Stage:
    """Return what a run says."""
    kept_s = in_batches(latency_s).ravel()
    mean_s = intervals.mean_interval(kept_s, BATCHES, LEVEL)
    return Stage(len(latency_s), mean_s, intervals.quantile_interval(kept_s, SHARE, BATCHES, LEVEL))


def in_batches(latency_s: Values) -> Values:
    """Return the latencies of a run without its warm-up, one row a batch."""
    length = int(len(latency_s) * (1 - WARM_UP)) // BATCHES
    return latency_s[len(latency_s) - BATCHES * length :].reshape(BATCHES, length)


def figures_of(latency_s: Values) -> Figures:
    """Return what is kept of a chunk when its latencies are let go."""
    batches_s = in_batches(latency_s)
    length = batches_s.shape[1]
    # An order statistic: found in a fraction of the time of an interpolated quantile.
    p99s_s = np.partition(batches_s, int(SHARE * length), axis=1)[:, int(SHARE * length)]
    kept = int(KEPT * batches_s.size)
    return Figures(batches_s.mean(axis=1), p99s_s, np.partition(batches_s.ravel(), -kept)[-kept:])


def together(runs: list[Figures]) -> Stage:
    """Return what chunks say together; how much their batches differ says how sure it is."""
    means_s, p99s_s, slowest_s = (np.concatenate(each) for each in zip(*runs, strict=True))
    # The p99 of all is not the mean of the chunks': a chunk whose queues were long has more than its share in it.
    place = -round((1 - SHARE) / KEPT * len(slowest_s))
    p99_s = float(np.partition(slowest_s, place)[place])
    return Stage(len(runs) * CHUNK, around(float(means_s.mean()), means_s), around(p99_s, p99s_s))


def around(value: float, figures: Values) -> Interval:
    """Return a value with the interval that the figures of its batches give it."""
    error, freedom = intervals.error_of_mean(figures)
    reach = intervals.student(freedom, LEVEL) * error
    return Interval(value - reach, value, value + reach, error)


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
