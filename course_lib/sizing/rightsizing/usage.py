"""What right-sizers read: samples of use, one row a pod, where a gap (NaN) is no sample."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib import require
from course_lib.arrays import Values

LARGEST = 1e100  # so that no product is beyond every float
RULE = "be a list of samples, or one a pod, all of one length (NaN where nothing was measured)"


def by_pod(name: str, usage: Any) -> list[Values]:
    """Return each pod's samples without its gaps; a flat list is one pod's.

    Raises
    ------
    ValueError
        If there is no sample, or one is negative or infinite.

    Examples
    --------
    >>> by_pod("usage", [[0.1, float("nan")], [0.2, 0.3]])
    [array([0.1]), array([0.2, 0.3])]
    """
    dimensions = _dimensions(usage)
    require.that(dimensions in (1, 2), name, usage, RULE)
    pods = [require.numbers(name, _without_gaps(row)) for row in (usage if dimensions == 2 else [usage])]
    require.that(any(pod.size for pod in pods), name, usage, "hold a sample")
    known = [pod for pod in pods if pod.size]
    least, most = min(float(pod.min()) for pod in known), max(float(pod.max()) for pod in known)
    require.that(least >= 0, name, least, "be zero or more")
    require.that(most <= LARGEST, name, most, f"be at most {LARGEST:g}")
    return pods


def in_time(name: str, usage: Any, step_s: float) -> tuple[Values, Values]:
    """Return all pods' samples in order of time, pod by pod within a step, and the time of each.

    >>> in_time("usage", [[0.1, 0.3], [float("nan"), 0.4]], 60.0)
    (array([0.1, 0.3, 0.4]), array([ 0., 60., 60.]))
    """
    by_pod(name, usage)
    rows = np.atleast_2d(np.asarray(usage, float))
    times_s = np.broadcast_to(step_s * np.arange(rows.shape[1]), rows.shape)
    known = ~np.isnan(rows.T)
    return rows.T[known], times_s.T[known]


def _dimensions(usage: Any) -> int:
    try:
        return np.ndim(usage)
    except ValueError:  # rows of different lengths
        return 0


def _without_gaps(row: Any) -> Any:
    values = np.asarray(row)
    return values[~np.isnan(values)] if values.dtype.kind == "f" else row
