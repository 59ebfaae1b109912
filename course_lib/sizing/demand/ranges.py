"""A demand and its pods as values with a range, as the ledger keeps them.

Vocabulary: the mean of a `stretch` (a day) is higher or lower than that of the whole, and how far is the range of the
mean; a `margin` is what is held on top of a quantile, and between the least and the most margin lies the range of pods.
"""

from __future__ import annotations

import math

from course_lib import require
from course_lib.estimate import Estimate
from course_lib.plural import lasting
from course_lib.sizing.demand.capacity import capacity_by_quantile
from course_lib.sizing.demand.demand import PER_POD, Demand
from course_lib.sizing.demand.given import a_demand

MOST_PODS = 1_000_000
SHORTER = "to try: a longer time in the file, or over_s=3600 for a range from hour to hour"


def mean_range(demand: Demand, over_s: float = 86_400.0) -> Estimate:
    """Return the mean with its range from day to day, or from one stretch of so many seconds to the next.

    The range is that of the means over the stretches: how far one day may be off. Values within a day may differ far
    more.

    Raises
    ------
    ValueError
        If the demand doesn't hold at least two such stretches, as one says nothing of what another may be.

    Examples
    --------
    >>> mean_range(Demand([1.0, 3.0, 4.0, 6.0], step_s=3600, unit="requests/s"), over_s=7200)
    3.5 requests/s (2 to 5)
    """
    lasts_s = a_demand(demand).duration_s
    rule = f"fit twice into the {lasting(lasts_s)} of the demand, so that there is a range ({SHORTER})"
    require.that(2 * require.positive("over_s", over_s) <= lasts_s, "over_s", over_s, rule)
    steps = demand.steps(over_s)
    means = demand.averaged(steps).known_value
    best = demand.mean
    low, high = min(best, float(means.min())), max(best, float(means.max()))
    return Estimate(best=best, low=low, high=high, unit=demand.unit, source=f"{demand.name} ({demand.source})")


def pods_for(capacity: float, capacity_per_pod: float) -> int:
    """Return how many pods make up a capacity: rounded up, as there are no parts of pods.

    >>> pods_for(4.5, 0.5), pods_for(4.6, 0.5)
    (9, 10)
    """
    pods = require.positive("capacity", capacity) / require.positive("capacity_per_pod", capacity_per_pod)
    require.that(pods <= MOST_PODS, "capacity_per_pod", capacity_per_pod, f"make at most {MOST_PODS:,} pods")
    return max(1, math.ceil(pods * (1 - 1e-12)))  # 0.3 / 0.1 is no more than 3, but for rounding


def pods_range(
    demand: Demand,
    capacity_per_pod: float,
    share: float = 0.99,
    margin: tuple[float, float, float] = (0.0, 0.15, 0.3),
    *,
    unit: str | None = None,
) -> Estimate:
    """Return the pods for a quantile of the demand with a margin, from the smallest margin to the largest.

    Parameters
    ----------
    demand : Demand
        Of all pods together.
    capacity_per_pod : float
        What one pod is meant to take of it, in the demand's unit: its request times your target, if you scale by CPU.
    share, margin : float, (low, best, high)
        See `capacity_by_quantile`.
    unit : str, optional
        In which you know the capacity ("requests/s"): a demand in another unit is then refused.

    Raises
    ------
    ValueError
        If the demand is that of one pod or in another unit, or an argument breaks its rule.

    Examples
    --------
    >>> pods_range(Demand([1.0, 2.0, 4.0], step_s=60, unit="cores"), capacity_per_pod=0.5, share=1)
    10 pods (8 to 11)
    """
    require.that(not a_demand(demand).unit.endswith(PER_POD), "unit", demand.unit, "be that of a total, not of one pod")
    require.that(unit in (None, demand.unit), "demand", demand.unit, f"be in {unit}, as the capacity is")
    is_three = isinstance(margin, list | tuple) and len(margin) == 3
    margins = [require.number("margin", each) for each in margin] if is_three else []
    require.that(is_three and margins == sorted(margins), "margin", margin, "be (low, best, high)")
    low, best, high = (pods_for(capacity_by_quantile(demand, share, each), capacity_per_pod) for each in margin)
    source = f"{demand.name} ({demand.source}): quantile {share:g} with a margin of {margin[1]:.0%}"
    return Estimate(best=best, low=low, high=high, unit="pods", source=source)
