"""Demand: what a service is asked for over time, and what capacity that leaves idle or short.

Vocabulary
----------
demand       3.2 cores at 12:05: one quantity on a regular grid; what isn't known is a gap, and never zero
peak         5 cores, 2.5 times the mean: temporal, as it is about moments; "busiest over mean" is spatial, about pods
waste        used, temporal, spatial, spare: four parts that add up to a fixed capacity
capacity     by peak, by quantile with a margin, by mean: fixed, in the demand's unit
violation    1.5% of the time: more is asked for than there is
"""

from course_lib.sizing.demand.capacity import (
    CapacityCheck,
    capacity_by_busiest_mean,
    capacity_by_mean,
    capacity_by_peak,
    capacity_by_quantile,
    check_capacity,
    quantile_of_sum,
    sum_of_quantiles,
)
from course_lib.sizing.demand.curves import Event, synthetic_day, synthetic_week
from course_lib.sizing.demand.demand import Demand
from course_lib.sizing.demand.ranges import mean_range, pods_for, pods_range
from course_lib.sizing.demand.waste import Waste, balanced, shared_out, split_waste

__all__ = [
    "CapacityCheck",
    "Demand",
    "Event",
    "Waste",
    "balanced",
    "capacity_by_busiest_mean",
    "capacity_by_mean",
    "capacity_by_peak",
    "capacity_by_quantile",
    "check_capacity",
    "mean_range",
    "pods_for",
    "pods_range",
    "quantile_of_sum",
    "shared_out",
    "split_waste",
    "sum_of_quantiles",
    "synthetic_day",
    "synthetic_week",
]
