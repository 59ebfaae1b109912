"""The fewest boxes that will do, with the proof: heuristic above, bound below, arc-flow between them.

Vocabulary: the optimum (4 boxes), a lower bound (4: nothing below is possible), proven (they meet).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Whole
from course_lib.rocks.arcflow import find_packing
from course_lib.rocks.bounds import lower_bound
from course_lib.rocks.packing import RULES, Packing, pack, read_only_copy
from course_lib.rocks.steps import require_steps

FINEST_GRID = 100_000  # positions in a box; more would not fit into memory as arcs
GRID_RULE = (
    f"fit a grid of at most {FINEST_GRID:,} steps a box, together with the capacity and the other sizes"
    " (round all of them to fewer digits, three, say)"
)


@dataclass(frozen=True)
class Optimum:
    """The best packing known, and how few boxes are known to be needed.

    Attributes
    ----------
    packing : Packing
        Its rule is "optimal" where the exact search found it, else the rule that did as well.
    lower_bound : int
        A number of boxes that no packing can beat.
    """

    packing: Packing
    lower_bound: int

    @property
    def is_proven(self) -> bool:
        """Whether the packing meets the bound, so that nothing better exists."""
        return len(self.packing) == self.lower_bound


def optimal(sizes: ArrayLike, capacity: float, time_limit_s: float = 60.0) -> Optimum:
    """Find the fewest boxes, by an exact search between the L2 bound and the best of all rules.

    Measured: 1,000 sizes from 20..100 in boxes of 150 take 3 seconds, 501 triplets in boxes of 1,000
    half a second. Hundreds of different sizes in a fine grid, with a little room to spare, are the hard
    case: when the time is up, or there are more than 200,000 arcs to search, you get the best packing
    known, with `is_proven` False.

    Parameters
    ----------
    sizes, capacity
        As for `pack`. They must lie on a common grid of at most 100,000 steps in a box: whole numbers,
        or decimals with few digits.
    time_limit_s : float
        Seconds for the exact search; it stops soon after.

    Raises
    ------
    ValueError
        As for `pack`, and for sizes on no common grid.

    Examples
    --------
    >>> found = optimal([44, 24, 24, 22, 21, 17, 8, 8, 6, 6], 60)
    >>> found.packing.bins, found.lower_bound, found.is_proven
    ([[44, 8, 8], [24, 24, 6, 6], [22, 21, 17]], 3, True)
    """
    require.positive("time_limit_s", time_limit_s)
    until = time.monotonic() + time_limit_s
    whole, box = _require_grid(sizes, capacity)
    best = min((pack(sizes, capacity, rule) for rule in RULES), key=len)
    bound = lower_bound(sizes, capacity)
    widths, kind_of, counts = np.unique(-whole, return_inverse=True, return_counts=True)
    while bound < len(best):
        decided, kinds = find_packing(-widths, counts, box, bound, max(0.0, until - time.monotonic()))
        if decided:
            return Optimum(Packing(read_only_copy(sizes), capacity, _box_of(kind_of, kinds), "optimal"), bound)
        if decided is None:
            break
        bound += 1
    return Optimum(best, bound)


def _require_grid(sizes: ArrayLike, capacity: float) -> tuple[Whole, int]:
    """Return sizes and capacity on their coarsest common grid, if that is coarse enough to search."""
    whole, box = require_steps(sizes, capacity).on_grid()
    # Size by size the common grid gets finer; the one that makes it too fine is the one to name.
    grids = box // np.gcd.accumulate(np.concatenate([[box], whole]))
    culprits = np.flatnonzero(grids > FINEST_GRID)
    if culprits.size:
        index = int(culprits[0]) - 1
        name, value = f"sizes[{index}]", np.asarray(sizes, dtype=np.float64)[index].item()
        require.that(False, name, value, GRID_RULE)
    return whole, box


def _box_of(kind_of: Whole, kinds: list[list[int]]) -> Whole:
    """Return the box of each size, given the kinds in each box; boxes are numbered by their first size."""
    waiting = [np.flatnonzero(kind_of == kind).tolist() for kind in range(kind_of.max(initial=-1) + 1)]
    box_of = np.empty(len(kind_of), np.int64)
    for box, members in enumerate(kinds):
        for kind in members:
            if kind < len(waiting):
                box_of[waiting[kind].pop()] = box
    _, first, number = np.unique(box_of, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[number]
