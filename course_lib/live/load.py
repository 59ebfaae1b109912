"""When the requests of a load are due."""

from __future__ import annotations

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.live.settings import LONGEST_S, request_count

LEAST_RATE_PER_S, MOST_RATE_PER_S = 0.1, 5000.0


def poisson_due_s(rate_per_s: float, requests: int, seed: int) -> Values:
    """Return when requests are due that come at a rate, by chance (a Poisson process)."""
    mean_s = 1 / require.between("rate_per_s", rate_per_s, LEAST_RATE_PER_S, MOST_RATE_PER_S)
    count = request_count(requests)
    gaps_s = np.random.default_rng(require.whole("seed", seed)).exponential(mean_s, count)
    due_s: Values = np.add.accumulate(gaps_s)
    rule = f"come within {LONGEST_S:g} s, which takes {due_s[-1]:.0f} s at {rate_per_s:g} a second"
    require.that(due_s[-1] <= LONGEST_S, "requests", count, rule)
    return due_s
