"""Pack sizes into boxes by a named rule, checked at the door and fast: a million sizes in a second."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_lib import require
from course_lib.arrays import ReadOnly, Values, Whole, freeze
from course_lib.plural import counted
from course_lib.rocks import kernels
from course_lib.rocks.steps import require_steps

DECREASING = "_decreasing"
KERNELS = {
    "next_fit": kernels.next_fit,
    "first_fit": kernels.first_fit,
    "best_fit": kernels.best_fit,
    "worst_fit": kernels.worst_fit,
}
RULES = (*KERNELS, *(name + DECREASING for name in KERNELS))


@dataclass(frozen=True, eq=False, repr=False)
class Packing(ReadOnly):
    """Which box each size went into, and what that costs.

    `pack` and `optimal` make them; whoever makes one by hand answers for what it says.

    Attributes
    ----------
    sizes : NDArray
        The sizes in the order given; whole numbers stay whole numbers.
    capacity : float
        What one box holds, in the unit of the sizes.
    box_of : NDArray of int
        For each size its box; boxes are numbered in the order opened.
    rule : str
        The rule that made it, one of `RULES`, or "optimal".

    Examples
    --------
    >>> packing = pack([4, 8, 1, 4, 2, 1], 10, rule="next_fit")
    >>> packing
    Packing(next_fit: 6 sizes in 3 boxes of 10, 66.7% useful)
    >>> packing.bins, packing.waste
    ([[4], [8, 1], [4, 2, 1]], 10.0)
    """

    sizes: Values | Whole
    capacity: float
    box_of: Whole
    rule: str

    def __len__(self) -> int:
        """Return the number of boxes."""
        return int(self.box_of.max(initial=-1)) + 1

    def __repr__(self) -> str:
        """Say it in one line that is the same on every run."""
        boxes, sizes = counted(len(self), "box", "boxes"), counted(self.sizes.size, "size")
        return f"Packing({self.rule}: {sizes} in {boxes} of {self.capacity:g}, {self.efficiency:.1%} useful)"

    @cached_property
    def bins(self) -> list[list[float]]:
        """The boxes in the order opened, each a list of its sizes in the order placed."""
        order = placing_order(require_steps(self.sizes, self.capacity).sizes, self.rule)
        indices, ends = kernels.sort_by_box(self.box_of, order, len(self))
        flat: list[float] = self.sizes[indices].tolist()
        return [flat[start:end] for start, end in pairwise([0, *ends.tolist()])]

    @property
    def waste(self) -> float:
        """The room paid for and left empty, in the unit of the sizes."""
        # Rounding of decimals may leave a full box over by the sixteenth digit: that is no waste.
        return max(0.0, len(self) * float(self.capacity) - float(self.sizes.sum()))

    @property
    def efficiency(self) -> float:
        """The share of the paid room that is filled, 0 to 1; with nothing to pack 1, as nothing is wasted."""
        return 1.0 - self.waste / (len(self) * float(self.capacity)) if len(self) else 1.0


def placing_order(steps: Values, rule: str) -> Whole:
    """Return the indices of the sizes in the order in which the rule places them."""
    if rule.endswith(DECREASING):
        return np.argsort(-steps, kind="stable")
    return np.arange(len(steps))


def read_only_copy(values: ArrayLike) -> Values | Whole:
    """Return a read-only copy; whole numbers stay whole, anything else is float64."""
    copy: NDArray[Any] = np.array(values, dtype=np.float64)
    if copy.size and np.asarray(values).dtype.kind in "iu":
        copy = np.array(values, dtype=np.int64)
    return freeze(copy)


def pack(sizes: ArrayLike, capacity: float, rule: str = "first_fit_decreasing") -> Packing:
    """Pack the sizes into boxes of one capacity: the textbook rule box for box, in O(n log n).

    Decimals add up as on paper: 0.1 + 0.2 + 0.7 fills a box of 1.0 in any order, and so does six
    times 1/6. Sizes are read to 14 digits of the capacity, and a box may be over by 1e-9 of it in all
    (for up to 100,000 sizes in a box); among whole numbers by nothing. Where the textbook loop
    stumbles over the sixteenth digit, `pack` does not.

    Parameters
    ----------
    sizes : sequence of numbers
        Positive, none above the capacity; may be empty.
    capacity : float
        What one box holds, in the unit of the sizes.
    rule : str
        One of `RULES`.

    Raises
    ------
    ValueError
        For anything that cannot be packed; a size that is too large is named: `sizes[2] must be at
        most the capacity 10, got 11.0`.

    Examples
    --------
    >>> pack([4, 8, 1, 4, 2, 1], 10).bins
    [[8, 2], [4, 4, 1, 1]]
    >>> len(pack([0.7, 0.1, 0.2] * 10, 1.0, rule="best_fit"))
    10
    """
    require.one_of("rule", rule, RULES)
    steps, box, forgiven = require_steps(sizes, capacity)
    order = placing_order(steps, rule)
    box_of = np.empty(len(steps), np.int64)
    box_of[order] = KERNELS[rule.removesuffix(DECREASING)](steps[order], box + forgiven)
    return Packing(read_only_copy(sizes), capacity, box_of, rule)
