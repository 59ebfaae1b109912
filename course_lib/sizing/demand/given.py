"""A demand at the door: what is given in its place is named, and told how to become one."""

from __future__ import annotations

from typing import Any

from course_lib import require
from course_lib.sizing.demand.demand import Demand


def a_demand(given: Any) -> Demand:
    """Return what is given if it is a demand.

    >>> a_demand([1.0, 2.0])
    Traceback (most recent call last):
    ...
    ValueError: demand must be a Demand: Demand([1.0, 2.0], step_s=60, unit="cores") makes one, got [1.0, 2.0]
    """
    rule = 'be a Demand: Demand([1.0, 2.0], step_s=60, unit="cores") makes one'
    require.that(isinstance(given, Demand), "demand", given, rule)
    demand: Demand = given
    return demand
