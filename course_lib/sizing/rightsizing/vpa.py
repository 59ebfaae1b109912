"""What Kubernetes' Vertical Pod Autoscaler recommends (recommender 1.7.1 as installed), from the same samples.

Vocabulary: a recommendation's `target` (126 millicores) is what new pods get; a pod whose request lies below `lower`
(125) or above `upper` (141) is changed soon. `confidence` (8.0) is how many days of samples there are. A container's
`least` is its even part of what a whole pod gets at least.

Amounts are whole millicores and bytes, and every step cuts off what isn't whole, as there. Source: Kubernetes
autoscaler, vertical-pod-autoscaler/pkg/recommender (logic/estimator.go, logic/recommender.go, model/container.go).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from course_lib import require, tables
from course_lib.arrays import Values
from course_lib.sizing.rightsizing.histogram import CPU, MEMORY, Buckets, aged, percentile
from course_lib.sizing.rightsizing.usage import by_pod, in_time

MIB = 1024**2
DAY_S = 86_400.0
MINUTES_A_DAY = 1_440


def _value(name: str) -> float:
    return tables.figure("rightsizing", f"vpa_{name}").value


TARGET, LOWER, UPPER, MARGIN = (_value(name) for name in ("target", "lower", "upper", "margin"))
HALF_LIFE_S, PEAK_INTERVAL_S, SAMPLE_WEIGHT = (_value(n) for n in ("half_life", "peak_interval", "sample_weight"))
PEAK_INTERVALS = int(_value("peak_intervals"))
LEAST_CPU_M, LEAST_MEMORY = int(_value("least_cpu")), int(_value("least_memory")) * MIB
OOM_RATIO, OOM_LEAST = _value("oom_ratio"), int(_value("oom_least")) * MIB


@dataclass(frozen=True)
class VpaRecommendation:
    """What one container is recommended of one resource.

    Attributes
    ----------
    target, lower, upper : int
        In millicores or bytes.
    """

    target: int
    lower: int
    upper: int


def vpa_cpu_m(usage_cores: Any, *, step_s: float = 60.0, containers: int = 1) -> VpaRecommendation:
    """Return the CPU request that VPA recommends, in millicores.

    Parameters
    ----------
    usage_cores : array-like, shape (n,) or (pods, n)
        One sample a step, the newest last; NaN where there was none. The samples of all pods go into one histogram.
    step_s : float
        Between two samples, a day at most: VPA takes one a minute.
    containers : int
        In the pod, over which the least is split.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> day = [0.8] * 4 + [0.1] * 96
    >>> vpa_cpu_m(day * 115)  # 8 days; the mean is 128
    VpaRecommendation(target=126, lower=125, upper=141)
    """
    require.that(require.positive("step_s", step_s) <= DAY_S, "step_s", step_s, f"be at most a day, {DAY_S:g}")
    values, times_s = in_time("usage_cores", usage_cores, step_s)
    weights = SAMPLE_WEIGHT * aged(times_s, HALF_LIFE_S)
    least = least_cpu_m(containers)
    sure = confidence(len(values), float(times_s.max() - times_s.min()))
    return _recommend(CPU, values, weights, 1000.0, sure, least)


def vpa_memory_bytes(
    daily_peaks_bytes: Any, *, confidence_days: float | None = None, containers: int = 1
) -> VpaRecommendation:
    """Return the memory request that VPA recommends, in bytes.

    Parameters
    ----------
    daily_peaks_bytes : array-like, shape (n,) or (pods, n)
        The largest use of each 24 hours, the newest last (see `daily_peaks`). The last eight count; all that is older
        would weigh less than a hundredth of the newest.
    confidence_days : float, optional
        Of the CPU samples, from which VPA takes it for memory, too; by default as many days as there are peaks.
    containers : int
        In the pod, over which the least is split.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> mib = 1024**2
    >>> vpa_memory_bytes([300 * mib] * 7 + [500 * mib]).target
    628694953
    >>> vpa_memory_bytes([200 * mib] * 8).target == 250 * mib  # the least
    True
    """
    by_pod("daily_peaks_bytes", daily_peaks_bytes)
    last = np.asarray(daily_peaks_bytes, float)[..., -PEAK_INTERVALS:]
    values, times_s = in_time("daily_peaks_bytes", last, PEAK_INTERVAL_S)
    days = float(last.shape[-1]) if confidence_days is None else confidence_days
    sure = require.positive("confidence_days", days)
    return _recommend(MEMORY, values, aged(times_s, HALF_LIFE_S), 1.0, sure, least_memory_bytes(containers))


def daily_peaks(usage_bytes: Any, *, step_s: float = 60.0) -> Values:
    """Return the largest use of each 24 hours, counted from the first column; NaN for a day without a sample.

    Parameters
    ----------
    usage_bytes : array-like, shape (n,) or (pods, n)
        One sample a step; NaN where there was none.
    step_s : float
        Between two samples, a day at most.

    Returns
    -------
    array of float, shape (days,) or (pods, days)

    Examples
    --------
    >>> daily_peaks([1.0, 3.0, 2.0, 5.0], step_s=43_200)
    array([3., 5.])
    """
    by_pod("usage_bytes", usage_bytes)
    require.that(0 < require.number("step_s", step_s) <= PEAK_INTERVAL_S, "step_s", step_s, "be above 0, a day at most")
    rows = np.asarray(usage_bytes, float)
    day = step_s * np.arange(rows.shape[-1]) // PEAK_INTERVAL_S
    return np.asarray(np.fmax.reduceat(rows, np.flatnonzero(np.diff(day, prepend=-1)), axis=-1))


def after_oom_bytes(peak_bytes: int, request_bytes: int = 0) -> int:
    """Return the memory that VPA books for a container that was killed because it ran out of it.

    That is a fifth more than it had used or requested, whichever was more, and at least 100 MiB more. It counts as a
    sample like the others.

    >>> after_oom_bytes(200 * MIB) // MIB, after_oom_bytes(2000 * MIB) // MIB
    (300, 2400)
    """
    sizes = {"peak_bytes": peak_bytes, "request_bytes": request_bytes}
    used = max(int(require.between(name, require.whole(name, value), 0, MOST)) for name, value in sizes.items())
    return max(used + OOM_LEAST, int(used * OOM_RATIO))


def confidence(samples: int, lifespan_s: float) -> float:
    """Return how many days of samples, one a minute, there are: by their number or from first to last, if less.

    >>> confidence(720, 43_140.0)
    0.49930555555555556
    """
    return min(lifespan_s / DAY_S, require.whole("samples", samples) / MINUTES_A_DAY)


def least_cpu_m(containers: int) -> int:
    """Return the least that one container is given, in millicores.

    >>> least_cpu_m(1), least_cpu_m(2)
    (25, 12)
    """
    return int(LEAST_CPU_M * (1 / require.whole("containers", containers, at_least=1)))


def least_memory_bytes(containers: int) -> int:
    """Return the least that one container is given, in bytes.

    >>> least_memory_bytes(2) // MIB  # so a proxy that requests 20 MiB would be lifted to it
    125
    """
    return int(LEAST_MEMORY * (1 / require.whole("containers", containers, at_least=1)))


def with_margin(amount: int) -> int:
    """Return an amount and 15% of it, each whole.

    >>> with_margin(800), int(800 * 1.15)  # added, not multiplied: 800 × 1.15 is a hair below 920
    (920, 919)
    """
    return amount + int(amount * MARGIN)


def _recommend(
    buckets: Buckets, values: Values, weights: Values, scale: float, sure: float, least: int
) -> VpaRecommendation:
    """Return all three amounts; `scale` is how many whole units a bucket's unit has."""
    amounts = {
        share: with_margin(int(percentile(buckets, values, weights, share) * scale)) for share in (TARGET, LOWER, UPPER)
    }
    lower, upper = (0.0, float("inf")) if sure == 0 else ((1 + 0.001 / sure) ** -2, 1 + 1 / sure)
    scaled = amounts[TARGET], _scaled(amounts[LOWER], lower), _scaled(amounts[UPPER], upper)
    return VpaRecommendation(*(max(amount, least) for amount in scaled))


MOST = 10**14  # the largest amount that VPA knows


def _scaled(amount: int, factor: float) -> int:
    return int(min(amount * factor, MOST))
