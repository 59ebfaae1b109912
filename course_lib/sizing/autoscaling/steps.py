"""What became of a demand that an autoscaler followed, step by step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import ReadOnly, Values, Whole
from course_lib.plural import counted


@dataclass(frozen=True, eq=False, repr=False)
class Steps(ReadOnly):
    """What became of a demand, one entry a step.

    Attributes
    ----------
    step_s : int
        Seconds a step: the time between two looks.
    demand : array of float
        In cores; NaN where nothing is known.
    wanted, percent : array of int
        The raw proposal at the end of the step, and the percentage that it came from; -1 where the metric failed.
    replicas, ready : array of int
        Pods that there are, and those that serve.
    used, unmet : array of float
        In cores; their sum is the demand. What isn't met is lost: nothing waits for later.
    """

    step_s: int
    demand: Values
    wanted: Whole
    percent: Whole
    replicas: Whole
    ready: Whole
    used: Values
    unmet: Values

    def __repr__(self) -> str:
        fewest, most = int(self.replicas.min()), int(self.replicas.max())
        steps = f"{counted(len(self.demand), 'step')} of {self.step_s} s, {fewest:,} to {counted(most, 'pod')}"
        return f"Steps({steps}, {self.pod_hours:,.1f} pod-hours, {self.unmet_share:.2%} of the demand unmet)"

    @property
    def time_s(self) -> Values:
        """When each step begins."""
        return np.arange(len(self.demand), dtype=np.float64) * self.step_s

    @property
    def pod_hours(self) -> float:
        """Pods times hours, those that start up included."""
        return float(self.replicas.sum()) * self.step_s / 3600

    @property
    def unmet_share(self) -> float:
        """The share of the known demand that nobody served."""
        asked = float(np.nansum(self.demand))
        return float(np.nansum(self.unmet)) / asked if asked else 0.0

    @property
    def short_s(self) -> int:
        """Seconds in which something was left unmet."""
        return int((self.unmet > 0).sum()) * self.step_s

    @property
    def changes(self) -> int:
        """How often the count changed."""
        return int((np.diff(self.replicas) != 0).sum())
