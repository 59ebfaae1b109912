"""How Peak EWMA remembers a peak.

Vocabulary: an `answer` (at 5.0 s: 2.0 s) is a latency seen of one pod, a `look` a balancer's glance at it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.balancers import peak_ewma_update

LASTS_S, STEP_S = 30.0, 0.05
PEAK_AT_S, PEAK_S, USUAL_S = 5.0, 2.0, 0.2
ANSWERS_S = tuple((0.5 * number, PEAK_S if 0.5 * number == PEAK_AT_S else USUAL_S) for number in range(1, 60))
WHEN_S = np.arange(0, LASTS_S + STEP_S / 2, STEP_S)


@dataclass(frozen=True)
class MemoryStudy:
    """What Peak EWMA believes of a pod that was slow once.

    Attributes
    ----------
    decay_s : float
        Its decay time.
    looks_a_second : float
        How often a balancer looks at this pod.
    believed_s, unread_s : array of float
        The estimate at each of `WHEN_S`: with those looks, and if looking changed nothing.
    back_s, unread_back_s : float
        How long after the peak the estimate is within a tenth of the usual latency again; NaN if not in that time.
    """

    decay_s: float
    looks_a_second: float
    believed_s: Values
    unread_s: Values

    @property
    def back_s(self) -> float:
        """Seconds from the peak until the estimate is near the usual latency."""
        return back(self.believed_s)

    @property
    def unread_back_s(self) -> float:
        """The same, if looking changed nothing."""
        return back(self.unread_s)


def memory_study(decay_s: float, looks_a_second: float) -> MemoryStudy:
    """Follow the estimate of one pod over half a minute, in which one answer took ten times as long.

    >>> study = memory_study(decay_s=5, looks_a_second=10)
    >>> study.back_s < study.unread_back_s  # every look fades the estimate, and leaves the next answer no weight
    True
    """
    looks = int(LASTS_S * looks_a_second)
    looked = [((number + 0.5) / looks_a_second, 0.0) for number in range(looks)]
    return MemoryStudy(decay_s, looks_a_second, follow(decay_s, looked), follow(decay_s, []))


def follow(decay_s: float, looked: Sequence[tuple[float, float]]) -> Values:
    """Return the estimate at each of `WHEN_S`, after answers and looks; in between a look without a trace shows it."""
    estimate_s, last_s, events = USUAL_S, 0.0, sorted([*ANSWERS_S, *looked])
    believed, at = np.empty(len(WHEN_S)), 0
    for number, when_s in enumerate(WHEN_S):
        while at < len(events) and events[at][0] <= when_s + 1e-9:
            moment_s, latency_s = events[at]
            estimate_s = peak_ewma_update(estimate_s, latency_s, moment_s - last_s, decay_s)
            last_s, at = moment_s, at + 1
        believed[number] = estimate_s
    return believed


def back(believed_s: Values) -> float:
    """Return how long after the peak an estimate comes within a tenth of the usual latency, NaN if it doesn't."""
    after = WHEN_S >= PEAK_AT_S
    near = np.flatnonzero(after & (believed_s <= 1.1 * USUAL_S))
    return float(WHEN_S[near[0]] - PEAK_AT_S) if len(near) else math.nan
