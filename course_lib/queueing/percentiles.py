"""How long the slowest requests take where one queue feeds several workers, and how busy such pods may be.

Vocabulary: the `objective` (0.1 s) is what `share` (0.99) of the requests have to stay below; the `busiest` (0.77) is
the highest utilisation at which they do.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from course_lib import require
from course_lib.estimate import Estimate
from course_lib.queueing.pods import erlang_c, mm1_percentile, require_share

HALVINGS = 60  # of an interval: more than a float has digits for
FULLEST = 1 - 1e-9


def mmc_longer(utilisation: float, workers: int, latency_s: float, mean_service_s: float = 1.0) -> float:
    """Return the share of requests that take longer than `latency_s` where one queue feeds all workers.

    A latency is a wait and a service: the wait is zero, or exponential with the rate at which the queue drains;
    the service is exponential, and knows nothing of the wait. This is the tail of their sum.

    >>> round(mmc_longer(0.9, 10, latency_s=mmc_percentile(0.9, 10)), 9)
    0.01
    """
    require.that(require.number("latency_s", latency_s) >= 0, "latency_s", latency_s, "be zero or more")
    services = latency_s / require.positive("mean_service_s", mean_service_s)
    return _share_longer(services, erlang_c(utilisation, workers), workers * (1 - utilisation))


def _share_longer(services: float, waits: float, drain: float) -> float:
    # Written so that nothing cancels where both rates are one, and nothing overflows where the drain is slow.
    faster = drain - 1
    if abs(faster * services) < 1e-9:
        return math.exp(-services) * (1 + waits * services)
    return (1 + waits / faster) * math.exp(-services) - waits / faster * math.exp(-drain * services)


def mmc_percentile(utilisation: float, workers: int, share: float = 0.99, mean_service_s: float = 1.0) -> float:
    """Return the latency that `share` of the requests stay below where one queue feeds all workers.

    Exact, and no sum of a wait's percentile and a service's: the two are seldom long at once.

    Parameters
    ----------
    utilisation : float
        Of the workers, at least 0 and below 1.
    workers : int
        All that the one queue feeds.
    share : float
        0.99 for p99.
    mean_service_s : float
        In seconds.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> round(mmc_percentile(0.9, workers=10), 4), round(mmc_percentile(0.9, workers=1), 4)
    (6.2499, 46.0517)
    """
    waits, drain, longer = erlang_c(utilisation, workers), workers * (1 - utilisation), 1 - require_share(share)
    most = 1.0
    while _share_longer(most, waits, drain) > longer:
        most *= 2
    return require.positive("mean_service_s", mean_service_s) * bisect(
        lambda services: _share_longer(services, waits, drain) > longer, 0.0, most
    )


def bisect(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return where `holds` changes from true to false between two values, by halving.

    >>> round(bisect(lambda value: value * value < 2, 0, 2), 6)
    1.414214
    """
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def busiest(objective_s: float, mean_service_s: float, workers: int = 1, share: float = 0.99) -> float:
    """Return the highest utilisation at which `share` of the requests stay below the objective.

    Parameters
    ----------
    objective_s, mean_service_s : float
        In seconds.
    workers : int
        That one queue feeds: those of one pod, if requests are spread over pods at random.
    share : float
        0.99 for an objective on p99.

    Raises
    ------
    ValueError
        If an argument breaks its rule, or if the service alone takes longer: then an idle pod, too, misses the
        objective.

    Examples
    --------
    >>> [round(busiest(0.1, 0.01, workers), 3) for workers in (1, 2, 10)]
    [0.539, 0.758, 0.949]
    """
    require.positive("objective_s", objective_s)
    alone_s = mm1_percentile(0, share, mean_service_s)
    rule = f"be above {alone_s:g}, what the service alone takes at an idle pod"
    require.that(objective_s > alone_s, "objective_s", objective_s, rule)
    return bisect(lambda busy: mmc_percentile(busy, workers, share, mean_service_s) <= objective_s, 0.0, FULLEST)


def busiest_range(objective_s: float, mean_service_s: float, workers: int, pods: int, share: float = 0.99) -> Estimate:
    """Return how busy `pods` pods with `workers` workers each may be, by three models of the queues.

    Low has a queue before every worker, best one before every pod, high a single one before all pods: no balancer does
    better than that. The service is exponential and arrivals are Poisson in all three; what is less even than that
    lowers them all.

    >>> busiest_range(0.1, 0.01, workers=4, pods=10)
    0.8752 share (0.5395 to 0.9869)
    """
    together = require.whole("workers", workers, at_least=1) * require.whole("pods", pods, at_least=1)
    low, best, high = (busiest(objective_s, mean_service_s, each, share) for each in (1, workers, together))
    source = f"p{100 * share:g} below {1000 * objective_s:g} ms by M/M/c, {workers} workers a pod"
    return Estimate(best=best, low=low, high=high, unit="share", source=source, certainty="M")
