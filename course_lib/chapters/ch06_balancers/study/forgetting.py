"""How long Peak EWMA must remember, so that proxies which each see little keep off a slow pod.

Vocabulary: pod 0 is slow; the `share` of requests that it gets may be up to `most`, what it can do, before its queue
grows without end. The `decay` (100) of the estimate is in service times. So is the `silence` (125): while the slow pod
does all that it can, one of its answers comes to the same proxy every so often, on average.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from course_lib import balancers
from course_lib.arrays import Values
from course_lib.chapters.ch06_balancers.study.field import PEAK_EWMA, PODS, even_work, ten_pods
from course_lib.simulation import simulate
from course_lib.simulation.long_run import LONG_RUN, SHORT_RUN
from course_lib.traffic import poisson_trace

DECAYS = (5.0, 10.0, 20.0, 30.0, 50.0, 70.0, 100.0, 200.0, 500.0, 1000.0)
EVEN_SHARE = 1 / PODS
FORGETTING_REQUESTS = SHORT_RUN // len(DECAYS)  # with each decay
_, DEFAULT_S = PEAK_EWMA.settings


@dataclass(frozen=True)
class ForgettingStudy:
    """What the slow pod gets, by the decay of the estimate.

    Attributes
    ----------
    utilisation, slow : float
        Of all pods together, and the speed of pod 0; the others' is 1.
    proxies : int
        Each seeing only its own requests.
    requests : tuple of int
        One entry a decay.
    silence, most : float
        As in the module's vocabulary.
    share : array of float
        Of all requests that pod 0 gets, one entry a decay in `DECAYS`.
    """

    utilisation: float
    slow: float
    proxies: int
    requests: tuple[int, ...]
    silence: float
    most: float
    share: Values

    @property
    def enough(self) -> float | None:
        """The shortest decay from which on the slow pod keeps up in these runs; None if there is none."""
        drowns = np.flatnonzero(self.share >= self.most)
        first = int(drowns[-1]) + 1 if len(drowns) else 0
        return DECAYS[first] if first < len(DECAYS) else None


@lru_cache(maxsize=128)
def forgetting_study(
    utilisation_percent: float, proxies: float, slow_percent: float = 40, requests: int = FORGETTING_REQUESTS
) -> ForgettingStudy:
    """Let the same requests pass through so many proxies, with one decay after the other.

    A short run may end before the slow pod's queue has got out of hand: what it calls enough may be too short.

    >>> [forgetting_study(80, proxies).enough for proxies in (1, 50)]
    [5.0, 70.0]
    """
    utilisation, slow = utilisation_percent / 100, slow_percent / 100
    share = np.array([share_of_slow(utilisation, int(proxies), slow, decay, requests) for decay in DECAYS])
    most = slow / arrivals(utilisation, slow)
    every = (requests,) * len(DECAYS)
    return ForgettingStudy(utilisation, slow, int(proxies), every, proxies / slow, most, share)


def arrivals(utilisation: float, slow: float) -> float:
    """Return the requests in a service time, to all pods together."""
    return PODS * even_work(utilisation, ten_pods(slow))


@lru_cache(maxsize=1024)
def share_of_slow(utilisation: float, proxies: int, slow: float, decay: float, requests: int, seed: int = 1) -> float:
    """Return the share of requests that the slow pod gets in a run."""
    pods = ten_pods(slow)
    trace = poisson_trace(requests, utilisation=even_work(utilisation, pods), pods=PODS, seed=seed)
    run = simulate(trace, balancers.peak_ewma(decay, DEFAULT_S), pods, proxies=proxies)
    return float((run.steady().pod == 0).mean())


def forgetting_parts(
    utilisation_percent: float, proxies: float, slow_percent: float = 40, requests: int = LONG_RUN
) -> Iterator[tuple[float, ForgettingStudy]]:
    """Yield how far a long run is, and what it has found: decay by decay, each with one run to its end.

    Many short ones would not do: a queue takes its time to get out of hand, and then doesn't come back.
    """
    study = forgetting_study(utilisation_percent, proxies, slow_percent)
    each, share, done = requests // len(DECAYS), study.share.copy(), list(study.requests)
    for at, decay in enumerate(DECAYS):
        share[at] = share_of_slow(study.utilisation, study.proxies, study.slow, decay, each)
        done[at] = each
        yield (at + 1) / len(DECAYS), replace(study, requests=tuple(done), share=share.copy())
