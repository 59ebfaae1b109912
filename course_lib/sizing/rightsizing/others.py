"""Other right-sizers' rules for CPU, each in a line or two: in cores or millicores, and millicores out.

Each of them looks at one number only: the largest sample, one that happened to be read, or a percentile.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from course_lib import require, tables
from course_lib.sizing.rightsizing.usage import LARGEST, by_pod
from course_lib.sizing.rightsizing.vpa import VpaRecommendation


def _value(name: str) -> float:
    return tables.figure("rightsizing", name).value


KUBECOST_UTILISATION = _value("kubecost_utilisation")
FACTOR, LEAST_M, FLOOR, WASTED = (_value(f"one_reading_{name}") for name in ("factor", "least", "floor", "wasted"))
RANK, HEADROOM, STEP_M = (_value(f"nearest_rank_{name}") for name in ("share", "factor", "step"))


def peak_m(usage_cores: Any) -> int:
    """Return the largest sample of all pods.

    >>> peak_m([0.1, 0.8, 0.1])
    800
    """
    return math.ceil(round(1000 * max(float(pod.max()) for pod in by_pod("usage_cores", usage_cores) if pod.size), 6))


def kubecost_m(usage_cores: Any, utilisation: float = KUBECOST_UTILISATION) -> int:
    """Return what Kubecost recommends: the largest sample, divided by the share of the request that it should fill.

    By default that share is 0.7; the profile Production has 0.65. Source: Kubecost documentation, Container Request
    Right Sizing Recommendation API (V2).

    >>> kubecost_m([0.1, 0.8, 0.1])
    1143
    """
    inside = 0 < require.number("utilisation", utilisation) <= 1
    require.that(inside, "utilisation", utilisation, "be above 0 and at most 1")
    return math.ceil(round(peak_m(usage_cores) / utilisation, 6))


def times_one_reading_m(reading_cores: float) -> int:
    """Return half as much again as one reading of `kubectl top` or the metrics server, whenever it was taken.

    >>> times_one_reading_m(0.1), times_one_reading_m(0.8)
    (150, 1200)
    """
    require.between("reading_cores", reading_cores, 0, LARGEST)
    return math.ceil(round(1000 * reading_cores * FACTOR, 6))


def one_reading_m(reading_cores: float, request_m: int) -> int:
    """Return the request after a tool has looked once, as kube-saver 2.0.0 does: unchanged, or less.

    It acts if 40% of the request or more weren't in use, and goes no lower than half of it, or 100 millicores. (It
    leaves pods with more than one container alone, and so every pod with a sidecar among its containers.)

    >>> one_reading_m(0.1, 400), one_reading_m(0.8, 400)
    (200, 400)
    """
    require.between("request_m", require.whole("request_m", request_m, at_least=1), 1, LARGEST)
    suggested = max(times_one_reading_m(reading_cores), int(LEAST_M), math.ceil(FLOOR * request_m))
    unused = 1 - 1000 * reading_cores / request_m
    return min(suggested, request_m) if unused >= WASTED else request_m


def nearest_rank_m(usage_cores: Any) -> int:
    """Return 1.3 times the sample that 95% don't exceed, up to the next ten, as cloudtrim-cli 0.2.1 does.

    >>> nearest_rank_m([0.1] * 95 + [0.8] * 5), nearest_rank_m([0.1] * 94 + [0.8] * 6)
    (130, 1040)
    """
    ordered = np.sort(np.concatenate(by_pod("usage_cores", usage_cores)))
    base_m = 1000 * float(ordered[math.ceil(RANK * len(ordered)) - 1])
    return max(int(STEP_M), math.ceil(round(base_m * HEADROOM / STEP_M, 9)) * int(STEP_M))


def goldilocks(vpa: VpaRecommendation, quality: str = "Guaranteed") -> tuple[int, int]:
    """Return request and limit as Goldilocks shows them: it reads VPA's recommendation and computes nothing itself.

    Parameters
    ----------
    vpa : VpaRecommendation
        What VPA recommends.
    quality : str
        "Guaranteed": the target as both. "Burstable": the lower bound, and the upper.

    Examples
    --------
    >>> goldilocks(VpaRecommendation(126, 125, 141), "Burstable")
    (125, 141)
    """
    require.one_of("quality", quality, ("Guaranteed", "Burstable"))
    return (vpa.target, vpa.target) if quality == "Guaranteed" else (vpa.lower, vpa.upper)
