"""One pod, or one queue before many workers: M/M/1, M/M/c and M/G/1.

Vocabulary: the letters name arrivals, service and workers: M is memoryless (Poisson, exponential), G is general,
c a number of workers that one queue feeds. `offered` load (9.0) is the utilisation times the workers.

Source of all formulas: Kleinrock, "Queueing Systems, Volume 1: Theory", 1975.
"""

from __future__ import annotations

import math

from course_lib import require


def require_stable(utilisation: float) -> float:
    """Return the utilisation if a queue has a long run at all: at least 0 and below 1."""
    holds = 0 <= require.number("utilisation", utilisation) < 1
    require.that(holds, "utilisation", utilisation, "be at least 0 and below 1")
    return float(utilisation)


def require_share(share: float) -> float:
    """Return a share of requests, at least 0 and below 1: no latency is above all."""
    holds = 0 <= require.number("share", share) < 1
    require.that(holds, "share", share, "be at least 0 and below 1 (0.99 for p99)")
    return float(share)


def mm1_latency(utilisation: float, mean_service_s: float = 1.0) -> float:
    """Return the mean latency of a pod with one worker, S / (1 - ρ).

    Requests spread at random over n pods make n such queues.

    >>> mm1_latency(0.5), round(mm1_latency(0.9), 6)
    (2.0, 10.0)
    """
    return require.positive("mean_service_s", mean_service_s) / (1 - require_stable(utilisation))


def mm1_percentile(utilisation: float, share: float = 0.99, mean_service_s: float = 1.0) -> float:
    """Return the latency that `share` of the requests stay below, -ln(1 - share) times the mean.

    >>> round(mm1_percentile(0.9), 2)
    46.05
    """
    return -math.log1p(-require_share(share)) * mm1_latency(utilisation, mean_service_s)


def erlang_c(utilisation: float, workers: int) -> float:
    """Return the chance that a request has to wait where one queue feeds all workers.

    Worked out worker by worker (Erlang's B, then C), so that no power or factorial overflows.

    >>> round(erlang_c(0.9, workers=10), 6)
    0.668732
    """
    offered = require_stable(utilisation) * require.whole("workers", workers, at_least=1)
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    return blocked / (1 - utilisation * (1 - blocked))


def mmc_latency(utilisation: float, workers: int, mean_service_s: float = 1.0) -> float:
    """Return the mean latency where one queue feeds all workers.

    No balancer can do better that does not know beforehand how long each request takes.

    >>> round(mmc_latency(0.9, workers=10), 6)
    1.668732
    """
    require.positive("mean_service_s", mean_service_s)
    return mean_service_s * (1 + erlang_c(utilisation, workers) / (workers * (1 - utilisation)))


def mmc_wait_percentile(utilisation: float, workers: int, share: float = 0.99, mean_service_s: float = 1.0) -> float:
    """Return the wait that `share` of the requests stay below where one queue feeds all workers.

    Zero as long as more than `share` of the requests do not wait at all. A latency's percentile is not this plus
    a service time.

    >>> round(mmc_wait_percentile(0.9, workers=10), 4)
    4.2028
    >>> mmc_wait_percentile(0.5, workers=10, share=0.95)
    0.0
    """
    waits = erlang_c(utilisation, workers)
    drain_per_s = workers * (1 - utilisation) / require.positive("mean_service_s", mean_service_s)
    longer = 1 - require_share(share)
    return math.log(waits / longer) / drain_per_s if waits > longer else 0.0


def pollaczek_khinchine_wait(utilisation: float, variation: float, mean_service_s: float = 1.0) -> float:
    """Return the mean wait at a pod with one worker and any service: S · ρ (1 + c²) / (2 (1 - ρ)).

    Parameters
    ----------
    utilisation : float
        At least 0 and below 1.
    variation : float
        The squared variation c² of the service times: 0 if all are alike, 1 if exponential.
    mean_service_s : float
        In seconds.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> round(pollaczek_khinchine_wait(0.9, variation=0), 6), round(pollaczek_khinchine_wait(0.9, variation=1), 6)
    (4.5, 9.0)
    """
    require.positive("mean_service_s", mean_service_s)
    require.that(require.number("variation", variation) >= 0, "variation", variation, "be zero or more")
    return mean_service_s * require_stable(utilisation) * (1 + variation) / (2 * (1 - utilisation))


def pollaczek_khinchine_latency(utilisation: float, variation: float, mean_service_s: float = 1.0) -> float:
    """Return the mean latency at a pod with one worker and any service: the wait and the service.

    >>> round(pollaczek_khinchine_latency(0.9, variation=0), 6)
    5.5
    """
    return mean_service_s + pollaczek_khinchine_wait(utilisation, variation, mean_service_s)
