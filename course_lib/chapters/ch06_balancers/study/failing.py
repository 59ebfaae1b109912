"""Who is attracted by a failing pod.

Vocabulary: pod 0 fails, in one of two `ways`: it `refuses` whatever comes, at once, or it `hangs`: it takes requests
in, and they time out. `sent` (19%) is the share of requests that goes there at the first try, `lost` (3%) the share
that fails in the end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from course_lib.chapters.ch06_balancers.study.field import FIVE, PODS
from course_lib.simulation import ANSWERED, Pods, simulate
from course_lib.simulation.long_run import SHORT_RUN
from course_lib.traffic import poisson_trace

REFUSES, HANGS = WAYS = ("refuses at once", "hangs until the time-out")
TIMEOUT_S = 50.0  # service times; at a healthy pod nothing takes so long
HARDLY = 1e-9  # the speed of a pod that hangs
RETRIES = ("0", "1", "2")
REQUESTS = SHORT_RUN // (len(FIVE) * len(RETRIES))  # for each balancer, and at most so many attempts


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
