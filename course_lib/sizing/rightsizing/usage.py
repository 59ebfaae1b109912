"""What right-sizers read: samples of use, one row a pod, where a gap (NaN) is no sample."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib import require
from course_lib.arrays import Values


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
    rows = usage if np.ndim(usage) == 2 else [usage]
    pods = [require.numbers(name, _without_gaps(row)) for row in rows]
    least = min((pod.min() for pod in pods if pod.size), default=-1.0)
    require.that(any(pod.size for pod in pods), name, usage, "hold a sample")
    require.that(least >= 0, name, float(least), "be zero or more")
    return pods


def _without_gaps(row: Any) -> Any:
    values = np.asarray(row)
    return values[~np.isnan(values)] if values.dtype.kind == "f" else row
