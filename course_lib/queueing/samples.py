"""How many requests it takes to know a latency: a long queue stays long for a while, so requests are alike.

Vocabulary: a figure is known `within` 0.01, ±1% of itself. Whoever takes requests for independent finds an error too
small, `correlated_error` (19.0) times.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from course_lib import require
from course_lib.queueing.pods import require_share, require_stable


def independent_requests(share: float, within: float, level: float = 0.95) -> float:
    """Return how many independent exponential latencies it takes to know their percentile `share`.

    The error of a quantile is that of a share, √(p (1 - p) / n), over the density there; for the exponential that
    density is 1 - p over the mean. Source: Cramér, "Mathematical Methods of Statistics", 1946, section 28.5.

    Parameters
    ----------
    share : float
        0.99 for p99; above 0 and below 1.
    within : float
        Half the width of the interval, as a share of the percentile: 0.01 for ±1%.
    level : float
        How sure the interval is, above 0 and below 1.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> round(independent_requests(0.99, within=0.01))
    179325
    """
    require.that(require_share(share) > 0, "share", share, "be above 0")
    require.positive("within", within)
    require.that(0 < require.number("level", level) < 1, "level", level, "be above 0 and below 1")
    reach = NormalDist().inv_cdf((1 + level) / 2) / within
    return reach**2 * share / (1 - share) / math.log1p(-share) ** 2


def correlated_error(utilisation: float) -> float:
    """Return how many times larger the standard error of a mean latency is than from independent requests.

    For pods with one worker, requests at random and exponential service: √(1 + 4ρ / (1 - ρ)²). A latency T and all
    that follow it have the covariance ρ / (2(1 - ρ)) · Cov(T, T²): so Poisson's equation of the queue says. For waits
    alone the like is in Daley, "The serial correlation coefficients of waiting times in a stationary single server
    queue", Journal of the Australian Mathematical Society 8 (1968).

    >>> [round(correlated_error(utilisation), 2) for utilisation in (0, 0.5, 0.9)]
    [1.0, 3.0, 19.0]
    """
    return math.sqrt(1 + 4 * require_stable(utilisation) / (1 - utilisation) ** 2)


def correlated_percentile_error(utilisation: float, share: float = 0.99) -> float:
    """Return how many times larger the standard error of a percentile is than from independent requests.

    As in `correlated_error`, for whether a request is among the slowest ε = 1 - share in place of its latency:
    √(1 + 4ρ / (1 - ρ)² · (1 + ε ln ε / (1 - ε))).

    >>> [round(correlated_percentile_error(utilisation), 1) for utilisation in (0.5, 0.7, 0.9)]
    [2.9, 5.5, 18.6]
    """
    require.that(require_share(share) > 0, "share", share, "be above 0")
    longer = 1 - share
    return math.sqrt(1 + (correlated_error(utilisation) ** 2 - 1) * (1 + longer * math.log(longer) / share))
