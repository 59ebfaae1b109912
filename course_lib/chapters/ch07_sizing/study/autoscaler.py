"""An autoscaler that follows a day's demand: how far behind it is, and what it can't see.

Vocabulary: at three in the afternoon an `event` brings four times the demand, within three minutes, for an hour and a
half. A pod requests 500m, and that is its limit, too: what arrives beyond that is `unmet`, and no metric shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from course_lib.sizing import Autoscaler, Demand
from course_lib.sizing.autoscaling import Behavior, Steps
from course_lib.sizing.autoscaling.behavior import DOWN
from course_lib.sizing.demand.capacity import stretches
from course_lib.sizing.demand.curves import Event, synthetic_day

REQUEST_M = 500
EVENT = Event(hour=15, hours=1.5, times=4, ramp_hours=0.05)
MEAN_CORES, NOISE, STEP_S = 5.0, 0.04, 15
LEAST, MOST = 2, 200
WITHOUT, WITH = BEHAVIORS = ("not set", "set, with its default rates")


@dataclass(frozen=True)
class AutoscalerStudy:
    """A day with an autoscaler.

    Attributes
    ----------
    target, startup_s, window_s : int
        Percent; seconds until a new pod is ready; the stabilisation window on the way down.
    behavior : str
        One of `BEHAVIORS`.
    steps : Steps
        The day, look by look.
    """

    target: int
    startup_s: int
    window_s: int
    behavior: str
    steps: Steps

    @property
    def longest_short_s(self) -> int:
        """The longest time on end in which something was unmet, in seconds."""
        return max(stretches(self.steps.unmet > 0), default=0) * self.steps.step_s

    @property
    def worst(self) -> int:
        """The step with most unmet."""
        return int(np.argmax(self.steps.unmet))

    @property
    def asked_at_worst(self) -> float:
        """What was asked for then, in percent of what the ready pods request: what no metric showed."""
        return 100_000 * float(self.steps.demand[self.worst]) / (REQUEST_M * max(1, int(self.steps.ready[self.worst])))

    @property
    def fewest_pod_hours(self) -> float:
        """Pod-hours of the fewest pods that could have served each moment."""
        return float(np.ceil(self.steps.demand * 1000 / REQUEST_M).sum()) * self.steps.step_s / 3600


@lru_cache(maxsize=256)
def autoscaler_study(
    target_percent: float, startup_s: float = 60, window_s: float = 300, behavior: str = WITHOUT
) -> AutoscalerStudy:
    """Let an autoscaler follow the day.

    >>> [round(autoscaler_study(70, startup_s).steps.unmet_share, 4) for startup_s in (0, 60, 300)]
    [0.0, 0.0015, 0.0128]
    """
    chosen = Behavior(down=replace(DOWN, window_s=int(window_s))) if behavior == WITH else None
    scaler = Autoscaler(
        target=int(target_percent), least=LEAST, most=MOST, request_m=REQUEST_M, limit_m=REQUEST_M,
        startup_s=int(startup_s), behavior=chosen, down_window_s=int(window_s),
    )  # fmt: skip
    steps = scaler.step_through(the_day())
    return AutoscalerStudy(int(target_percent), int(startup_s), int(window_s), behavior, steps)


@lru_cache(maxsize=1)
def the_day() -> Demand:
    """Return the demand: a synthetic day at the autoscaler's own pace."""
    return synthetic_day(MEAN_CORES, noise=NOISE, step_s=STEP_S, event=EVENT)
