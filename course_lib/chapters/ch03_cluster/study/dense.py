"""What the claim means: one app a server, each sized for its peak, beside the same apps packed.

Vocabulary: an app's `mean` (1.6 cores) is what it uses on average, its `peak` (6.4) what it needs at most and so has to
be kept for it. Packed, apps still have their peaks kept: what goes is what no app ever needs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.rocks.packing import Packing, pack

SERVER_CORES = 8.0
MEANS: Values = np.array([1.6, 1.3, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2])
MOST_TIMES = 5.0


@dataclass(frozen=True)
class DenseStudy:
    """Apps on servers of their own, and packed.

    Attributes
    ----------
    peaks : NDArray of float, shape (apps,)
        What is kept for each app, in cores; it uses `MEANS`.
    packing : Packing
        The peaks on as few servers as best fit, largest first, finds.
    """

    peaks: Values
    packing: Packing

    @property
    def servers(self) -> int:
        """Servers where the apps are packed; else each app has one."""
        return len(self.packing)

    def busy(self, servers: int) -> float:
        """Return the share of the cores of so many servers that is used on average."""
        return float(MEANS.sum()) / (servers * SERVER_CORES)


def dense_study(peak_times: float) -> DenseStudy:
    """Pack the apps, each of whose peaks is so many times its mean.

    >>> study = dense_study(4)
    >>> len(study.peaks), study.servers, round(study.busy(12), 3), round(study.busy(study.servers), 3)
    (12, 5, 0.098, 0.235)
    """
    peaks = MEANS * peak_times
    return DenseStudy(peaks, pack(peaks, SERVER_CORES, "best_fit_decreasing"))
