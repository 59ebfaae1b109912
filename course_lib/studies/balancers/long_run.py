"""A long run in parts: how many, and how independent figures become one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from course_lib.simulation import Interval

LONG_RUN, PARTS = 10_000_000, 20


def pooled(intervals: Sequence[Interval]) -> Interval:
    """Return the mean of independent figures with its interval (95%, normal).

    >>> pooled([Interval(1.0, 2.0, 3.0, 0.3), Interval(3.0, 4.0, 5.0, 0.4)]).standard_error
    0.25
    """
    value = float(np.mean([each.value for each in intervals]))
    error = math.sqrt(sum(each.standard_error**2 for each in intervals)) / len(intervals)
    return Interval(value - 1.96 * error, value, value + 1.96 * error, error)
