"""How sure a figure of a run is: intervals from batches whose neighbours are still a little alike.

Vocabulary
----------
batch      3,000 latencies in a row, of which only the mean counts
error      0.05: the standard deviation that a figure would have from run to run
freedom    12.0: of how many independent batches so sure a figure could come, less one
alike      0.2: how much of a batch's deviation the next one has, on average
reaches    (0.1, 0.15): how far an interval goes below its best and above

A latency is work and waiting, and neither is ever below zero. So the interval of a mean never begins below what the
work by itself may be, and that of a quantile never below the smallest latency seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.estimate import Estimate, interval
from course_lib.simulation.ranks import Ranks

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


def reaches(best: float, figures: Values, level: float) -> tuple[float, float]:
    """Return how far below and above the interval goes of what is never below zero, by the figures of batches.

    It is as many times smaller as larger, so it stays above zero. A queue's errors are such: what is too low by chance
    takes itself for surer than what is too high.

    >>> [round(reach, 3) for reach in reaches(1.5, np.array([1.0, 2.0, 1.0, 2.0, 1.0, 2.0]), 0.95)]
    [0.477, 0.7]
    """
    if best == 0:
        return 0.0, 0.0
    error, freedom = error_of_mean(figures)
    times = math.exp(student(freedom, level) * error / best)
    return best - best / times, best * times - best


def works_and_waits(latency_s: Values, wait_s: Values) -> tuple[Values, Values]:
    """Return the mean work and the mean wait of each batch, from latencies and the waits in them, one row a batch."""
    waits = wait_s.mean(axis=1)
    return latency_s.mean(axis=1) - waits, waits


def mean_interval(works: Values, waits: Values, level: float, source: str) -> Interval:
    """Return the mean latency in seconds with its interval, from the mean work and the mean wait of each batch.

    Work and waiting have an interval each. Their ends are added as errors are, by how alike the two are from batch to
    batch. Source: Zou and Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27
    (2008).

    >>> mean_interval(np.ones(20), np.tile([0.1, 0.3], 10), 0.95, "an example")
    1.2 s (1.157 to 1.254)
    """
    ends = (reaches(float(each.mean()), each, level) for each in (works, waits))
    alike = likeness(works, waits)
    below, above = (math.sqrt(work**2 + wait**2 + 2 * alike * work * wait) for work, wait in zip(*ends, strict=True))
    best, (error, _) = float((works + waits).mean()), error_of_mean(works + waits)
    return _interval(best - below, best, best + above, error, level, source)


def likeness(ours: Values, theirs: Values) -> float:
    """Return the correlation of two figures of the same batches; none if it is below zero, or one never changes.

    >>> likeness(np.array([1.0, 2.0]), np.array([0.1, 0.2])), likeness(np.ones(2), np.array([0.1, 0.2]))
    (1.0, 0.0)
    """
    apart, others = ours - ours.mean(), theirs - theirs.mean()
    spread = math.sqrt(float(apart @ apart) * float(others @ others))
    return min(max(float(apart @ others) / spread, 0.0), 1.0) if spread > 0 else 0.0


def interval_above(least: float, best: float, figures: Values, level: float, source: str) -> Interval:
    """Return a quantile in seconds with its interval, from that of each batch; none was below the `least` latency."""
    below, above = reaches(best - least, figures - least, level)
    return _interval(best - below, best, best + above, error_of_mean(figures)[0], level, source)


def quantile_interval(values: Values, share: float, batches: int, level: float) -> Interval:
    """Return the quantile with its interval; the batches must divide the values.

    The share of values below it is a mean over batches, with an error. The interval reaches from the quantile of
    the lowest share that is believed to that of the highest: further up than down, as large values are rare.
    """
    ranks = Ranks(values)
    best = ranks.quantile(share)
    below = [np.count_nonzero(batch <= best) for batch in values.reshape(batches, -1)]
    error, freedom = error_of_mean(np.array(below) / (len(values) // batches))
    reach = student(freedom, level) * error
    low = ranks.quantile(max(share - reach, 0.0))
    high = ranks.quantile(min(share + reach, 1 - FURTHEST * (1 - share)))
    error = (high - low) / (2 * student(freedom, level))
    return _interval(low, best, high, error, level, f"p{100 * share:g} of {len(values):,} simulated latencies")


def _interval(low: float, best: float, high: float, standard_error: float, level: float, source: str) -> Interval:
    certainty = interval(level)
    return Interval(
        best=best, low=low, high=high, unit="s", source=source, certainty=certainty, standard_error=standard_error
    )
