"""What chapter 04 asks about scaling out: what pods that join late get, and when.

Vocabulary: five `old` pods are joined by five `new` ones at `JOIN_S`; a `bin` is `BIN_S` of time. A `way` is how
requests come to be balanced one by one: by "a proxy" that sees them all, or in "each client" for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib import balancers, connections, tables, traffic
from course_lib.arrays import Values, Whole
from course_lib.simulation import Pods, Run, simulate

OLD, NEW = 5, 5
JOIN_S, END_S, BIN_S, RATE_PER_S = 60.0, 660.0, 20.0, 8.0
AGES_S = {"no limit": None, "2 minutes": 120.0, "5 minutes": 300.0, "10 minutes": 600.0}
CLIENTS = 20
PROXY = "a proxy"
LOOKUPS_S: dict[str, float | None] = {
    "each client, asking DNS every 30 s": tables.figure("connections", "dns_pause").value,
    "each client, having asked DNS once": None,
}
WAYS = (PROXY, *LOOKUPS_S)
AT_ANY_TIME, ALL_AT_ONCE = OPENED = ("at any time", "all at once, a minute before")
LATE = Pods.alike(OLD + NEW, join_s=(0.0,) * OLD + (JOIN_S,) * NEW)
BINS_S = np.arange(0.0, END_S + BIN_S / 2, BIN_S)
MIDDLES_S = BINS_S[:-1] + BIN_S / 2 - JOIN_S  # since the new pods joined


@dataclass(frozen=True)
class ScalingStudy:
    """Five pods become ten: what the new ones get, where connections are balanced and where requests are.

    Attributes
    ----------
    connections : int
        That carry all requests.
    age : str
        Their limit: a key of `AGES_S`.
    opened : str
        One of `OPENED`: when they were opened.
    way : str
        One of `WAYS`: who balances requests, where requests are.
    on_new : NDArray of float
        The share of the requests in each bin that go to new pods, in one run with balanced connections.
    expected : NDArray of float
        The same on average over all runs.
    by_request : NDArray of float
        The same in one run with balanced requests.
    late, late_by_request : NDArray of int, shape (10,)
        Requests that each pod got in the last minute, the old ones first, in either run.
    """

    connections: int
    age: str
    opened: str
    way: str
    on_new: Values
    expected: Values
    by_request: Values
    late: Whole
    late_by_request: Whole

    @property
    def over_mean(self) -> float:
        """The busiest pod's load in the last minute over the mean of all, where connections are balanced."""
        return float(self.late.max() / self.late.mean())

    @property
    def over_mean_by_request(self) -> float:
        """The same where requests are."""
        return float(self.late_by_request.max() / self.late_by_request.mean())

    @property
    def half_s(self) -> float | None:
        """When the new pods get half of their fair share, on average: seconds since they joined; None if never."""
        reached = np.flatnonzero(self.expected >= 0.5 * NEW / (OLD + NEW))
        return float(MIDDLES_S[reached[0]]) if len(reached) else None


@lru_cache(maxsize=64)
def scaling_study(count: float, age: str, opened: str, replay: float, way: str = PROXY) -> ScalingStudy:
    """Let five pods join five others while so many connections carry all requests.

    >>> study = scaling_study(20, "no limit", AT_ANY_TIME, replay=1)
    >>> float(study.on_new.max()), float(study.by_request[-1].round(1))
    (0.0, 0.5)
    """
    trace, limit_s, steady = scaling_trace(int(replay)), AGES_S[age], opened == AT_ANY_TIME
    carried = trace.with_connections(int(count))
    if limit_s is not None:
        carried = connections.renew(carried, limit_s, seed=int(replay), steady=steady)
    run, even = simulate(carried, balancers.RANDOM, LATE), scaled_by_request(int(replay), way)
    shares = on_new_pods(run), expected_on_new(limit_s, steady), on_new_pods(even)
    return ScalingStudy(int(count), age, opened, way, *shares, late_loads(run), late_loads(even))


@lru_cache(maxsize=32)
def scaling_trace(replay: int) -> traffic.Trace:
    """Return the requests: eight a second, light enough for five pods."""
    n, work_s = int(RATE_PER_S * END_S), 0.25
    return traffic.even_trace(
        n, utilisation=RATE_PER_S * work_s / OLD, pods=OLD, mean_service_s=work_s, seed=replay, service="deterministic"
    )


@lru_cache(maxsize=32)
def scaled_by_request(replay: int, way: str) -> Run:
    """Return a run in which each request is balanced by itself: in turns, by a proxy or by each client."""
    if way == PROXY:
        return simulate(scaling_trace(replay), balancers.ROUND_ROBIN, LATE)
    return simulate(scaling_trace(replay), connections.client_round_robin(LOOKUPS_S[way]), LATE, proxies=CLIENTS)


def on_new_pods(run: Run) -> Values:
    """Return the share of the requests in each bin that go to new pods."""
    everything, _ = np.histogram(run.arrival_s, BINS_S)
    new, _ = np.histogram(run.arrival_s[run.pod >= OLD], BINS_S)
    return np.asarray(new / everything, np.float64)


def expected_on_new(limit_s: float | None, steady: bool) -> Values:
    """Return the share that new pods get on average, at the middle of each bin."""
    since_s = np.where(MIDDLES_S < 0, 0.0, MIDDLES_S)
    if limit_s is None or steady:
        return connections.share_on_new_pods(since_s, OLD, NEW, limit_s)
    opened_for_s = np.where(MIDDLES_S < 0, 0.0, MIDDLES_S + JOIN_S)
    return NEW / (OLD + NEW) * connections.renewed_share(opened_for_s, limit_s, steady=False)


def late_loads(run: Run) -> Whole:
    """Return the requests that each pod got in the last minute."""
    return np.asarray(np.bincount(run.pod[run.arrival_s > END_S - 60.0], minlength=OLD + NEW), np.int64)
