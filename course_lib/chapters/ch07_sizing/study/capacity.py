"""A week's capacity by four rules, held against that week or the next one.

Vocabulary: a `rule` ("peak", "quantile", "busiest day", "mean") makes a capacity of the demand of one week; that is
then `held` against a week: the same one, the next, or the next with a match on Saturday evening, when twice as much is
asked for. Next week has the same rhythm, but its own noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from course_lib.arrays import Values
from course_lib.sizing import Demand
from course_lib.sizing.demand.capacity import (
    CapacityCheck,
    capacity_by_busiest_mean,
    capacity_by_mean,
    capacity_by_peak,
    capacity_by_quantile,
    check_capacity,
)
from course_lib.sizing.demand.curves import DAY_S, Event, synthetic_week

MEAN_CORES, PEAK_OVER_MEAN, NOISE, STEP_S = 40.0, 2.5, 0.1, 300.0
MATCH = Event(hour=5 * 24 + 20, hours=2.5, times=2.0)
SAME, NEXT, MATCH_WEEK = WEEKS = ("the same week", "the next week", "the next week, with a match")
PEAK, QUANTILE, BUSIEST_DAY, MEAN = RULES = ("peak", "quantile", "busiest day", "mean")
CURVE = 60  # capacities


@dataclass(frozen=True)
class CapacityStudy:
    """What comes of each rule.

    Attributes
    ----------
    share, margin : float
        Of the rule by quantile.
    held : str
        One of `WEEKS`.
    week : Demand
        The one that the capacities are held against, in cores.
    checks : dict of str to CapacityCheck
        By rule.
    curve : list of CapacityCheck
        Of capacities from a quarter of the mean to twice the peak.
    """

    share: float
    margin: float
    held: str
    week: Demand
    checks: dict[str, CapacityCheck]
    curve: tuple[CapacityCheck, ...]

    @property
    def day(self) -> Values:
        """When each value of the week is, in days."""
        return self.week.time_s / DAY_S


def capacity_study(quantile_percent: float, margin_percent: float, held: str = SAME) -> CapacityStudy:
    """Size for a week by four rules, and hold that against a week.

    >>> study = capacity_study(95, 15)
    >>> {rule: round(check.capacity) for rule, check in study.checks.items()}
    {'peak': 125, 'quantile': 96, 'busiest day': 44, 'mean': 40}
    """
    share, margin = quantile_percent / 100, margin_percent / 100
    sized, week = week_of(SAME), week_of(held)
    capacities = {
        PEAK: capacity_by_peak(sized),
        QUANTILE: capacity_by_quantile(sized, share, margin),
        BUSIEST_DAY: capacity_by_busiest_mean(sized, DAY_S),
        MEAN: capacity_by_mean(sized),
    }
    checks = {rule: check_capacity(week, capacity) for rule, capacity in capacities.items()}
    return CapacityStudy(share, margin, held, week, checks, curve_of(held))


@cache
def week_of(held: str) -> Demand:
    """Return a week by its name in `WEEKS`."""
    return synthetic_week(
        MEAN_CORES,
        peak_over_mean=PEAK_OVER_MEAN,
        noise=NOISE,
        step_s=STEP_S,
        event=MATCH if held == MATCH_WEEK else None,
        seed=1 if held == SAME else 2,
    )


@cache
def curve_of(held: str) -> tuple[CapacityCheck, ...]:
    """Return what comes of any capacity under a week."""
    week = week_of(held)
    return tuple(check_capacity(week, capacity) for capacity in np.geomspace(week.mean / 4, 2 * week.peak, CURVE))
