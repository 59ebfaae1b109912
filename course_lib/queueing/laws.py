"""What holds whatever the queue: Little's law, and what many calls at once do to a percentile.

Vocabulary: `calls` (100) go out at once for one page, which is ready when the slowest has answered; a call is
slow with a chance of `share` (0.01), and knows nothing of the others.
"""

from __future__ import annotations

import math

from course_lib import require


def littles_law(rate_per_s: float, latency_s: float) -> float:
    """Return the mean number of requests in flight: rate times mean latency.

    Holds for every system in the long run, however requests arrive and whatever becomes of them.
    Source: Little, "A proof for the queuing formula L = λW", Operations Research 9 (1961).

    >>> littles_law(rate_per_s=200, latency_s=0.05)
    10.0
    """
    for name, value in (("rate_per_s", rate_per_s), ("latency_s", latency_s)):
        require.that(require.number(name, value) >= 0, name, value, "be zero or more")
    return rate_per_s * latency_s


def fan_out_share(share: float, calls: int) -> float:
    """Return the share of pages with one slow call or more, if `share` of the calls are slow.

    Source: Dean and Barroso, "The tail at scale", Communications of the ACM 56 (2013).

    >>> round(fan_out_share(0.01, calls=100), 3)
    0.634
    """
    require.between("share", share, 0.0, 1.0)
    require.whole("calls", calls)
    if share == 1:
        return float(calls > 0)
    return -math.expm1(calls * math.log1p(-share))  # exact where almost nothing is slow


def fan_out_percentile(share: float, calls: int) -> float:
    """Return the percentile of one call, as a share, at which the page reaches the percentile `share`.

    >>> round(fan_out_percentile(0.99, calls=100), 4)  # for the page's p99 look at the call's p99.99
    0.9999
    """
    require.between("share", share, 0.0, 1.0)
    return float(share ** (1 / require.whole("calls", calls, at_least=1)))
