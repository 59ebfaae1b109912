"""A demand on the grid of an autoscaler's looks."""

from __future__ import annotations

import re

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.files.units import CORES
from course_lib.sizing.demand.given import a_demand

MOST_CORES = 1_000_000
TOWARDS = (
    (re.compile(r"(cores?|v?cpus?)", re.IGNORECASE), 'say the same by .scaled(1, "cores")'),
    (re.compile(r"(m|millicores?|mcores?|mcpu)", re.IGNORECASE), '.scaled(0.001, "cores") converts'),
    (re.compile(r".*%.*"), '.scaled(0.04, "cores") converts if 100% is 4 cores'),
    (re.compile(r"cores? per pod"), ".total(10) converts if there are 10 pods"),
    (re.compile(r".*/s"), '.scaled(0.01, "cores") converts if each takes 10 ms of CPU'),
)


def on_looks(demand: Demand, sync_s: int) -> Values:
    """Return the mean demand of each step between two looks; NaN where a part of it isn't known.

    >>> on_looks(Demand([1.0, 3.0], step_s=20, unit="cores"), 10).tolist()
    [1.0, 1.0, 3.0, 3.0]
    >>> on_looks(Demand([1.0, 3.0], step_s=30, unit="cores"), 20).tolist()
    [1.0, 2.0, 3.0]
    """
    unit = a_demand(demand).unit
    require.that(unit == CORES, "demand.unit", unit, f'be "{CORES}"{_towards_cores(unit)}')
    require.that(demand.peak <= MOST_CORES, "demand.peak", demand.peak, f"be at most {MOST_CORES:,}")
    steps = int(demand.duration_s // sync_s)
    require.that(steps >= 1, "demand.duration_s", demand.duration_s, f"be at least one step of {sync_s} s")
    if demand.step_s % sync_s == 0:
        return np.repeat(demand.value, int(demand.step_s // sync_s))
    edges_s = sync_s * np.arange(steps + 1, dtype=np.float64)
    means: Values = np.diff(_until(demand, np.nan_to_num(demand.value), edges_s)) / sync_s
    return means + _gaps(demand, edges_s)


def _towards_cores(unit: str) -> str:
    """Return how cores are made of a unit.

    >>> _towards_cores("millicores"), _towards_cores("bytes")
    (': .scaled(0.001, "cores") converts', '')
    """
    return next((f": {how}" for units, how in TOWARDS if units.fullmatch(unit)), "")


def _until(demand: Demand, value: Values, edges_s: Values) -> Values:
    """Return the integral of what is constant in each step, up to each time."""
    sums = np.concatenate([[0.0], np.cumsum(value * demand.step_s)])
    return np.asarray(np.interp(edges_s, np.arange(len(sums)) * demand.step_s, sums), np.float64)


def _gaps(demand: Demand, edges_s: Values) -> Values:
    """Return NaN for each step that reaches into a gap, else 0."""
    unknown_s = np.diff(_until(demand, (~demand.known).astype(np.float64), edges_s))
    return np.where(unknown_s > 1e-9 * demand.step_s, np.nan, 0.0)
