"""Draws in groups by one input, from its least values to its greatest: what stands out between them is its doing.

Vocabulary: a `group` is one of 50 equal parts of the draws, next to one another in the input; its `mean` is what comes
out when that input is known. Impossible draws (NaN) aren't in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values, Whole

GROUPS = 50


@dataclass(frozen=True)
class Grouped:
    """What came out in each group; the last axis are groups.

    Attributes
    ----------
    sizes : array
        Draws in each group, possible or not.
    possible : array
        Those that are possible.
    means : array
        Of the possible draws; 0 where there are none.
    variances : array
        Of the possible draws around their mean, without bias; 0 where there are less than two.
    """

    sizes: Values
    possible: Values
    means: Values
    variances: Values


def grouped(order: Whole, found: Values) -> Grouped:
    """Return what came out in each group.

    Parameters
    ----------
    order : array
        The draws from the least to the greatest value of one input.
    found : array
        A draw an entry of the last axis.
    """
    starts = np.arange(GROUPS) * len(order) // GROUPS
    given = np.take(found, order, axis=-1)
    missing = np.isnan(given)
    filled = np.where(missing, 0.0, given)
    sizes = np.diff(np.append(starts, len(order))).astype(float)
    possible = np.add.reduceat(~missing, starts, axis=-1, dtype=float)
    means = np.add.reduceat(filled, starts, axis=-1) / np.maximum(possible, 1)
    away = np.where(missing, 0.0, filled - np.repeat(means, sizes.astype(int), axis=-1))
    squares = np.add.reduceat(away * away, starts, axis=-1)
    return Grouped(sizes, possible, means, squares / np.maximum(possible - 1, 1))
