"""How few boxes could do, and how many a rule may take at worst.

Vocabulary: a lower bound (4) is a number of boxes that no packing can beat; L1 counts volume, L2 also
counts the large sizes that cannot share a box; a guarantee says how far a rule stays from the optimum.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Values, Whole
from course_lib.rocks.steps import require_steps

METHODS = ("L1", "L2")
GUARANTEES = {"next_fit": (2, -1, 1), "first_fit": (17, 0, 10), "first_fit_decreasing": (11, 6, 9)}


def lower_bound(sizes: ArrayLike, capacity: float, method: str = "L2") -> int:
    """Return a number of boxes that no packing can beat.

    Parameters
    ----------
    sizes, capacity
        As for `pack`, with the same errors.
    method : str
        "L1" is ⌈Σ sizes / capacity⌉. "L2" sees more, and is never below L1: of two sizes that do not
        fit together each needs a box of its own, and only what they leave may serve the smaller ones
        (Martello & Toth, "Lower bounds and reduction procedures for the bin packing problem",
        Discrete Applied Mathematics 28, 1990). Time O(n log n).

    Examples
    --------
    >>> lower_bound([6, 6, 6, 5, 4], 10, method="L1"), lower_bound([6, 6, 6, 5, 4], 10)
    (3, 4)
    """
    require.one_of("method", method, METHODS)
    whole, box = require_steps(sizes, capacity).on_grid()
    ascending = np.sort(whole).astype(np.float64)
    before = np.concatenate([[0.0], np.cumsum(ascending)])  # before[i]: sum of the i smallest
    if method == "L1":
        return int(_boxes(before[-1:], before[-1], float(box), len(whole))[0])
    return _l2(ascending, before, float(box))


def _l2(ascending: Values, before: Values, box: float) -> int:
    """Return the largest bound over every `least`, the size below which sizes are left out of account."""
    half = np.searchsorted(ascending, box / 2, side="right")
    least = np.concatenate([[0.0], ascending[:half]])
    start = np.searchsorted(ascending, least)
    # Sizes from `half` to `stop` leave room for some that count; those beyond leave none.
    stop = np.searchsorted(ascending, box - least, side="right")
    needed = _boxes(before[stop] - before[start], before[-1], box, len(ascending)) - (stop - half)
    return int(len(ascending) - half + max(0, needed.max()))


def _boxes(volume: Values, total: float, box: float, n: int) -> Whole:
    """Return how many boxes hold these volumes, rounded up."""
    # Sums of whole numbers are exact below 2**53; past that the bound gives way rather than overclaim.
    doubt = 0.0 if total < 2.0**53 else n * 2.0**-52 * total / box
    return np.ceil(volume / box - doubt).astype(np.int64)


def most_boxes(optimum: int, rule: str) -> int:
    """Return how many boxes a rule takes at most where `optimum` would do.

    Next fit 2·OPT - 1; first fit ⌊1.7·OPT⌋ (Dósa & Sgall, STACS 2013); first fit decreasing
    ⌊11/9·OPT + 6/9⌋ (Dósa, ESCAPE 2007). Nothing to pack takes nothing.

    Raise a ValueError for a negative optimum or another rule.

    >>> [most_boxes(9, rule) for rule in ("next_fit", "first_fit", "first_fit_decreasing")]
    [17, 15, 11]
    """
    require.whole("optimum", optimum)
    times, plus, over = GUARANTEES[require.one_of("rule", rule, GUARANTEES)]
    return (times * optimum + plus) // over if optimum else 0
