"""What Robusta KRR recommends with its strategy `simple` (as of July 2026).

Vocabulary: `usage` is one row a pod, one value a step of 75 s over 14 days; a `request` of None is what KRR prints as
"?", and `info` says why.

Source: Robusta KRR, robusta_krr/strategies/simple.py and core/runner.py; the quantile is Prometheus's
`quantile_over_time`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib import require, tables
from course_lib.arrays import Values
from course_lib.sizing.rightsizing.usage import by_pod

MIB = 1024**2


def _value(name: str) -> float:
    return tables.figure("rightsizing", f"krr_{name}").value


SHARE, MEMORY_MARGIN = _value("cpu"), _value("memory_margin")
POINTS, LEAST_CPU_M, LEAST_MEMORY = int(_value("points")), int(_value("least_cpu")), int(_value("least_memory")) * MIB


@dataclass(frozen=True)
class KrrRecommendation:
    """A request in millicores or bytes; None, with the reason, where KRR prints a question mark."""

    request: int | None
    info: str = ""

    def __str__(self) -> str:
        return "?" if self.request is None else f"{self.request:,}"


def krr_cpu_m(usage_cores: Any, *, has_hpa: bool = False) -> KrrRecommendation:
    """Return the CPU request that KRR recommends, in millicores; it sets no limit.

    Parameters
    ----------
    usage_cores : array-like, shape (n,) or (pods, n)
        Rates of one step each; NaN where there was none.
    has_hpa : bool
        Whether a HorizontalPodAutoscaler targets the CPU of these pods.

    Raises
    ------
    ValueError
        If the usage is none.

    Examples
    --------
    >>> krr_cpu_m([0.1] * 95 + [0.8] * 5)  # a twentieth of the way from 0.1 to 0.8
    KrrRecommendation(request=135, info='')
    >>> print(krr_cpu_m([0.1] * 99))
    ?
    """
    pods = by_pod("usage_cores", usage_cores)
    cores = max(interpolated_quantile(pod, SHARE) for pod in pods if pod.size)
    return _unless(pods, has_hpa, max(math.ceil(cores * 1000), LEAST_CPU_M))


def krr_memory_bytes(usage_bytes: Any, *, has_hpa: bool = False) -> KrrRecommendation:
    """Return the memory request, and limit, that KRR recommends, in bytes: the peak and 15%, in whole MiB.

    >>> krr_memory_bytes([200 * MIB] * 100).request // MIB
    230
    """
    pods = by_pod("usage_bytes", usage_bytes)
    peak = max(float(pod.max()) for pod in pods if pod.size)
    mib = math.ceil(peak * (1 + MEMORY_MARGIN) / MIB)
    return _unless(pods, has_hpa, max(mib * MIB, LEAST_MEMORY))


def _unless(pods: list[Values], has_hpa: bool, request: int) -> KrrRecommendation:
    """Return the request, but for what makes KRR recommend none; it asks in this order."""
    if sum(map(len, pods)) < POINTS:
        return KrrRecommendation(None, "Not enough data")
    return KrrRecommendation(None, "HPA detected") if has_hpa else KrrRecommendation(request)


def interpolated_quantile(values: Values, share: float) -> float:
    """Return the value at `share` of the way from the smallest to the largest, between two as near as it lies.

    It is added up as Prometheus does, to the last digit, because KRR rounds up.

    >>> interpolated_quantile(np.array([1.0, 2.0, 4.0]), 0.75)
    3.0
    """
    require.between("share", share, 0.0, 1.0)
    ordered, rank = np.sort(values), share * (len(values) - 1)
    below = math.floor(rank)
    above = min(below + 1, len(values) - 1)
    return float(ordered[below] * (1 - (rank - below)) + ordered[above] * (rank - below))
