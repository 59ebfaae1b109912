"""Functions for a capacity by quantile and margin, and for the share of time above it, that are made of steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Demand = Sequence[Sequence[int]]
Totals = Sequence[float]


class At(NamedTuple):
    """What is known of the demand: the names are those of the exercise."""

    demand_m: Demand
    share: float
    margin: float
    totals: Totals
    quantile: float
    capacity_m: float


def nearest_rank(values: Totals, share: float) -> float:
    """Return the smallest value that so large a share of the values stays at or below."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def above(at: At) -> float:
    """Return the share of time above the capacity."""
    return sum(total > at.capacity_m for total in at.totals) / len(at.totals)


def all_at_once(demand_m: Demand) -> list[int]:
    """Return what all pods want together at each time."""
    return [sum(at_once) for at_once in zip(*demand_m, strict=True)]


def capacity_by(
    total: Callable[[Demand], Totals] = all_at_once,
    quantile: Callable[[Demand, Totals, float], float] = lambda demand_m, totals, share: nearest_rank(totals, share),
    margin: Callable[[At], float] = lambda at: at.quantile * (1 + at.margin),
    violated: Callable[[At], float] = above,
    last: Callable[[float, float], Any] = lambda capacity_m, violated: (capacity_m, violated),
) -> Callable[[Demand, float, float], Any]:
    """Return a function for both numbers, with some steps done in another way.

    The demands become one `total` at each time, those a `quantile`, and that a capacity with a `margin`; how much of
    the time is `violated` follows, and the `last` step returns the two.
    """

    def sized(demand_m: Demand, share: float, by: float) -> Any:
        totals = total(demand_m)
        at = At(demand_m, share, by, totals, quantile(demand_m, totals, share), 0)
        capacity_m = margin(at)
        return last(capacity_m, violated(at._replace(capacity_m=capacity_m)))

    return sized
