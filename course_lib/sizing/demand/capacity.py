"""How much capacity to hold for a demand: by its peak, a quantile with a margin, or its mean; and what comes of it.

Vocabulary: a `capacity` (4 cores) is fixed, and in the demand's unit; it is in `violation` while more is asked for; the
work `above` it has to wait, or is refused; what is `idle` (0.4) is the share of the capacity that isn't asked for.

Only the known time counts. A demand is the mean over each of its steps: what is higher for a moment within a step
doesn't show, so a longer step flatters every capacity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_lib import require
from course_lib.arrays import Flags
from course_lib.sizing.demand.demand import LARGEST, Demand
from course_lib.sizing.demand.given import a_demand

MOST_MARGIN = 10.0


def capacity_by_peak(demand: Demand, margin: float = 0.0) -> float:
    """Return the highest value, and a margin of it on top.

    >>> capacity_by_peak(Demand([1.0, 2.0, 6.0], step_s=60, unit="cores"))
    6.0
    """
    return capacity_by_quantile(demand, 1.0, margin)


def capacity_by_quantile(demand: Demand, share: float, margin: float = 0.0) -> float:
    """Return the value that so large a share of the known time stays below, and a margin of it on top.

    A margin of 0.15 is VPA's: 15% on top of the 90th percentile. Where the demand has high, short peaks, even that may
    lie below the mean.

    >>> capacity_by_quantile(Demand([1.0, 2.0, 6.0], step_s=60, unit="cores"), 0.5, margin=0.15)
    2.3
    """
    return a_demand(demand).quantile(share) * (1 + require.between("margin", margin, 0, MOST_MARGIN))


def capacity_by_mean(demand: Demand, margin: float = 0.0) -> float:
    """Return the mean, and a margin of it on top.

    >>> capacity_by_mean(Demand([1.0, 2.0, 6.0], step_s=60, unit="cores"))
    3.0
    """
    return a_demand(demand).mean * (1 + require.between("margin", margin, 0, MOST_MARGIN))


def capacity_by_busiest_mean(demand: Demand, over_s: float) -> float:
    """Return the highest of the means over so many seconds: the busiest hour's, or the busiest day's.

    Over one step it is the peak, over the whole demand its mean; the mean of the busiest day lies between them, and may
    lie far below that day's peak. Stretches follow one another from the start of the demand; what is left over at its
    end doesn't count.

    >>> capacity_by_busiest_mean(Demand([1.0, 2.0, 6.0, 0.0], step_s=60, unit="cores"), over_s=120)
    3.0
    """
    return a_demand(demand).averaged(demand.steps(over_s)).peak


@dataclass(frozen=True, kw_only=True)
class CapacityCheck:
    """What comes of a fixed capacity under a demand.

    Attributes
    ----------
    capacity : float
        In the demand's unit.
    unit : str
        The demand's.
    violated : float
        The share of the known time in which more is asked for than there is.
    stretches : int
        How often that happens: values in violation that follow one another are one stretch. A gap ends a stretch, as
        nobody knows whether it goes on.
    mean_stretch_s, longest_stretch_s : float
        How long one lasts; 0 where there is none.
    above : float
        What is asked for beyond the capacity, as a share of all that is asked for; 0 where nothing is.
    idle : float
        The share of the capacity that isn't asked for, over the known time.
    """

    capacity: float
    unit: str
    violated: float
    stretches: int
    mean_stretch_s: float
    longest_stretch_s: float
    above: float
    idle: float


def check_capacity(demand: Demand, capacity: float) -> CapacityCheck:
    """Hold a demand against a fixed capacity.

    What is above the capacity is counted where it arises; that it comes back later, as a queue or as retries, is
    chapter 05's matter, and makes violations longer than they are here.

    Parameters
    ----------
    demand : Demand
        What is asked for: where pods are limited, their usage isn't, as it never exceeds the limit.
    capacity : float
        In the demand's unit; positive.

    Raises
    ------
    ValueError
        If the capacity isn't positive.

    Examples
    --------
    >>> day = Demand([1.0, 5.0, 6.0, 2.0, 5.0, 1.0], step_s=60, unit="cores")
    >>> check = check_capacity(day, 4)
    >>> check.violated, check.stretches, check.mean_stretch_s, check.longest_stretch_s
    (0.5, 2, 90.0, 120.0)
    >>> check.above, round(check.idle, 3)
    (0.2, 0.333)
    """
    holds = require.positive("capacity", capacity)
    require.that(holds <= LARGEST, "capacity", capacity, f"be at most {LARGEST:g}")
    value = a_demand(demand).known_value
    lengths = stretches(demand.value > holds)  # a gap is in no violation: NaN > 4 is false
    above, asked = np.maximum(value - holds, 0).sum(), value.sum()
    return CapacityCheck(
        capacity=holds,
        unit=demand.unit,
        violated=sum(lengths) / len(value),
        stretches=len(lengths),
        mean_stretch_s=demand.step_s * sum(lengths) / max(1, len(lengths)),
        longest_stretch_s=demand.step_s * max(lengths, default=0),
        above=float(above / asked) if asked > 0 else 0.0,
        idle=float((np.maximum(holds - value, 0) / holds).mean()),
    )


def quantile_of_sum(demands: Sequence[Demand], share: float) -> float:
    """Return the quantile of what several services are asked for together: what capacity that they share needs.

    >>> web = Demand([9.0, 1.0, 1.0, 1.0], step_s=60, unit="cores")
    >>> api = Demand([1.0, 1.0, 1.0, 9.0], step_s=60, unit="cores")
    >>> quantile_of_sum([web, api], 1), sum_of_quantiles([web, api], 1)
    (10.0, 18.0)
    """
    return _together(demands).quantile(share)


def sum_of_quantiles(demands: Sequence[Demand], share: float) -> float:
    """Return the quantiles of several services added up: what they need if each has a capacity of its own.

    It isn't the quantile of the sum. It is more where the peaks of services lie apart; but it is less where each has
    peaks too rare to count in its own quantile, and together they are frequent. Both are the same where all services
    rise and fall together. Times at which any of them is unknown count for none.

    >>> rare = [Demand(np.eye(20)[number] * 9 + 1, step_s=60, unit="cores") for number in range(4)]
    >>> quantile_of_sum(rare, 0.9), sum_of_quantiles(rare, 0.9)
    (13.0, 4.0)
    """
    together = _together(demands)
    return sum(each.quantile(share) for each in _at_known_times(demands, together))


def _together(demands: Sequence[Demand]) -> Demand:
    is_good = isinstance(demands, list | tuple) and all(isinstance(each, Demand) for each in demands)
    require.that(is_good and len(demands) > 0, "demands", demands, "be a list of at least one Demand")
    first, *others = demands
    return sum(others, start=first)


def _at_known_times(demands: Sequence[Demand], together: Demand) -> list[Demand]:
    """Return each demand without the times at which any of them is a gap, so that all speak of the same time."""
    return [Demand(each.value[together.known], each.step_s, each.unit) for each in demands]


def stretches(flags: Flags) -> list[int]:
    """Return how many values each run of true ones has.

    >>> stretches(np.array([True, True, False, True]))
    [2, 1]
    """
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    lengths: list[int] = (edges[1::2] - edges[::2]).tolist()
    return lengths
