"""A demand on the grid of an autoscaler's looks."""

from __future__ import annotations

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.given import a_demand

CORES = "cores"
MOST_CORES = 1_000_000


def on_looks(demand: Demand, sync_s: int) -> Values:
    """Return the mean demand of each step between two looks; NaN where a part of it isn't known.

    >>> on_looks(Demand([1.0, 3.0], step_s=20, unit="cores"), 10).tolist()
    [1.0, 1.0, 3.0, 3.0]
    >>> on_looks(Demand([1.0, 3.0], step_s=30, unit="cores"), 20).tolist()
    [1.0, 2.0, 3.0]
    """
    require.that(
        a_demand(demand).unit == CORES, "demand.unit", demand.unit, f'be "{CORES}": .scaled(0.01, "cores") converts'
    )
    require.that(demand.peak <= MOST_CORES, "demand.peak", demand.peak, f"be at most {MOST_CORES:,}")
    steps = int(demand.duration_s // sync_s)
    require.that(steps >= 1, "demand.duration_s", demand.duration_s, f"be at least one step of {sync_s} s")
    if demand.step_s % sync_s == 0:
        return np.repeat(demand.value, int(demand.step_s // sync_s))
    edges_s = sync_s * np.arange(steps + 1, dtype=np.float64)
    means: Values = np.diff(_until(demand, np.nan_to_num(demand.value), edges_s)) / sync_s
    return means + _gaps(demand, edges_s)


def _until(demand: Demand, value: Values, edges_s: Values) -> Values:
    """Return the integral of what is constant in each step, up to each time."""
    sums = np.concatenate([[0.0], np.cumsum(value * demand.step_s)])
    return np.asarray(np.interp(edges_s, np.arange(len(sums)) * demand.step_s, sums), np.float64)


def _gaps(demand: Demand, edges_s: Values) -> Values:
    """Return NaN for each step that reaches into a gap, else 0."""
    unknown_s = np.diff(_until(demand, (~demand.known).astype(np.float64), edges_s))
    return np.where(unknown_s > 1e-9 * demand.step_s, np.nan, 0.0)
