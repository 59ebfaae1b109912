"""What a pod answers in time, over how much is asked of it, by the room in its queue.

Vocabulary: pod and clients are those of `overload`, but the traffic is the same all the time. What is `asked` for
(1.2) is a share of what the pod can do; `useful` (0.9) is the share of its time that goes into answers which somebody
still waits for. With `room` for 50 requests of 10 ms the last one waits as long as clients do: half a second.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from course_lib import balancers, traffic
from course_lib.arrays import Values
from course_lib.chapters.ch05_queueing.setting import SEED, SERVICE_S
from course_lib.chapters.ch05_queueing.study.overload import TIMEOUT_S
from course_lib.simulation import Pods, simulate

ASKED = np.array([0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.6, 1.8, 2.0])
READ_AT = 1.2
REQUESTS = 8_000  # a point; with three retries all points together are up to 400,000 attempts
WARM_UP = 0.5  # of the requests: what the pod comes to, not how it came there
PATIENCE = round(TIMEOUT_S / SERVICE_S)  # requests


@dataclass(frozen=True)
class KneeStudy:
    """The useful share of the pod's time at each of `ASKED`.

    Attributes
    ----------
    room : int
        Requests that may wait in its queue.
    retries : int
        How often a client asks again.
    useful, endless : array of float
        With so much room, and without a limit.
    """

    room: int
    retries: int
    useful: Values
    endless: Values

    @property
    def here(self) -> float:
        """The useful share where a fifth more is asked for than the pod can do."""
        return float(self.useful[np.argmax(ASKED == READ_AT)])


def knee_study(room: float, retries: float) -> KneeStudy:
    """Ask more and more of a pod with so much room in its queue.

    >>> [round(knee_study(room, 0).here, 1) for room in (20, 100)]
    [1.0, 0.0]
    """
    tries = int(retries)
    return KneeStudy(int(room), tries, useful_shares(int(room), tries), useful_shares(None, tries))


@lru_cache(maxsize=128)
def useful_shares(room: int | None, retries: int) -> Values:
    """Return the useful share of the pod's time at each of `ASKED`."""
    return np.array([useful_share(asked, room, retries) for asked in ASKED.tolist()])


def as_busy_as_asked(asked: float, requests: int) -> traffic.Trace:
    """Return a run whose second half brings just so much work: by chance it would be some percent more or less."""
    trace = traffic.poisson_trace(
        requests, utilisation=asked, pods=1, mean_service_s=SERVICE_S, seed=SEED, draws=0, overload=True
    )
    counted = slice(int(WARM_UP * requests), None)
    came = float(trace.service_s[counted].sum() / trace.gaps_s[counted].sum())
    return replace(trace, gaps_s=trace.gaps_s * came / asked)


def useful_share(asked: float, room: int | None, retries: int, requests: int = REQUESTS) -> float:
    """Return the work answered in time in the second half of a run, over the time that passes."""
    trace = as_busy_as_asked(asked, requests)
    pods = Pods.alike(1, queue_limit=room)
    run = simulate(trace, balancers.ROUND_ROBIN, pods, timeout_s=TIMEOUT_S, retries=retries)
    begin_s, end_s = np.quantile(trace.arrival_s, (WARM_UP, 1.0))
    counted = run.answered & (run.finish_s > begin_s) & (run.finish_s <= end_s)
    return float(trace.service_s[run.request[counted]].sum() / (end_s - begin_s))
