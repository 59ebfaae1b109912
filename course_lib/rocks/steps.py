"""Sizes and capacity as whole steps, so that decimals add up: the door that every packer shares.

Vocabulary: sizes [0.1, 0.2, 0.7] and capacity 1.0 come in; steps [1e13, 2e13, 7e13] in a box of
1e14, forgiven 5e4, go on to the kernels; on the grid they are [1, 2, 7] in a box of 10.

In floating point 0.1 + 0.2 is not 0.3, and whether a size fits, or which of two boxes is fuller, would
hang on the sixteenth digit. So every size is read to 14 digits of the capacity and counted in whole
steps. Whole numbers in float64 are exact below 2**53, which holds the 1e15 steps of a box: one dtype
serves whole numbers and decimals, and sums, comparisons and ties are exact for both. What decimals
cannot say (six times 1/6) is forgiven: half a billionth of the capacity in all, to whole numbers nothing.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Values, Whole

DIGITS = 14
FORGIVEN = 0.5e-9  # of the capacity; reading 100,000 sizes to 14 digits may take as much again


class Steps(NamedTuple):
    """Sizes and capacity as whole numbers of steps, and by how many a box may be over."""

    sizes: Values
    capacity: float
    forgiven: float

    def on_grid(self) -> tuple[Whole, int]:
        """Return sizes and capacity divided by their greatest common divisor.

        Without a grid coarser than what is forgiven, the divisor is 1 and the capacity includes it.

        >>> require_steps([0.1, 0.2, 0.7], 1.0).on_grid()
        (array([1, 2, 7]), 10)
        """
        whole, box = self.sizes.astype(np.int64), int(self.capacity)
        divisor = math.gcd(int(np.gcd.reduce(whole, initial=0)), box)
        if divisor <= self.forgiven:
            return whole, box + int(self.forgiven)
        return whole // divisor, box // divisor


def require_steps(sizes: ArrayLike, capacity: float) -> Steps:
    """Return sizes and capacity in whole steps, once they are known to be packable.

    Raise a ValueError if the capacity is not a positive number of at most 2**53, or a size is not
    positive, not finite or larger than the capacity; the message names it: `sizes[2]`.

    >>> require_steps([0.1, 0.2, 0.7], 1.0)
    Steps(sizes=array([1.e+13, 2.e+13, 7.e+13]), capacity=100000000000000.0, forgiven=50000.0)
    """
    require.positive("capacity", capacity)
    require.between("capacity", capacity, 1e-99, 2.0**53)
    values = require.numbers("sizes", sizes)
    for index in np.flatnonzero(values <= 0)[:1]:
        require.positive(f"sizes[{index}]", values[index].item())
    scale = 10.0 ** max(0, DIGITS - math.floor(math.log10(capacity)))
    whole = capacity % 1 == 0 and not (values % 1).any()
    steps, box = np.rint(values * scale), float(np.rint(capacity * scale))
    forgiven = 0.0 if whole else float(np.floor(box * FORGIVEN))
    for index in np.flatnonzero(steps > box + forgiven)[:1]:
        require.that(False, f"sizes[{index}]", values[index].item(), f"be at most the capacity {capacity:g}")
    return Steps(steps, box, forgiven)
