"""A long run in parts: little is kept of each, and all parts together say what one run would.

Vocabulary: a `part` is a run of its own seed, so long that hardly anything depends on its empty beginning. Of its
`batches` the mean work, the mean wait and the p99 are kept, to tell how sure the whole is, and of all its latencies the
least and the `slowest` fifth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from course_lib.arrays import Values
from course_lib.simulation import Interval, intervals
from course_lib.simulation.ranks import Ranks

LONG_RUN, PARTS = 10_000_000, 5  # requests for all that is compared, not for each
# The same for a move of a slider, which has to answer within a tenth of a second: picture and browser take some 40 ms
# of it, and a request, with its share of trace and intervals, 80 to 110 ns (bench/two_explorers.py).
SHORT_RUN = 550_000
BATCHES = 20
WARM_UP = 0.1  # of a run
SHARE = 0.99
KEPT = 0.2  # of a part, the slowest: among them are those that are slowest of all
LEVEL = 0.95


class Figures(NamedTuple):
    """What is kept of a part: of each batch mean work, mean wait and p99; of all the least and the slowest fifth."""

    works_s: Values
    waits_s: Values
    p99s_s: Values
    least_s: float
    slowest_s: Values


class Together(NamedTuple):
    """What parts say together."""

    mean_s: Interval
    p99_s: Interval


def in_batches(values: Values) -> Values:
    """Return the latencies of a run, or the waits, without its warm-up, one row a batch."""
    length = int(len(values) * (1 - WARM_UP)) // BATCHES
    return values[len(values) - BATCHES * length :].reshape(BATCHES, length)


def figures_of(latency_s: Values, wait_s: Values) -> Figures:
    """Return what is kept of a part when its latencies are let go; of each request the wait is a part."""
    batches_s = in_batches(latency_s)
    works_s, waits_s = intervals.works_and_waits(batches_s, in_batches(wait_s))
    length = batches_s.shape[1]
    p99s_s = np.array([Ranks(batch_s).at(int(SHARE * length)) for batch_s in batches_s])
    slowest_s = Ranks(batches_s.ravel()).from_on(batches_s.size - int(KEPT * batches_s.size))
    return Figures(works_s, waits_s, p99s_s, float(batches_s.min()), slowest_s)


def together(runs: Sequence[Figures]) -> Together:
    """Return what parts say together; how much their batches differ says how sure it is.

    >>> latencies = [np.random.default_rng(seed).exponential(size=20_000) for seed in range(5)]
    >>> mean, p99 = together([figures_of(each, each / 2) for each in latencies])
    >>> mean.low < 1 < mean.high, p99.low < 4.605 < p99.high
    (True, True)
    """
    works_s, waits_s, p99s_s, least_s, slowest_s = (np.hstack(each) for each in zip(*runs, strict=True))
    # The p99 of all is not the mean of the parts': a part whose queues were long has more than its share in it.
    p99_s = Ranks(slowest_s).at(len(slowest_s) - round((1 - SHARE) / KEPT * len(slowest_s)))
    return Together(
        intervals.mean_interval(works_s, waits_s, LEVEL, "mean of a long run"),
        intervals.interval_above(float(least_s.min()), p99_s, p99s_s, LEVEL, "p99 of a long run"),
    )
