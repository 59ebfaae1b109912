"""Mean and p99 of the latency over the utilisation of a pod with one worker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.chapters.ch05_queueing.setting import SERVICE_S
from course_lib.queueing import mm1_latency, mm1_percentile

FROM, TO = 0.45, 0.90  # the two that are compared
LEAST, MOST = 5, 95  # percent
UTILISATIONS = np.arange(LEAST, MOST + 1) / 100


@dataclass(frozen=True)
class LoadStudy:
    """Latencies over the utilisation, and at one of them.

    Attributes
    ----------
    utilisation : float
        Where both are read.
    utilisations, mean_s, p99_s : array of float
        The curves; of one entry before the learner has predicted.
    here_mean_s, here_p99_s : float
        At the utilisation.
    """

    utilisation: float
    utilisations: Values
    mean_s: Values
    p99_s: Values
    here_mean_s: float
    here_p99_s: float

    @property
    def busier(self) -> float:
        """How many times as busy as at first."""
        return self.utilisation / FROM

    @property
    def growth(self) -> float:
        """How many times the mean is that at first; p99 grows by the same."""
        return self.here_mean_s / FIRST_S


def load_study(utilisation_percent: float) -> LoadStudy:
    """Read mean and p99 off their curves; a ValueError says so if they do not go so far.

    >>> study = load_study(90)
    >>> round(study.busier, 1), round(study.growth, 1)
    (2.0, 5.5)
    """
    utilisation = require.between("utilisation_percent", utilisation_percent, LEAST, MOST) / 100
    here_s = (float(np.interp(utilisation, UTILISATIONS, curve_s)) for curve_s in (MEAN_S, P99_S))
    return LoadStudy(utilisation, UTILISATIONS, MEAN_S, P99_S, *here_s)


MEAN_S, P99_S = (
    np.array([figure(utilisation, mean_service_s=SERVICE_S) for utilisation in UTILISATIONS.tolist()])
    for figure in (mm1_latency, mm1_percentile)
)
FIRST_S = mm1_latency(FROM, SERVICE_S)
