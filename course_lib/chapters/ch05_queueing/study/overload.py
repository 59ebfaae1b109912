"""A pod that was sized too small meets a peak: clients give up, ask again, and the work done is for nobody.

Vocabulary: the pod can do 100 requests a second (`CAN_DO`). Traffic is `base` (0.7 of that), but for ten seconds 1.5 of
it. A client waits half a second, then gives up, and tries again so many times. `sent` are attempts a second, `answered`
requests a second that were answered in time; `useful` and `wasted` are shares of the worker's time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import balancers, traffic
from course_lib.arrays import Flags, Values
from course_lib.chapters.ch05_queueing.setting import SEED, SERVICE_S
from course_lib.simulation import ANSWERED, Pods, Run, simulate

CAN_DO = 1 / SERVICE_S
TIMEOUT_S = 0.5
PEAK, PEAK_FROM_S, PEAK_TO_S, ENDS_S = 1.5, 20, 30, 90
SECONDS = np.arange(ENDS_S)
NO_LIMIT, BOUNDED = QUEUES = ("no limit", "20 requests")
WAITING_AT_MOST = 20
RECOVERED = 0.9  # of the traffic answered in time, for as long as this:
STEADY_S = 5


@dataclass(frozen=True)
class OverloadStudy:
    """What a minute and a half brought, second by second.

    Attributes
    ----------
    base : float
        The traffic before and after the peak, as a share of what the pod can do.
    retries : int
        How often a client asks again.
    queue : str
        One of `QUEUES`: how many requests may wait at the pod.
    arrived, sent, answered : array of float
        Requests, attempts, and requests answered in time, a second.
    useful, wasted : array of float
        Shares of the worker's time: for answers that somebody still waits for, and for others.
    """

    base: float
    retries: int
    queue: str
    arrived: Values
    sent: Values
    answered: Values
    useful: Values
    wasted: Values

    @property
    def recovers_after_s(self) -> int | None:
        """Seconds from the end of the peak until nearly all are answered in time for a while; None for never."""
        fine = self.answered >= RECOVERED * np.maximum(self.arrived, 1)
        for second in range(PEAK_TO_S, ENDS_S - STEADY_S + 1):
            if fine[second : second + STEADY_S].all():
                return second - PEAK_TO_S
        return None

    @property
    def at_the_end(self) -> float:
        """Requests a second answered in time in the last ten seconds."""
        return float(self.answered[-10:].mean())


def overload_study(base_percent: float, retries: float, queue: str = NO_LIMIT) -> OverloadStudy:
    """Send a peak through a pod of one worker, whose clients give up and ask again.

    >>> [overload_study(70, retries).recovers_after_s for retries in (0, 2)]
    [15, None]
    """
    base, tries = base_percent / 100, int(retries)
    pods = Pods.alike(1, queue_limit=WAITING_AT_MOST if queue == BOUNDED else None)
    trace = peak_trace(base)
    run = simulate(trace, balancers.ROUND_ROBIN, pods, timeout_s=TIMEOUT_S, retries=tries)
    answered = run.outcome == ANSWERED
    useful, wasted = shares_of_work(run, trace.service_s, answered), shares_of_work(run, trace.service_s, ~answered)
    arrived, sent, in_time = map(a_second, (trace.arrival_s, run.arrival_s, run.finish_s[answered]))
    return OverloadStudy(base, tries, queue, arrived, sent, in_time, useful, wasted)


def peak_trace(base: float) -> traffic.Trace:
    """Return Poisson traffic with a peak: even traffic on a clock that runs faster for a while."""
    flat = traffic.poisson_trace(
        round(2 * PEAK * CAN_DO * ENDS_S), utilisation=0.5, pods=1, mean_service_s=SERVICE_S, seed=SEED, draws=0
    )
    corners_s = np.array([0, PEAK_FROM_S, PEAK_TO_S, ENDS_S], float)
    expected = np.append(0, np.cumsum(np.diff(corners_s) * CAN_DO * np.array([base, PEAK, base])))
    counted = 0.5 * CAN_DO * flat.arrival_s
    kept = counted < expected[-1]
    arrival_s = np.interp(counted[kept], expected, corners_s)
    return traffic.recorded_trace(np.diff(arrival_s, prepend=0), flat.service_s[kept], pods=1, seed=SEED, draws=0)


def a_second(times_s: Values) -> Values:
    """Return how many fall into each second."""
    return np.histogram(times_s, np.arange(ENDS_S + 1))[0].astype(np.float64)


def shares_of_work(run: Run, service_s: Values, chosen: Flags) -> Values:
    """Return the share of each second that the worker spends on the chosen attempts.

    The work on an attempt goes on when its client has given up, so it ends one service after its start.
    """
    begun = chosen & np.isfinite(run.start_s)
    starts_s, lasts_s = run.start_s[begun], service_s[run.request[begun]]
    ends_s = np.arange(ENDS_S + 1, dtype=np.float64)
    done_by_s = np.array([np.clip(end_s - starts_s, 0, lasts_s).sum() for end_s in ends_s])
    return np.diff(done_by_s)
