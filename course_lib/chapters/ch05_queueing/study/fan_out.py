"""A page that waits for many calls: how often it is slow, and which percentile of a call is its median."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.queueing import fan_out_percentile, fan_out_share

MOST = 100
CALLS = np.arange(1, MOST + 1)


@dataclass(frozen=True)
class FanStudy:
    """One page and its calls, which know nothing of one another.

    Attributes
    ----------
    calls : int
        That a page waits for.
    slow : float
        The share of calls that are slow.
    shares : array of float
        The share of pages with a slow call, at each of `CALLS`.
    """

    calls: int
    slow: float
    shares: Values

    @property
    def page(self) -> float:
        """The share of pages with a slow call."""
        return float(self.shares[self.calls - 1])

    @property
    def median(self) -> float:
        """The percentile of a call at which half of the pages are ready."""
        return fan_out_percentile(0.5, self.calls)


def fan_study(calls: float, slow_percent: float) -> FanStudy:
    """Let a page wait for some calls, of which so many in a hundred are slow.

    >>> study = fan_study(100, 1)
    >>> round(study.page, 3), round(study.median, 4)
    (0.634, 0.9931)
    """
    slow = slow_percent / 100
    shares = np.array([fan_out_share(slow, each) for each in CALLS.tolist()])
    return FanStudy(int(calls), slow, shares)


MEDIANS = np.array([fan_out_percentile(0.5, each) for each in CALLS.tolist()])
P99S = np.array([fan_out_percentile(0.99, each) for each in CALLS.tolist()])
