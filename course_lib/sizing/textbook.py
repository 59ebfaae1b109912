"""Sizing as a person would write it: what learners read and rewrite.

Vocabulary: a pod's `usage_m` (350) and `request_m` (500) are in millicores; a `target` (70) is in percent of the
request, as an autoscaler has it; a `share` (0.95) of the time, or of the requests, is to be all right.

Each function stands alone (a test runs it in an empty namespace) and none checks its input. What they leave out of
the real thing (pods without a metric, windows, a histogram that forgets) is in `autoscaling`, `demand` and
`rightsizing`, and a test compares them where both apply.
"""

from __future__ import annotations

from collections.abc import Sequence


def desired_replicas(replicas: int, usage_m: Sequence[int], request_m: Sequence[int], target: int) -> int:
    """Return how many pods the Horizontal Pod Autoscaler wants, from those that are ready and have a metric.

    >>> desired_replicas(10, [350] * 10, [500] * 10, 70), desired_replicas(10, [360] * 10, [600] * 10, 70)
    (10, 9)
    """
    from math import ceil

    utilisation = 100 * sum(usage_m) // sum(request_m)
    ratio = utilisation / target
    if 0.9 <= ratio <= 1.1:
        return replicas
    return ceil(ratio * len(usage_m))


def seen_by_hpa(demand_m: Sequence[int], request_m: int, limit_m: float) -> tuple[float, float]:
    """Return the utilisation that the autoscaler sees, in whole percent: now, and with the demand perfectly balanced.

    >>> from math import inf
    >>> seen_by_hpa([1300, 100, 100, 100], 500, inf), seen_by_hpa([1300, 100, 100, 100], 500, 500)
    ((80, 80), (40, 80))
    """
    pods = len(demand_m)
    now_m: float = 0
    for wanted_m in demand_m:
        if wanted_m > limit_m:
            now_m += limit_m
        else:
            now_m += wanted_m
    balanced_m = min(sum(demand_m), pods * limit_m)
    return 100 * now_m // (pods * request_m), 100 * balanced_m // (pods * request_m)


def capacity_with_margin(demand_m: Sequence[Sequence[int]], share: float, margin: float) -> tuple[float, float]:
    """Return what all pods together need, by a quantile of their total with a margin, and the share of time above it.

    >>> capacity_with_margin([[100, 300, 200, 900], [100, 100, 200, 100]], 0.75, 0.25)
    (500.0, 0.25)
    """
    from math import ceil

    totals = [sum(at_once) for at_once in zip(*demand_m, strict=True)]
    quantile = sorted(totals)[ceil(share * len(totals)) - 1]
    capacity_m = quantile * (1 + margin)
    above = sum(total > capacity_m for total in totals)
    return capacity_m, above / len(totals)


def pods_for_objective(requests_per_s: float, service_s: float, objective_s: float, share: float) -> float:
    """Return the fewest pods, one worker each, with which a share of the requests stays below the objective.

    Requests are spread at random. Endless where no number of pods will do.

    >>> pods_for_objective(900, 0.01, 0.1, 0.99), pods_for_objective(900, 0.01, 0.04, 0.99)
    (17, inf)
    """
    from math import ceil, inf, log

    mean_s = objective_s / -log(1 - share)
    if mean_s <= service_s:
        return inf
    utilisation = 1 - service_s / mean_s
    return ceil(requests_per_s * service_s / utilisation)


def vpa_target(usage_m: Sequence[int]) -> int:
    """Return the CPU request that the Vertical Pod Autoscaler recommends, if all samples count alike.

    >>> vpa_target([100] * 24 + [800]), vpa_target([100] * 22 + [800] * 3)
    (126, 920)
    """
    from math import ceil

    p90_m = sorted(usage_m)[ceil(0.9 * len(usage_m)) - 1]
    start_m, width_m = 0.0, 10.0
    while p90_m - start_m >= width_m:
        start_m += width_m
        width_m *= 1.05
    end_m = int(start_m + width_m)
    return max(25, end_m + int(0.15 * end_m))
