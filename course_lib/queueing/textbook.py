"""Three formulas as a person would write them: what learners read and rewrite.

Vocabulary: 60 `requests_per_s` to 2 `pods`, each request 0.02 s of work (`service_s`); what `share` (0.99) of them stay
below is a percentile.

Each function stands alone (a test runs it in an empty namespace) and none checks its input; the door with the
checks is `mm1_latency`, `mmc_latency` and their neighbours.
"""

from __future__ import annotations

from math import inf, log


def pod_latencies(requests_per_s: float, pods: int, service_s: float, share: float) -> tuple[float, float]:
    """Return mean and percentile of the latency where requests are spread at random over pods with one worker.

    >>> [round(latency_s, 4) for latency_s in pod_latencies(60, 2, 0.02, 0.99)]
    [0.05, 0.2303]
    """
    utilisation = requests_per_s * service_s / pods
    mean_s = service_s / (1 - utilisation)
    percentile_s = -log(1 - share) * mean_s
    return mean_s, percentile_s


def shared_queue_latency(requests_per_s: float, service_s: float, workers: int) -> float:
    """Return the mean latency where one queue feeds all workers (Erlang C); endless where they can't keep up.

    >>> round(shared_queue_latency(60, 0.02, 2), 5), shared_queue_latency(60, 0.04, 2)
    (0.03125, inf)
    """
    offered = requests_per_s * service_s
    if offered >= workers:
        return inf
    blocked = 1.0
    for worker in range(1, workers + 1):
        blocked = offered * blocked / (worker + offered * blocked)
    utilisation = offered / workers
    waits = blocked / (1 - utilisation * (1 - blocked))
    return service_s + waits * service_s / (workers * (1 - utilisation))


def mixed_service_latency(utilisation: float, service_s: float, deviation_s: float) -> float:
    """Return the mean latency at a pod with one worker, whatever the service (Pollaczek and Khinchine).

    >>> round(mixed_service_latency(0.8, 0.01, 0.02), 4)
    0.11
    """
    variation = (deviation_s / service_s) ** 2
    return service_s + service_s * utilisation * (1 + variation) / (2 * (1 - utilisation))
