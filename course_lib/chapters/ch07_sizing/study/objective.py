"""Pods for an objective by balancer, number of proxies and workers a pod, worked out once and kept in a table.

Vocabulary: `reserved` (72) are the workers of all pods together, busy or not: what 72 pods of one worker, or 18 of
four, hold ready for the 36 that are busy.

One cell takes seconds to simulate, and a slider has no seconds: `tools/objective.py` writes the table anew.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from course_lib import balancers, sizing, tables
from course_lib.balancers import Balancer

OFFERED, OBJECTIVE = 36.0, 2.0
MOST_WORKERS = 8
PROXIES = (1, 2, 3, 5, 10, 20, 50)
COLUMNS = ("balancer", "workers", "proxies", "low", "pods", "high")
# Peak EWMA as Linkerd sets it, 10 s and 30 ms, for requests of 100 ms: here a mean service time is 1 s.
BALANCERS: dict[str, Balancer] = {
    "two choices": balancers.POWER_OF_TWO_CHOICES,
    "Peak EWMA": balancers.peak_ewma(decay_s=100.0, default_s=0.3),
    "least in flight": balancers.LEAST_IN_FLIGHT,
}


def need(workers: int) -> sizing.Need:
    """Return the need: 36 workers kept busy, and a mean latency of at most two service times."""
    return sizing.Need(OFFERED, OBJECTIVE, workers=workers)


@dataclass(frozen=True)
class ObjectiveStudy:
    """Pods needed with so many workers each, by balancer and number of proxies.

    Attributes
    ----------
    workers : int
        Requests a pod works on at once.
    needed : dict of str to dict of int to PodsNeeded
        By balancer and number of proxies.
    random, one_queue : PodsNeeded
        From formulas; neither depends on the proxies.
    """

    workers: int
    needed: dict[str, dict[int, sizing.PodsNeeded]]
    random: sizing.PodsNeeded
    one_queue: sizing.PodsNeeded

    def reserved(self, needed: sizing.PodsNeeded) -> int:
        """Return the workers of so many pods together."""
        return needed.pods * self.workers

    def saved(self, balancer: str, proxies: int) -> int:
        """Return how many pods fewer than random a balancer needs."""
        return self.random.pods - self.needed[balancer][proxies].pods


def objective_study(workers: float) -> ObjectiveStudy:
    """Look up the pods for 36 busy workers and a mean latency of at most two service times.

    >>> study = objective_study(1)
    >>> study.random.pods, study.needed["two choices"][1].pods, study.one_queue.pods
    (72, 45, 37)
    """
    number = int(workers)
    needed = {name: {views: kept()[name, number, views] for views in PROXIES} for name in BALANCERS}
    asked = need(number)
    return ObjectiveStudy(number, needed, sizing.pods_at_random(asked), sizing.pods_with_one_queue(asked))


@cache
def kept() -> dict[tuple[str, int, int], sizing.PodsNeeded]:
    """Return what the table holds, by balancer, workers and proxies."""
    found = {}
    for row in tables.rows("objective", COLUMNS):
        low, pods, high = (int(row[end]) for end in ("low", "pods", "high"))
        cell = row["balancer"], int(row["workers"]), int(row["proxies"])
        found[cell] = sizing.PodsNeeded.from_simulations(low, pods, high, latency_s=math.nan)
    return found
