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
from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.estimate import Estimate, interval

MOST_ALIKE = 0.9
LEAST_FREEDOM = 3.0
FURTHEST = 0.1  # of the latencies above a quantile: its interval ends where so few of them are left


@dataclass(frozen=True, repr=False, kw_only=True)
class Interval(Estimate):
    """An estimate whose range is an interval by statistics; `standard_error` is in its unit, too."""

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
    return interval_around(float(means.mean()), means, level, f"mean of {len(values):,} simulated latencies")


def interval_around(best: float, figures: Values, level: float, source: str) -> Interval:
    """Return a latency in seconds with the interval that the figures of its batches give it."""
    error, freedom = error_of_mean(figures)
    reach = student(freedom, level) * error
    return _interval(best - reach, best, best + reach, error, level, source)


def quantile_interval(values: Values, share: float, batches: int, level: float) -> Interval:
    """Return the quantile with its interval; the batches must divide the values.

    The share of values below it is a mean over batches, with an error. The interval reaches from the quantile of
    the lowest share that is believed to that of the highest: further up than down, as large values are rare.
    """
    best = float(np.quantile(values, share))
    error, freedom = error_of_mean((values <= best).reshape(batches, -1).mean(axis=1))
    reach = student(freedom, level) * error
    shares = max(share - reach, 0.0), min(share + reach, 1 - FURTHEST * (1 - share))
    low, high = (float(end) for end in np.quantile(values, shares))
    error = (high - low) / (2 * student(freedom, level))
    return _interval(low, best, high, error, level, f"p{100 * share:g} of {len(values):,} simulated latencies")


def _interval(low: float, best: float, high: float, standard_error: float, level: float, source: str) -> Interval:
    certainty = interval(level)
    return Interval(
        best=best, low=low, high=high, unit="s", source=source, certainty=certainty, standard_error=standard_error
    )
