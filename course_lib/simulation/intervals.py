"""How sure a figure of a run is: intervals from batches whose neighbours are still a little alike.

Vocabulary
----------
batch      3,000 latencies in a row, of which only the mean counts
error      0.05: the standard deviation that a figure would have from run to run
freedom    12.0: of how many independent batches so sure a figure could come, less one
alike      0.2: how much of a batch's deviation the next one has, on average
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
MOST_ALIKE = 0.9
LEAST_FREEDOM = 3.0
FURTHEST = 0.1  # of the latencies above a quantile: its interval ends where so few of them are left


class Interval(NamedTuple):
    """A figure with the interval it is believed to lie in, and its standard error; all in one unit."""

    low: float
    value: float
    high: float
    standard_error: float


def error_of_mean(means: Values) -> tuple[float, float]:
    """Return the standard error of the mean of batches, and its degrees of freedom.

    If batches were independent, the error would be their deviation over the root of their number. A queue that is
    long at the end of one is long at the beginning of the next: so they count as a first-order autoregression.
    Source: Fishman, "Estimating sample size in computing simulation experiments", Management Science 18 (1971).

    >>> error, freedom = error_of_mean(np.array([1.0, 2.0, 1.0, 2.0, 1.0, 2.0]))  # not alike at all
    >>> round(error, 4), freedom
    (0.2236, 5.0)
    """
    n = len(means)
    apart = means - means.mean()
    squares = float(apart @ apart)
    # From so few, likeness comes out too low: by one over their number if there is none.
    alike = float(apart[1:] @ apart[:-1]) / squares + 1 / n if squares > 0 else 0.0
    widening = (1 + min(max(alike, 0.0), MOST_ALIKE)) / (1 - min(max(alike, 0.0), MOST_ALIKE))
    return math.sqrt(squares / (n - 1) / n * widening), max(n / widening - 1, LEAST_FREEDOM)


def student(freedom: float, level: float) -> float:
    """Return how many standard errors an interval reaches to either side.

    >>> round(student(19, 0.95), 3)
    2.093
    """
    from scipy.special import stdtrit  # here, because it takes longer to import than most runs

    return float(stdtrit(freedom, (1 + level) / 2))


def mean_interval(values: Values, batches: int, level: float) -> Interval:
    """Return the mean with its interval; the batches must divide the values."""
    means = values.reshape(batches, -1).mean(axis=1)
    error, freedom = error_of_mean(means)
    value, reach = float(means.mean()), student(freedom, level) * error
    return Interval(value - reach, value, value + reach, error)


def quantile_interval(values: Values, share: float, batches: int, level: float) -> Interval:
    """Return the quantile with its interval; the batches must divide the values.

    The share of values below it is a mean over batches, with an error. The interval reaches from the quantile of
    the lowest share that is believed to that of the highest: further up than down, as large values are rare.
    """
    value = float(np.quantile(values, share))
    error, freedom = error_of_mean((values <= value).reshape(batches, -1).mean(axis=1))
    reach = student(freedom, level) * error
    shares = max(share - reach, 0.0), min(share + reach, 1 - FURTHEST * (1 - share))
    low, high = (float(end) for end in np.quantile(values, shares))
    return Interval(low, value, high, (high - low) / (2 * student(freedom, level)))
