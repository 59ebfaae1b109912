"""Requests that are really sent beside the simulator's, in two questions: are the queues right, and the choices?

Vocabulary
----------
due        the simulator's requests when they were due, at the pods that were really chosen: what a client would measure
           if client, proxy and machine took no time
ill        a pod whose requests take so long that it is the busiest from soon after the start to the end; so its share
           is that of a dead one (course_lib.balancers.textbook.share_of_dead)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from course_lib import balancers
from course_lib.live import Lab
from course_lib.live.run import LiveRun
from course_lib.simulation import Pods, simulate
from course_lib.traffic import Trace

EXACT_S = 1e-9
OVERLOAD = 2.5  # times what the pod that is ill can do
WELL_S = 0.0002  # of work a request for the others
NOT_YET = 0.3  # of the requests, until the pod that is ill is surely the busiest


@dataclass(frozen=True)
class Agreement:
    """What was measured over what the simulator says of the same requests, due, at the same pods: 1.02 is 2% more.

    Attributes
    ----------
    pods_mean, pods_p99 : float
        Of what the pods measured, from when a request reached its pod until that was done with it.
    mean, p99 : float
        Of what the client measured: what the machine adds is in it.
    strict : bool
        Whether each request waits and works, to a billionth of a second, as in the simulator when it reached its pod.
    bounded : bool
        Whether none is done before the simulator's due one, nor later than it by more than the latest of all was late
        at its pod: what first come, first served makes of whatever delays the machine adds.
    """

    pods_mean: float
    pods_p99: float
    mean: float
    p99: float
    strict: bool
    bounded: bool


def agreement(live: LiveRun, trace: Trace, pods: Pods | None = None) -> Agreement:
    """Set a replay beside the simulator with the pods that were chosen."""
    pods = pods or Pods.alike(live.pods)
    due, reached = (simulate(each, balancers.RANDOM, pods) for each in (live.as_due(trace), live.as_reached(trace)))
    order = np.argsort(live.reached_s, kind="stable")
    apart_s = np.abs(reached.latency_s - live.at_pod_s[order])
    ratios = [
        float(statistic(each_s) / statistic(due.latency_s))
        for each_s in (live.at_pod_s, live.latency_s)
        for statistic in (np.mean, lambda values: np.quantile(values, 0.99))
    ]
    later_s, late_s = live.done_s - due.finish_s, live.reached_s - live.arrival_s
    return Agreement(
        *ratios,
        strict=bool((reached.pod == live.pod[order]).all() and apart_s.max() <= EXACT_S),
        bounded=bool(later_s.min() >= -EXACT_S and later_s.max() <= late_s.max() + EXACT_S),
    )


def goes_round(chosen: Sequence[int] | np.ndarray, pods: int) -> bool:
    """Return whether each request went to the pod after the one before it."""
    return bool((np.diff(chosen) % pods == 1).all())


def by_chance(chosen: np.ndarray, pods: int) -> tuple[float, float]:
    """Return how likely chance alone is as uneven as this, by pod and by pairs of one request and the next.

    Whoever goes round has even counts, but pairs as chance never makes them.
    """
    pairs = chosen[: len(chosen) // 2 * 2].reshape(-1, 2) @ [pods, 1]
    return tuple(
        float(stats.chisquare(np.bincount(each, minlength=cells)).pvalue)
        for each, cells in ((chosen, pods), (pairs, pods**2))
    )


def at_the_ill_pod(pods: int, share: float, requests: int, rate_per_s: float) -> tuple[int, int]:
    """Return how many requests Envoy's two choices sent to a pod that is ill, and of how many.

    Parameters
    ----------
    pods : int
        How many; pod 0 is ill.
    share : float
        About what it gets: so that it has too much to do, but not for ever.
    requests : int
        How many in all; the first are not counted.
    rate_per_s : float
        How many come a second.
    """
    ill_s = OVERLOAD / (share * rate_per_s)
    with Lab(pods=pods, policy="two_choices", slow={0: ill_s / WELL_S}) as lab:
        run = lab.load(rate_per_s, requests, WELL_S)
    counted = run.pod[int(NOT_YET * requests) :]
    return int((counted == 0).sum()), len(counted)
