"""What chapter 06's other sliders ask: who is attracted by a failing pod, and how Peak EWMA remembers.

Vocabulary: pod 0 fails, in one of two `ways`: it `refuses` whatever comes, at once, or it `hangs`: it takes requests
in, and they time out. `sent` (19%) is the share of requests that goes there at the first try, `lost` (3%) the share
that fails in the end. An `answer` (at 5.0 s: 2.0 s) is a latency seen of one pod, a `look` a balancer's glance at it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from course_lib.balancers import peak_ewma_update
from course_lib.simulation import ANSWERED, Pods, simulate
from course_lib.studies.balancers import FIVE, PODS
from course_lib.traffic import poisson_trace

REFUSES, HANGS = WAYS = ("refuses at once", "hangs until the time-out")
TIMEOUT_S = 50.0  # service times; at a healthy pod nothing takes so long
HARDLY = 1e-9  # the speed of a pod that hangs
REQUESTS = 20_000
RETRIES = ("0", "1", "2")


@dataclass(frozen=True)
class FailingStudy:
    """What becomes of requests while pod 0 of ten fails.

    Attributes
    ----------
    utilisation : float
        Of the nine healthy pods, if they got everything.
    way : str
        One of `WAYS`.
    retries : int
        How often a failed request is tried again.
    sent, lost : dict of str to float
        By balancer: the share of first tries that go to pod 0, and of requests that fail in the end.
    """

    utilisation: float
    way: str
    retries: int
    sent: dict[str, float]
    lost: dict[str, float]


@lru_cache(maxsize=128)
def failing_study(
    utilisation_percent: float, way: str = REFUSES, retries: str = "0", requests: int = REQUESTS, seed: int = 1
) -> FailingStudy:
    """Let pod 0 fail from the start, and see what five balancers do; none of them is told.

    >>> study = failing_study(80, requests=5_000)
    >>> study.sent["random"] < 0.12 < study.sent["two choices"] < 0.21 < study.sent["least in flight"]
    True
    """
    utilisation, tries = utilisation_percent / 100, int(retries) + 1
    trace = poisson_trace(
        requests, utilisation=utilisation * (PODS - 1) / PODS, pods=PODS, draws=2 * (int(RETRIES[-1]) + 1), seed=seed
    )
    healthy = (1.0,) * (PODS - 1)
    pods = Pods((HARDLY, *healthy)) if way == HANGS else Pods.alike(PODS, crashes=((0, 0.0, math.inf),))
    sent, lost = {}, {}
    for name, balancer in FIVE.items():
        run = simulate(trace, balancer, pods, retries=tries - 1, timeout_s=TIMEOUT_S if way == HANGS else None)
        first = run.attempt == 0
        sent[name] = float((run.pod[first] == 0).mean())
        lost[name] = 1 - float((run.outcome == ANSWERED).sum()) / requests
    return FailingStudy(utilisation, way, tries - 1, sent, lost)


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
    believed_s: NDArray[np.float64]
    unread_s: NDArray[np.float64]

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


def follow(decay_s: float, looked: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
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


def back(believed_s: NDArray[np.float64]) -> float:
    """Return how long after the peak an estimate comes within a tenth of the usual latency, NaN if it doesn't."""
    after = WHEN_S >= PEAK_AT_S
    near = np.flatnonzero(after & (believed_s <= 1.1 * USUAL_S))
    return float(WHEN_S[near[0]] - PEAK_AT_S) if len(near) else math.nan
