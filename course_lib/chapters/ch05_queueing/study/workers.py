"""Ten workers in pods of one, two, five or ten: p99 over the utilisation, and how busy each may be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values
from course_lib.chapters.ch05_queueing.setting import SERVICE_S
from course_lib.queueing import busiest, mmc_latency, mmc_percentile

WORKERS = 10
A_POD = (1, 2, 5, 10)  # workers a pod; the pods are then 10, 5, 2, 1
UTILISATIONS = np.arange(5, 98) / 100


@dataclass(frozen=True)
class WorkersStudy:
    """The same ten workers and the same requests, spread at random over fewer and larger pods.

    Attributes
    ----------
    utilisation, objective_s : float
        Where the latencies are read, and what 99 of 100 requests have to stay below.
    mean_s, p99_s : dict of int to float
        By workers a pod, at the utilisation.
    busiest : dict of int to float
        By workers a pod: the highest utilisation that meets the objective.
    """

    utilisation: float
    objective_s: float
    mean_s: dict[int, float]
    p99_s: dict[int, float]
    busiest: dict[int, float]


def workers_study(utilisation_percent: float, objective_ms: float) -> WorkersStudy:
    """Read p99 and the highest utilisation for each size of pod.

    >>> study = workers_study(80, 100)
    >>> {workers: round(share, 2) for workers, share in study.busiest.items()}
    {1: 0.54, 2: 0.76, 5: 0.9, 10: 0.95}
    """
    utilisation = utilisation_percent / 100
    mean_s = {workers: mmc_latency(utilisation, workers, SERVICE_S) for workers in A_POD}
    p99_s = {workers: mmc_percentile(utilisation, workers, 0.99, SERVICE_S) for workers in A_POD}
    return WorkersStudy(utilisation, objective_ms / 1000, mean_s, p99_s, busiest_by_size(objective_ms / 1000))


@lru_cache(maxsize=256)
def busiest_by_size(objective_s: float) -> dict[int, float]:
    """Return the highest utilisation that meets an objective, by workers a pod."""
    return {workers: busiest(objective_s, SERVICE_S, workers) for workers in A_POD}


@lru_cache(maxsize=1)
def p99_curves_s() -> dict[int, Values]:
    """Return p99 at each of `UTILISATIONS`, by workers a pod."""
    busy = UTILISATIONS.tolist()
    return {workers: np.array([mmc_percentile(b, workers, 0.99, SERVICE_S) for b in busy]) for workers in A_POD}
