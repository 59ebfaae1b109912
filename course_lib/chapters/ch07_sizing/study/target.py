"""Ten pods, one of them hot, and an autoscaler: what balance changes in its count, and what the target does.

Vocabulary: the hot pod has `hot` (11) times the load of any other; `held` says what stops it. `even` is the same work
spread evenly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Whole, freeze
from course_lib.sizing.autoscaling import Desired, Spread, replicas_of_sums
from course_lib.sizing.autoscaling.rules import whole_millicores

CORES, PODS, REQUEST_M = 3.5, 10, 500
HOT = 11.0
TARGET, LEAST_TARGET, MOST_TARGET = 70, 50, 90
FREE, LIMITED = HELD = ("nothing", "a limit of 500m")
TARGETS: Whole = freeze(np.arange(LEAST_TARGET, MOST_TARGET + 1))


@dataclass(frozen=True)
class TargetStudy:
    """What an autoscaler wants of ten pods that share 3.5 cores.

    Attributes
    ----------
    target : int
        In percent.
    held : str
        One of `HELD`: what stops a pod from using more.
    spread : Spread
        The load on each pod.
    desired : Desired
        What the autoscaler wants.
    targets, wanted, wanted_even : array of int
        Pods by target, as the load is spread and evenly spread; empty before the learner has predicted.
    """

    target: int
    held: str
    spread: Spread
    desired: Desired
    targets: Whole
    wanted: Whole
    wanted_even: Whole

    @property
    def percent(self) -> int:
        """What the autoscaler sees."""
        return self.desired.proposals[0].seen or 0

    @property
    def pods(self) -> int:
        """What it wants."""
        return self.desired.pods

    @property
    def hottest_then_m(self) -> float:
        """What arrives at the hot pod once there are as many pods as the autoscaler wants."""
        return Spread(CORES, self.pods, self.spread.hot).loads_m[0]

    @property
    def even_pods(self) -> int:
        """What it would want of an even spread, at the same target."""
        return wanted_by_target(1.0, self.held)[self.target - LEAST_TARGET]


def target_study(hot: float, target_percent: float = TARGET, held: str = FREE) -> TargetStudy:
    """Ask the autoscaler, and for every other target, too.

    >>> [target_study(hot, held=held).pods for hot, held in ((11, FREE), (11, LIMITED), (1, FREE), (1, LIMITED))]
    [10, 6, 10, 10]
    >>> [target_study(1, target, LIMITED).pods for target in (50, 70, 80)]
    [14, 10, 9]
    """
    target = int(target_percent)
    spread = spread_of(hot, held)
    curves = (np.array(wanted_by_target(each, held)) for each in (hot, 1.0))
    return TargetStudy(target, held, spread, spread.desired(target), TARGETS, *curves)


def spread_of(hot: float, held: str) -> Spread:
    """Return the load on each of the ten pods."""
    return Spread(CORES, PODS, hot, REQUEST_M, limit_m=REQUEST_M if held == LIMITED else None)


def wanted_by_target(hot: float, held: str) -> list[int]:
    """Return the pods wanted for each of `TARGETS`."""
    used_m = sum(whole_millicores(use_m) for use_m in spread_of(hot, held).used_m)
    return [replicas_of_sums(used_m, PODS * REQUEST_M, PODS, target).pods for target in TARGETS.tolist()]
