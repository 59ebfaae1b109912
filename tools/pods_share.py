"""Write course_lib/tables/pods_share.csv: the pods that balancers need over those that random needs, simulated anew.

`python -m tools.pods_share` takes some twenty minutes, and needs nothing but the library. For each number of pods,
workers and views it simulates the latency's mean and percentiles at a row of utilisations; where one meets an objective
lies between two of them, and there 1 / latency is all but a straight line, as it is one for M/M/1.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import product

import numpy as np

from course_lib import balancers
from course_lib.arrays import Values
from course_lib.balancers import Balancer
from course_lib.mesh.balance import COLUMNS, MEAN, ROUND_ROBIN, TWO_CHOICES, busiest
from course_lib.queueing import mm1_percentile
from course_lib.simulation import Run, simulate
from course_lib.simulation.pods import Pods
from course_lib.traffic import poisson_trace
from tools import table_file

ENDS = ("low", "best", "high")
BALANCERS = {TWO_CHOICES: balancers.POWER_OF_TWO_CHOICES, ROUND_ROBIN: balancers.ROUND_ROBIN}
OBJECTIVES = (MEAN, 0.9, 0.99)
WORKERS = (1, 2, 4, 8)
VIEWS = (1, 2, 3, 5, 10, 20, 50, 100, 300)
SIMULATED_PODS = (2, 4, 10, 30, 100)
UTILISATIONS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
PODS = (3, 5, 10, 20, 50, 100)  # that random needs
TIGHT = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
REQUESTS = 300_000
MANY_PODS = 50  # take twice as many requests: each of them needs its own long run

Ends = dict[str, Values]
Times = dict[tuple[float | str, int], Ends]  # by objective and views


def measured(balancer: Balancer, workers: int, pods: int) -> Times:
    """Return how many times the work alone each objective's latency takes, at each utilisation."""
    found: dict[tuple[float | str, int], list[tuple[float, ...]]] = {each: [] for each in product(OBJECTIVES, VIEWS)}
    for utilisation in UTILISATIONS:
        requests = REQUESTS * (1 + (pods > MANY_PODS))
        trace = poisson_trace(requests, utilisation=utilisation, pods=pods, workers=workers, seed=1)
        for views in VIEWS:
            run = simulate(trace, balancer, Pods.alike(pods, workers=workers), proxies=views).steady()
            for objective in OBJECTIVES:
                found[objective, views].append(times_alone(run, objective))
    return {each: dict(zip(ENDS, np.array(rows).T, strict=True)) for each, rows in found.items()}


def times_alone(run: Run, objective: float | str) -> tuple[float, ...]:
    """Return the ends of a latency over that of the work alone, whose mean is 1."""
    if isinstance(objective, str):
        found, alone = run.mean_interval(), 1.0
    else:
        found, alone = run.quantile_interval(objective), mm1_percentile(0.0, objective)
    return found.low / alone, found.best / alone, found.high / alone


def share(times: Values, workers: int, objective: float | str) -> Values:
    """Return the share of random's pods, for each of `TIGHT`, of a balancer that takes so many times the work alone."""
    tightness = np.array([0.0, *1 / times[::-1], 1.0])
    reached = np.interp(TIGHT, np.maximum.accumulate(tightness), [1.0, *UTILISATIONS[::-1], 0.0])
    return np.minimum(1.0, busiest(TIGHT, workers, objective) / reached)


def at_random_pods(shares: Values) -> Values:
    """Return shares for each of `PODS` that random needs from those for each of `SIMULATED_PODS`, balanced."""
    random = np.log(np.array(SIMULATED_PODS)[:, None] / shares)
    return np.stack([np.interp(np.log(PODS), random[:, at], shares[:, at]) for at in range(len(TIGHT))], axis=1)


def shares(found: list[Times], workers: int, objective: float | str, end: str) -> Values:
    """Return one end of all shares, by views, pods and tight; where more views seem better, it's chance."""
    rows = [
        at_random_pods(np.stack([share(times[objective, views][end], workers, objective) for times in found]))
        for views in VIEWS
    ]
    return np.maximum.accumulate(rows, axis=0)


def rows() -> Iterator[tuple[object, ...]]:
    """Yield the table's rows."""
    for (name, balancer), workers in product(BALANCERS.items(), WORKERS):
        found = [measured(balancer, workers, pods) for pods in SIMULATED_PODS]
        for objective in OBJECTIVES:
            ends = [shares(found, workers, objective, end) for end in ENDS]
            for views, pods, tight in product(*map(range, (len(VIEWS), len(PODS), len(TIGHT)))):
                cell = (round(float(each[views, pods, tight]), 3) for each in ends)
                yield name, objective, workers, VIEWS[views], PODS[pods], TIGHT[tight], *cell


def main() -> None:
    """Write the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    table_file.write("pods_share", COLUMNS, rows())


if __name__ == "__main__":
    main()
