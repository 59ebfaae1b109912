"""What an overhead inside every rock does to the best size of a rock.

Vocabulary: capacity C (1.0, a node of 16 cores), size x (0.079: a pod *including* its overhead),
overhead o (0.00625: a proxy of 0.1 core on 16), useful work p = x - o (0.073). Large rocks leave
large gaps, small rocks are mostly overhead, so somewhere between lies a best size.
"""

from __future__ import annotations

import math

from numpy.typing import ArrayLike

from course_lib import require
from course_lib.rocks.packing import pack


def overhead_share(useful: float, overhead: float) -> float:
    """Return the share of a rock that is overhead, o / (p + o), from 0 to 1.

    >>> overhead_share(useful=0.3, overhead=0.1)
    0.25
    """
    require.positive("useful", useful)
    require.that(require.number("overhead", overhead) >= 0, "overhead", overhead, "be zero or more")
    return overhead / (useful + overhead)


def guaranteed_efficiency(size: float, overhead: float, capacity: float = 1.0, largest: float | None = None) -> float:
    """Return the share of the paid capacity that is sure to be useful work: (1 - x/C)·(1 - o/x).

    No rule that opens a box only when nothing fits leaves more than one box emptier than 1 - x/C (x the
    largest size); of what fills the boxes, o/x is overhead (x the mean size). The one box is neglected, so
    it holds for many boxes.

    Parameters
    ----------
    size, overhead : float
        The mean size, overhead included, and the overhead in each, in the unit of the capacity.
    capacity : float
        What one box holds.
    largest : float, optional
        The largest size, where sizes differ; by default all are alike.

    >>> round(guaranteed_efficiency(size=0.25, overhead=0.1 / 16), 4)
    0.7312
    >>> round(guaranteed_efficiency(size=0.25, overhead=0.1 / 16, largest=0.5), 4)
    0.4875
    """
    require.positive("capacity", capacity)
    require.positive("size", size)
    require.between("size", size, 0.0, capacity)
    require.between("overhead", overhead, 0.0, size)
    largest = size if largest is None else require.between("largest", largest, size, capacity)
    return (1 - largest / capacity) * (1 - overhead / size)


def best_guaranteed_size(overhead: float, capacity: float = 1.0) -> float:
    """Return the size whose guaranteed efficiency is the highest, √(o·C); it is (1 - √(o/C))² there.

    The best *guarantee*, not the best size: real packings leave far smaller gaps than they might, and
    favour larger rocks (`reached_efficiency`).

    >>> round(best_guaranteed_size(overhead=0.1, capacity=16), 2)
    1.26
    """
    require.positive("capacity", capacity)
    require.between("overhead", overhead, 0.0, capacity)
    return math.sqrt(overhead * capacity)


def reached_efficiency(
    sizes: ArrayLike, overhead: float, capacity: float = 1.0, rule: str = "first_fit_decreasing"
) -> float:
    """Return the share of the paid capacity that a real packing turns into useful work.

    Useful work is the sizes without an overhead each; paid are all boxes in full.

    >>> reached_efficiency([0.5, 0.5, 0.4, 0.6], overhead=0.1)
    0.8
    """
    packing = pack(sizes, capacity, rule)
    smallest = packing.sizes.min(initial=capacity)
    require.between("overhead", overhead, 0.0, float(smallest))
    if len(packing) == 0:
        return 1.0
    useful = float(packing.sizes.sum()) - overhead * packing.sizes.size
    return useful / (len(packing) * capacity)
