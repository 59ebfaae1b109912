"""A day over ten pods of a fixed capacity: what is used, what waits for the evening, and what for the busiest pod.

Vocabulary: fifty connections lie on the ten pods as chance may leave them (9, 7, …, 1; chapter 04's busiest pod has 8.7
on average), and each carries as much as the others; with `balance` (50%) half of the requests follow them, and half are
shared evenly. The capacity is `kept` as it had to be without balance, or `lowered` to what the busiest pod still needs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.sizing.demand.curves import synthetic_day
from course_lib.sizing.demand.waste import Waste, balanced, shared_out, split_waste

CONNECTIONS = (9, 7, 6, 6, 5, 5, 4, 4, 3, 1)
PODS = len(CONNECTIONS)
MEAN_CORES, STEP_S = 2.0, 300.0
KEPT, LOWERED = CAPACITIES = ("kept", "lowered as far as it goes")


@dataclass(frozen=True)
class WasteStudy:
    """What a day's demand leaves unused.

    Attributes
    ----------
    balance, peak_over_mean : float
        The share of the requests that are shared evenly; the demand's peak, in means.
    capacity : str
        One of `CAPACITIES`.
    hour : array of float
        When each moment is.
    waste : Waste
        In cores.
    at_peak : array of float
        What each pod uses at the busiest moment, the busiest pod first.
    unbalanced : Waste
        The same day without balance.
    coloured : bool
        Whether the parts of what isn't used may be told apart: not before the learner's prediction.
    """

    balance: float
    peak_over_mean: float
    capacity: str
    hour: Values
    waste: Waste
    at_peak: Values
    unbalanced: Waste
    coloured: bool = True

    @property
    def unused(self) -> float:
        """Cores that aren't used, on average."""
        return self.waste.capacity - self.waste.mean("used")

    @property
    def gone(self) -> float:
        """Cores fewer than without balance."""
        return self.unbalanced.capacity - self.waste.capacity

    @property
    def gone_share(self) -> float:
        """The same as a share of what isn't used without balance."""
        return self.gone / (self.unbalanced.capacity - self.unbalanced.mean("used"))


def waste_study(balance_percent: float, peak_over_mean: float = 2.5, capacity: str = KEPT) -> WasteStudy:
    """Share a day's demand over ten pods, the more evenly the more balance there is, and split what isn't used.

    >>> waste_study(0).waste
    Waste(22% used, 33% temporal, 44% spatial, 0% spare)
    >>> waste_study(100).waste, waste_study(100, capacity=LOWERED).waste
    (Waste(22% used, 33% temporal, 0% spatial, 44% spare), Waste(40% used, 60% temporal, 0% spatial, 0% spare))
    """
    day = synthetic_day(MEAN_CORES, peak_over_mean=peak_over_mean, step_s=STEP_S)
    usage = shared_out(day, CONNECTIONS)
    unbalanced = split_waste(usage)
    after = balanced(usage, balance_percent / 100)
    waste = split_waste(after, unbalanced.capacity_per_pod if capacity == KEPT else None)
    at_peak = after[:, int(np.argmax(day.value))]
    return WasteStudy(balance_percent / 100, peak_over_mean, capacity, day.time_s / 3600, waste, at_peak, unbalanced)
