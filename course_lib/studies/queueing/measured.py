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
from course_lib.simulation import Interval, Pods, interval_of, simulate
from course_lib.studies.queueing.setting import PODS, SEED, SERVICE_S

Values = NDArray[np.float64]
RANDOM, ROUND_ROBIN, ONE_QUEUE = BALANCING = ("random", "round robin", "one queue for all")
STAGES = (10_000, 20_000, 50_000, 100_000, 200_000, 300_000)
BATCHES = 20
WARM_UP = 0.1  # of a run
CHUNK, CHUNKS = 500_000, 20  # ten million requests; more at once would take a gigabyte
SHARE = 0.99
SURE = 1.96  # standard errors to each side, for 95 in 100


class Figures(NamedTuple):
    """What a run says: the mean and the p99 of each of its batches, and the p99 of all of it (one entry)."""

    means_s: Values
    p99s_s: Values
    p99_s: Values


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
    stages = tuple(stage_of(length, [figures_of(latency_s[:length])]) for length in lengths)
    return MeasuredStudy(balancing, utilisation, exact(balancing, utilisation), stages)


def measured_parts(
    balancing: str, utilisation_percent: float, thousands: float
) -> Iterator[tuple[float, MeasuredStudy]]:
    """Run ten million requests chunk by chunk; after each one yield the share done and the study so far."""
    study = measured_study(balancing, utilisation_percent, thousands)
    figures: list[Figures] = []
    for chunk in range(1, CHUNKS + 1):
        figures.append(figures_of(latencies_s(balancing, study.utilisation, CHUNK, SEED + chunk)))
        longer = replace(study, stages=(*study.stages, stage_of(chunk * CHUNK, figures)))
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


def figures_of(latency_s: Values) -> Figures:
    """Return mean and p99 of each batch of a run, and the p99 of all; without the warm-up."""
    length = int(len(latency_s) * (1 - WARM_UP)) // BATCHES
    kept_s = latency_s[len(latency_s) - BATCHES * length :]
    batches_s = kept_s.reshape(BATCHES, length)
    return Figures(batches_s.mean(axis=1), slowest(batches_s), slowest(kept_s[np.newaxis]))


def slowest(rows_s: Values) -> Values:
    """Return the p99 of each row: an order statistic, found in a fraction of the time of an interpolated quantile."""
    place = int(SHARE * rows_s.shape[1])
    return np.asarray(np.partition(rows_s, place, axis=1)[:, place])


def stage_of(requests: int, runs: list[Figures]) -> Stage:
    """Return what one or more runs say together; how much their batches differ says how sure it is."""
    means, percentiles, wholes = (np.concatenate(each) for each in zip(*runs, strict=True))
    mean_s = interval_of(float(means.mean()), means)
    # The p99 of a batch is a little low where the batch is short; so the value is that of whole runs.
    return Stage(requests, mean_s, interval_of(float(wholes.mean()), percentiles))


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
