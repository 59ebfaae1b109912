"""Watts over the utilisation: measured, and the straight line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values
from course_lib.estimate import Estimate
from course_lib.footprint.power import linear_power_w, measured_points, power_w

UTILISATIONS = np.linspace(0, 1, 101)


@dataclass(frozen=True)
class PowerStudy:
    """The power curve of a server, measured at some points, beside the straight line from idle to full.

    Attributes
    ----------
    utilisation : float
        Where both are read.
    points : dict of float to float
        Watts by utilisation, as measured.
    measured_w, straight_w : array of float
        Watts at each of `UTILISATIONS`; the first on straight lines from one measured point to the next.
    measured_here, straight_here : Estimate
        Watts at the utilisation.
    """

    utilisation: float
    points: dict[float, float]
    measured_w: Values
    straight_w: Values
    measured_here: Estimate
    straight_here: Estimate

    @property
    def off_by(self) -> float:
        """How far the straight line is off at this utilisation, as a share of what the curve says."""
        return self.straight_here.best / self.measured_here.best - 1

    @property
    def is_measured(self) -> bool:
        """Whether the curve's watts were measured just here."""
        return self.utilisation in self.points


def power_study(utilisation_percent: float) -> PowerStudy:
    """Read a server's power off its measured curve, and off a straight line.

    >>> study = power_study(50)
    >>> study.measured_here, study.straight_here, f"{study.off_by:.0%}"
    (677.8 W, 584.8 W, '-14%')
    """
    utilisation = utilisation_percent / 100
    points = measured_points()
    idle_w, max_w = points[0][1], points[-1][1]
    measured_here, straight_here = power_w(points, utilisation), linear_power_w(idle_w, max_w, utilisation)
    watts = {busy: each.best for busy, each in points}
    return PowerStudy(utilisation, watts, *power_curves(), measured_here, straight_here)


@lru_cache(maxsize=1)
def power_curves() -> tuple[Values, Values]:
    """Return measured and straight-line watts at each of `UTILISATIONS`."""
    busy, watts = zip(*((point, each.best) for point, each in measured_points()), strict=True)
    return np.interp(UTILISATIONS, busy, watts), np.interp(UTILISATIONS, [0, 1], [watts[0], watts[-1]])
