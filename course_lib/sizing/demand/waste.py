"""Capacity that isn't used, by the reason why it is there: what waits for a busier pod, and what for a busier moment.

Each pod has the same fixed capacity. What it doesn't use is split by what it would take to do without:

used       what the pods use, at each moment
temporal   from there up to what the busiest moment takes, evenly shared: the same pods need it at another time
spatial    from there up to what the busiest pod takes at its own busiest moment: held because pods differ
spare      from there up to the capacity: no pod ever uses it

The four add up to the capacity at every moment. Sharing the same work evenly between the pods moves no work in time,
so the temporal part stays as it is, however well a balancer does. The spatial part turns into spare capacity: it is
still there, and still paid for, until somebody lowers the capacity. Where pods differ at quiet moments only, there is
no spatial part: the busiest moment needs the capacity anyway.

Vocabulary: a row of `usage` (0.3, 0.9 cores) is what one pod uses from moment to moment, a column what all pods use at
one moment; the `balance` (0.5) is how far from its own usage to an even share each pod is moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import ReadOnly, Values
from course_lib.sizing.demand.demand import LARGEST, Demand
from course_lib.sizing.demand.given import a_demand

Usage = Sequence[ArrayLike] | Values
USED, TEMPORAL, SPATIAL, SPARE = PARTS = ("used", "temporal", "spatial", "spare")


@dataclass(frozen=True, eq=False, repr=False)
class Waste(ReadOnly):
    """A fixed capacity, split at each moment into what is used and three kinds of what isn't.

    Attributes
    ----------
    pods : int
        How many there are.
    capacity_per_pod : float
        The same for all, at all times.
    used, temporal : NDArray of float, shape (n,)
        Of all pods together, at each moment; NaN where the usage of one of them is not known.
    spatial, spare : float
        Of all pods together, at any moment.
    """

    pods: int
    capacity_per_pod: float
    used: Values
    temporal: Values
    spatial: float
    spare: float

    def __repr__(self) -> str:
        """Say the shares of the capacity."""
        return f"Waste({', '.join(f'{self.share(part):.0%} {part}' for part in PARTS)})"

    @property
    def capacity(self) -> float:
        """Of all pods together, at any moment."""
        return self.pods * self.capacity_per_pod

    @property
    def needed_per_pod(self) -> float:
        """What the busiest pod uses at its busiest moment: the least capacity that all can have."""
        return (self.capacity - self.spare) / self.pods

    def mean(self, part: str) -> float:
        """Return a part's mean over the known moments, in the unit of the usage: it is never taken for zero in a gap.

        >>> split_waste([[1, 3], [1, 1]], capacity_per_pod=4).mean("temporal")
        1.0
        """
        return float(np.nanmean(getattr(self, require.one_of("part", part, PARTS))))

    def share(self, part: str) -> float:
        """Return a part's share of the capacity, over the known moments.

        >>> waste = split_waste([[1, 3], [1, 1]], capacity_per_pod=4)
        >>> [waste.share(part) for part in PARTS]
        [0.375, 0.125, 0.25, 0.25]
        """
        return self.mean(part) / self.capacity

    def share_of_unused(self, part: str) -> float:
        """Return a part's share of the capacity that isn't used; NaN where all of it is used.

        >>> split_waste([[1, 3], [1, 1]], capacity_per_pod=4).share_of_unused("spatial")
        0.4
        """
        unused = self.capacity - self.mean(USED)
        return self.mean(part) / unused if unused > 0 else float("nan")


def split_waste(usage: Usage, capacity_per_pod: float | None = None) -> Waste:
    """Split the capacity of pods into what is used, and what is there for another moment, another pod, or nobody.

    Parameters
    ----------
    usage : array of float, shape (pods, n)
        What each pod uses at each moment, zero or more; NaN where that isn't known. A moment with a gap in any pod is
        left out of everything.
    capacity_per_pod : float, optional
        The same for all pods. By default what the busiest pod uses at its busiest moment: then there is no spare.

    Raises
    ------
    ValueError
        If the usage isn't such a table, or a pod uses more than its capacity: no pod can. Where you know what was asked
        for and not what was used, see `check_capacity`.

    Examples
    --------
    Two pods at two moments. The first pod needs 3; evenly shared, the busiest moment needs 2 of each:

    >>> split_waste([[1, 3], [1, 1]])
    Waste(50% used, 17% temporal, 33% spatial, 0% spare)
    """
    table = _checked(usage)
    pods, known = len(table), ~np.isnan(table).any(axis=0)
    require.that(bool(known.any()), "usage", usage, "have a moment at which the usage of every pod is known")
    used = table.sum(axis=0)
    highest, busiest = float(table[:, known].max()), float(used[known].max())
    capacity = highest if capacity_per_pod is None else require.positive("capacity_per_pod", capacity_per_pod)
    require.that(capacity > 0, "usage", usage, "not be zero everywhere, unless there is a capacity_per_pod")
    rule = f"be at least {highest:g}, which one pod uses"
    require.that(capacity >= highest, "capacity_per_pod", capacity, rule)
    # Never negative: no mean exceeds the highest, but a rounded one may by a hair.
    spatial, spare = max(0.0, pods * highest - busiest), pods * (capacity - highest)
    return Waste(pods, capacity, used, busiest - used, spatial, spare)


def balanced(usage: Usage, balance: float = 1.0) -> Values:
    """Return the same work shared more evenly: each pod is moved towards an even share, moment by moment.

    Parameters
    ----------
    usage : array of float, shape (pods, n)
        See `split_waste`.
    balance : float
        0 changes nothing, 1 gives every pod the same.

    Examples
    --------
    >>> balanced([[1, 3], [1, 1]], balance=0.5).tolist()
    [[1.0, 2.5], [1.0, 1.5]]
    """
    table, moved = _checked(usage), require.between("balance", balance, 0, 1)
    even: Values = table.mean(axis=0)
    return (1 - moved) * table + moved * even


def shared_out(demand: Demand, shares: ArrayLike) -> Values:
    """Return what each pod uses of a demand, if its share of the whole is the same all the time.

    Parameters
    ----------
    demand : Demand
        Of all pods together.
    shares : array of float, shape (pods,)
        In any unit: 50 connections of ten pods, say. Zero or more, not all zero.

    Examples
    --------
    >>> shared_out(Demand([4.0, 8.0], step_s=60, unit="cores"), [3, 1]).tolist()
    [[3.0, 6.0], [1.0, 2.0]]
    """
    parts = require.numbers("shares", shares)
    fit = len(parts) > 0 and parts.min() >= 0 and 0 < parts.max() <= LARGEST
    require.that(fit, "shares", shares, f"be from 0 to {LARGEST:g}, not all 0")
    return np.outer(parts / parts.sum(), a_demand(demand).value)


def _checked(usage: Usage) -> Values:
    """Return the usage as a table, if it is one: a row a pod, the first bad value named."""
    rule = "have a row for each pod, all of one length"
    is_table = usage.ndim == 2 if isinstance(usage, np.ndarray) else isinstance(usage, list | tuple)
    require.that(is_table and len(usage) > 0, "usage", usage, rule)
    rows = [require.numbers(f"usage[{pod}]", row, gaps=True) for pod, row in enumerate(usage)]
    lengths = sorted({len(row) for row in rows})
    require.that(len(lengths) == 1 and lengths[0] > 0, "usage", usage, rule)
    table = np.stack(rows)
    for pod, moment in np.argwhere((table < 0) | (table > LARGEST))[:1]:
        require.that(False, f"usage[{pod}][{moment}]", float(table[pod, moment]), f"be from 0 to {LARGEST:g}, or NaN")
    return table
