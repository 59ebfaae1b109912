"""How even connections are over pods, by their number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import connections
from course_lib.arrays import Values

MOST_CONNECTIONS = 200
COUNTS = np.array([1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 40, 50, 70, 100, 140, MOST_CONNECTIONS])


@dataclass(frozen=True)
class CurveStudy:
    """How even connections are over some pods, for each number in `COUNTS` and for one number here.

    Attributes
    ----------
    pods, connections : int
        Here.
    busy : NDArray of float
        Expected share of the pods that get any, at each of `COUNTS`.
    over_mean : NDArray of float
        Expected load of the busiest pod over the mean, where connections are drawn (kube-proxy with iptables).
    dealt : NDArray of float
        The same where each goes to the pod with the fewest (IPVS, least connection).
    busy_here, over_mean_here, dealt_here : float
        The three here.
    """

    pods: int
    connections: int
    busy: Values
    over_mean: Values
    dealt: Values
    busy_here: float
    over_mean_here: float
    dealt_here: float


def curve_study(pods: float, count: float) -> CurveStudy:
    """Work out how even so many connections are over so many pods.

    >>> study = curve_study(10, 50)
    >>> round(study.busy_here, 3), round(study.over_mean_here, 3), study.dealt_here
    (0.995, 1.738, 1.0)
    """
    here = evenness(int(pods), int(count))
    curves = curves_of(int(pods))
    return CurveStudy(int(pods), int(count), *curves, *here)


@lru_cache(maxsize=64)
def curves_of(pods: int) -> tuple[Values, Values, Values]:
    """Return share busy, busiest over mean, and the same if dealt, at each of `COUNTS`."""
    busy, over_mean, dealt = np.array([evenness(pods, count) for count in COUNTS.tolist()]).T
    return busy, over_mean, dealt


def evenness(pods: int, count: int) -> tuple[float, float, float]:
    """Return the share of pods busy, the busiest over the mean, and the same if dealt."""
    busy = connections.expected_busy(pods, count) / pods
    return busy, connections.busiest_over_mean(pods, count), connections.dealt_over_mean(pods, count)
