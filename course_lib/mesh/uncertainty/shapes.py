"""Which values a range stands for: from a share of all draws to a value.

Vocabulary: a `position` (-0.4) is where a draw lies: 0 at the best, -1 at the low end, 1 at the high end. What is
`plausible` goes beyond the ends, but not for ever.

A range of three numbers says no distribution; this is the one that is taken. The best is the median, as likely too low
as too high: where only one input is unknown, half of the draws lie on either side of what comes out at its best, even
if its range is lopsided ("half to double"). On each side values near the best are likelier, evenly less so towards the
end, where none is left: a triangle a side. An end that is a level's ("95% interval") isn't the last value there is:
such a side is half of a normal distribution, and goes on.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from course_lib.arrays import Values
from course_lib.estimate import Estimate
from course_lib.mesh.inputs import NEVER_ZERO, limits

FURTHER = 4  # times the ends of a range


def positions(shares: Values, level: float | None) -> Values:
    """Return where draws lie in a range that holds everything (None), or so large a share of it.

    >>> positions(np.array([0.0, 0.125, 0.5, 1.0]), None).tolist()
    [-1.0, -0.5, 0.0, 1.0]
    >>> positions(np.array([0.025, 0.5]), 0.95).round(9).tolist()
    [-1.0, 0.0]
    """
    if level is not None:
        return np.asarray(ndtri(shares) / ndtri((1 + level) / 2))
    away = 1 - np.sqrt(1 - np.abs(2 * shares - 1))
    return np.asarray(np.copysign(away, shares - 0.5))


def values(name: str, known: Estimate, position: Values) -> Values:
    """Return an input's values at some positions of its range, none beyond what is plausible.

    >>> margin = Estimate(low=1, best=1.2, high=2, unit="ratio", source="an example")
    >>> values("margin", margin, np.array([-1.0, -0.5, 0.0, 0.5])).tolist()
    [1.0, 1.1, 1.2, 1.6]
    """
    side = np.where(position < 0, known.best - known.low, known.high - known.best)
    return np.clip(known.best + position * side, *plausible(name, known))


def plausible(name: str, known: Estimate) -> tuple[float, float]:
    """Return from where to where an input may lie at all, beyond its range as well.

    From a quarter of the low end (from zero, if there can be zero) to four times the high end, as far as there are such
    values.

    >>> plausible("packing", Estimate(low=0.8, best=0.85, high=0.9, unit="share", source="an example"))
    (0.2, 1.0)
    """
    least, most = limits(name)
    low = known.low / FURTHER if name in NEVER_ZERO else 0.0
    return min(known.low, max(least, low)), max(known.high, min(most, FURTHER * known.high))
