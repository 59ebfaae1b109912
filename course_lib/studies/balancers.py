"""What chapter 06's sliders ask of balancers: pods they need, how they compare, and what K proxies see.

Vocabulary: a `field` ("five") is which balancers run beside one another; `slow` (40%) is the speed of pod 0, the
others' being 100%; a balancer is `overloading` where some pod gets more work than it can do, so that its queue
grows without end; `views` (50) is a number of proxies that each see only their own requests.

All studies take the number of requests and the seed: a slider asks for few, a long run for many.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from course_lib import balancers, queueing, sizing
from course_lib.balancers import hashing
from course_lib.queueing.percentiles import halved
from course_lib.simulation import Interval, Pods, Run, simulate
from course_lib.traffic import Trace, poisson_trace

# Linkerd's 10 s and 30 ms, for requests of 100 ms: here a mean service time is 1 s.
PEAK_EWMA = balancers.peak_ewma(decay_s=100.0, default_s=0.3)
FIVE = {
    "random": balancers.RANDOM,
    "round robin": balancers.ROUND_ROBIN,
    "two choices": balancers.POWER_OF_TWO_CHOICES,
    "Peak EWMA": PEAK_EWMA,
    "least in flight": balancers.LEAST_IN_FLIGHT,
}
ALL = FIVE | {
    "two, with replacement": balancers.POWER_OF_TWO_WITH_REPLACEMENT,
    "join idle queue": balancers.JOIN_IDLE_QUEUE,
    "weighted least request": balancers.WEIGHTED_LEAST_REQUEST,
    "Prequal": balancers.PREQUAL,
    "ring hash": balancers.RING_HASH,
}
FIELDS = {"five": FIVE, "all ten": ALL}
PODS = 10
REQUESTS = {"five": 50_000, "all ten": 30_000}  # each; together at most 300,000
VIEWS = (1, 2, 10, 50)
VIEW_REQUESTS = 25_000
LOOKING = {name: FIVE[name] for name in ("two choices", "least in flight", "Peak EWMA")}
ALIKE, ONE_SLOW = PODS_ARE = ("all alike", "one at 0.4 of the speed")
SLOW_SPEED = 0.4
MEASURES = ("mean", "p99")
LONG_RUN, PARTS = 10_000_000, 20

OFFERED, OBJECTIVE, MOST_PROXIES = 9.0, 2.0, 50
MESH = {name: FIVE[name] for name in ("two choices", "Peak EWMA", "least in flight")}
WORKERS = ("1", "2", "4")
MESH_REQUESTS = 100_000


@dataclass(frozen=True)
class MeshStudy:
    """Pods needed where K proxies share the requests, beside those that random needs.

    Attributes
    ----------
    proxies, workers : int
        How many proxies, and requests a pod works on at once.
    balancer : str
        One of `MESH`.
    needed : dict of int to PodsNeeded
        By number of proxies.
    random, one_queue : PodsNeeded
        From formulas, for any number of proxies; and where one queue feeds all pods.
    """

    proxies: int
    balancer: str
    workers: int
    needed: dict[int, sizing.PodsNeeded]
    random: sizing.PodsNeeded
    one_queue: sizing.PodsNeeded

    @property
    def here(self) -> sizing.PodsNeeded:
        """The pods needed with this many proxies."""
        return self.needed[self.proxies]

    @property
    def saved(self) -> int:
        """Pods fewer than at random."""
        return self.random.pods - self.here.pods


def mesh_study(proxies: float, balancer: str = "two choices", workers: str = "1",
               requests: int = MESH_REQUESTS) -> MeshStudy:  # fmt: skip
    """Size a service of nine workers' load a worker of a pod, so that the mean latency is at most two service times.

    >>> study = mesh_study(1)
    >>> study.here.pods, study.random.pods, study.one_queue.pods
    (12, 18, 10)
    """
    number = int(workers)
    need = sizing.Need(OFFERED * number, OBJECTIVE, workers=number)
    stairs = sizing.proxies_allowed(need, MESH[balancer], MOST_PROXIES, requests=requests)
    needed = {views: stairs[views] for views in range(1, MOST_PROXIES + 1)}
    at_random, one_queue = sizing.pods_at_random(need), sizing.pods_with_one_queue(need)
    return MeshStudy(int(proxies), balancer, number, needed, at_random, one_queue)


@dataclass(frozen=True)
class Measured:
    """What was found of one balancer: mean and p99 latency in service times, and what pod 0 got.

    `exact` if mean and p99 come from a formula. Where it is `overloading`, both are infinite: whatever a run finds
    there says only how long it was.
    """

    mean: Interval
    p99: Interval
    slow_share: float = math.nan
    overloading: bool = False
    exact: bool = False

    def of(self, measure: str) -> Interval:
        """Return the mean or the p99."""
        return {"mean": self.mean, "p99": self.p99}[measure]


@dataclass(frozen=True)
class ComparisonStudy:
    """Balancers on the same requests; `requests` is how many each has had."""

    utilisation: float
    slow: float
    field: str
    requests: int
    found: dict[str, Measured]

    @property
    def by_mean(self) -> list[str]:
        """The names, the lowest mean first; where a queue grows without end, last."""
        return sorted(self.found, key=lambda name: self.found[name].mean.value)

    @property
    def growing(self) -> list[str]:
        """The names of those under which some pod gets more than it can do."""
        return [name for name, each in self.found.items() if each.overloading]


@lru_cache(maxsize=256)
def comparison_study(
    utilisation_percent: float, slow_percent: float = 100, field: str = "five", requests: int = 0, seed: int = 1
) -> ComparisonStudy:
    """Let every balancer of a field have the same requests; 0 requests are as many as suit a slider.

    The utilisation is of what all pods can do together, the slow one included.

    >>> study = comparison_study(90, requests=20_000)
    >>> round(study.found["random"].mean.value, 2), study.by_mean[0]
    (10.0, 'least in flight')
    """
    utilisation, slow, each = utilisation_percent / 100, slow_percent / 100, requests or REQUESTS[field]
    pods = ten_pods(slow)
    trace = poisson_trace(each, utilisation=even_work(utilisation, pods), pods=PODS, seed=seed)
    found = {name: find(name, utilisation, trace, pods) for name in FIELDS[field]}
    return ComparisonStudy(utilisation, slow, field, each, found)


def ten_pods(slow: float) -> Pods:
    """Return ten pods, of which pod 0 has this speed and the others 1."""
    return Pods((slow, *[1.0] * (PODS - 1)))


def even_work(utilisation: float, pods: Pods) -> float:
    """Return the seconds of work a second that come to each pod if all get the same.

    >>> round(even_work(0.4, ten_pods(0.4)), 3)  # pod 0 can do 0.4
    0.376
    """
    return utilisation * sum(pods.speed) / len(pods)


def find(name: str, utilisation: float, trace: Trace, pods: Pods) -> Measured:
    """Return the figures of one balancer: by arithmetic or a formula where there is one, else simulated."""
    if overloaded(name, utilisation, pods):
        return Measured(GROWING, GROWING, shares(name, utilisation, pods)[0], overloading=True, exact=name in BLIND)
    if min(pods.speed) == 1 and name in FORMULAS:
        return exactly(name, utilisation)
    return measured(simulate(trace, ALL[name], pods))


def ring_shares(pods: int) -> tuple[float, ...]:
    """Return the share of all keys that ring hash gives each pod: the arcs that end at its points.

    >>> [round(share, 3) for share in ring_shares(10)][:3]
    [0.094, 0.111, 0.087]
    """
    points = int(balancers.RING_HASH.settings[0])
    ring = sorted((hashing.scramble(1 + number), number // points) for number in range(pods * points))
    shares = [0.0] * pods
    for (before, _), (here, pod) in pairwise([(ring[-1][0] - 1, 0), *ring]):
        shares[pod] += here - before
    return tuple(shares)


GROWING = Interval(math.inf, math.inf, math.inf, 0.0)
NEVER_IDLE_REQUESTS, NEVER_DONE = 400_000, 1e-9
EVEN = (1 / PODS,) * PODS
BLIND = {"random": EVEN, "round robin": EVEN, "ring hash": ring_shares(PODS)}


def overloaded(name: str, utilisation: float, pods: Pods) -> bool:
    """Return whether some pod gets at least as much work as it can do, so that its queue grows without end.

    The length of a run plays no part: only who is blind, always or while nobody is idle, overloads a pod while others
    have time. Of the rest each sends less to where more is in flight.

    >>> [overloaded(name, 0.8, ten_pods(1.0)) for name in ("random", "ring hash")]
    [False, True]
    >>> [overloaded(name, 0.8, ten_pods(0.1)) for name in ("random", "two choices")]
    [True, False]
    """
    work = even_work(utilisation, pods) * len(pods)
    given = shares(name, utilisation, pods)
    return any(share * work >= speed for share, speed in zip(given, pods.speed, strict=False))


def shares(name: str, utilisation: float, pods: Pods) -> tuple[float, ...]:
    """Return the share of requests that pods get even when they are never idle; none of who counts requests there."""
    if name == "join idle queue" and pods.speed[0] < 1:
        return (share_if_never_idle(even_work(utilisation, pods)),)
    return BLIND.get(name, ())


@lru_cache(maxsize=256)
def share_if_never_idle(work: float) -> float:
    """Return the share of requests that join idle queue sends to pod 0 if that is never idle, the others being so fast.

    It is blind only while nobody is idle. How often that is has no formula, so it is simulated, always alike.

    >>> round(share_if_never_idle(even_work(0.9, ten_pods(0.1))), 2)
    0.04
    """
    trace = poisson_trace(NEVER_IDLE_REQUESTS, utilisation=work, pods=PODS, seed=3)
    run = simulate(trace, balancers.JOIN_IDLE_QUEUE, ten_pods(NEVER_DONE))
    return float((run.pod == 0).mean())


FORMULAS = {
    "random": (queueing.mm1_latency, queueing.mm1_percentile),
    "round robin": (
        lambda utilisation: queueing.round_robin_latency(utilisation, PODS),
        lambda utilisation: queueing.round_robin_percentile(utilisation, PODS),
    ),
}


def exactly(name: str, utilisation: float) -> Measured:
    """Return what a formula says, with an interval of no width: pods that are all alike."""
    mean, p99 = (Interval(value, value, value, 0.0) for value in (form(utilisation) for form in FORMULAS[name]))
    return Measured(mean, p99, 1 / PODS, exact=True)


def measured(run: Run) -> Measured:
    """Return the figures of a run, its warm-up left out."""
    steady = run.steady()
    return Measured(steady.mean_interval(), steady.quantile_interval(), float((steady.pod == 0).mean()))


def pooled(intervals: Sequence[Interval]) -> Interval:
    """Return the mean of independent figures with its interval (95%, normal).

    >>> pooled([Interval(1.0, 2.0, 3.0, 0.3), Interval(3.0, 4.0, 5.0, 0.4)]).standard_error
    0.25
    """
    value = float(np.mean([each.value for each in intervals]))
    error = math.sqrt(sum(each.standard_error**2 for each in intervals)) / len(intervals)
    return Interval(value - 1.96 * error, value, value + 1.96 * error, error)


def merged(parts: Sequence[Measured]) -> Measured:
    """Return what independent runs have found together."""
    first = parts[0]
    if first.exact or first.overloading:
        return first
    share = float(np.mean([part.slow_share for part in parts]))
    return Measured(pooled([p.mean for p in parts]), pooled([p.p99 for p in parts]), share)


def comparison_parts(
    utilisation_percent: float, slow_percent: float = 100, field: str = "five", requests: int = LONG_RUN
) -> Iterator[tuple[float, ComparisonStudy]]:
    """Yield how far a long run is, and what it has found: so many requests altogether, in parts of other seeds."""
    each = requests // (PARTS * len(FIELDS[field]))
    studies: list[ComparisonStudy] = []
    for part in range(1, PARTS + 1):
        studies.append(comparison_study(utilisation_percent, slow_percent, field, each, seed=100 + part))
        found = {name: merged([study.found[name] for study in studies]) for name in FIELDS[field]}
        yield part / PARTS, replace(studies[0], requests=part * each, found=found)


@dataclass(frozen=True)
class ViewStudy:
    """Latency by number of proxies that each see only their own requests.

    Attributes
    ----------
    utilisation : float
        Of ten pods.
    measure : str
        "mean" or "p99".
    pods : str
        One of `PODS_ARE`.
    requests : int
        That each point has had.
    curves : dict of str to list of Interval
        By balancer, one entry a number in `VIEWS`.
    random, one_queue : float
        From formulas, the same for any number of proxies. Random is infinite where it gives the slow pod more than
        it can do; one queue is NaN where pods differ.
    """

    utilisation: float
    measure: str
    pods: str
    requests: int
    curves: dict[str, list[Interval]]
    random: float
    one_queue: float


@lru_cache(maxsize=128)
def view_study(
    utilisation_percent: float, measure: str = "mean", pods: str = ALIKE, requests: int = VIEW_REQUESTS, seed: int = 1
) -> ViewStudy:
    """Let the same requests pass through 1 to 50 proxies, with three balancers.

    >>> study = view_study(90, requests=20_000)
    >>> two = study.curves["two choices"]
    >>> two[0].value < two[2].value < two[3].value < study.random
    True
    """
    utilisation = utilisation_percent / 100
    speeds = ten_pods(1.0 if pods == ALIKE else SLOW_SPEED)
    trace = poisson_trace(requests, utilisation=even_work(utilisation, speeds), pods=PODS, seed=seed)
    curves = {
        name: [of(measure, simulate(trace, balancer, speeds, proxies=views).steady()) for views in VIEWS]
        for name, balancer in LOOKING.items()
    }
    return ViewStudy(utilisation, measure, pods, requests, curves, *between(utilisation, measure, pods))


def between(utilisation: float, measure: str, pods: str) -> tuple[float, float]:
    """Return the latency at random, and where one queue feeds all pods; NaN where there is no formula."""
    if pods != ALIKE:
        return at_random(utilisation, measure, ten_pods(SLOW_SPEED)), math.nan
    if measure == "mean":
        return queueing.mm1_latency(utilisation), queueing.mmc_latency(utilisation, PODS)
    return queueing.mm1_percentile(utilisation), queueing.mmc_percentile(utilisation, PODS)


def at_random(utilisation: float, measure: str, pods: Pods) -> float:
    """Return the latency at random over pods that differ; infinite where one gets more than it can do.

    At a pod of speed v that gets work w, one M/M/1 queue, latency is exponential with mean 1 / (v - w). A request
    meets each pod equally often.

    >>> at_random(0.5, "mean", Pods.alike(10)), round(at_random(0.4, "mean", ten_pods(0.4)), 2)
    (2.0, 5.61)
    """
    if overloaded("random", utilisation, pods):
        return math.inf
    spare = np.array(pods.speed) - even_work(utilisation, pods)
    if measure == "mean":
        return float((1 / spare).mean())
    longest = -math.log(0.01) / float(spare.min())
    return halved(lambda latency: float(np.exp(-spare * latency).mean()) > 0.01, 0.0, longest)


def of(measure: str, run: Run) -> Interval:
    """Return the mean or the p99 of a run."""
    return run.mean_interval() if measure == "mean" else run.quantile_interval()


def view_parts(
    utilisation_percent: float, measure: str = "mean", pods: str = ALIKE, requests: int = LONG_RUN
) -> Iterator[tuple[float, ViewStudy]]:
    """Yield how far a long run is, and what it has found; see `comparison_parts`."""
    each = requests // (PARTS * len(VIEWS) * len(LOOKING))
    studies: list[ViewStudy] = []
    for part in range(1, PARTS + 1):
        studies.append(view_study(utilisation_percent, measure, pods, each, seed=100 + part))
        curves = {
            name: [pooled(points) for points in zip(*(study.curves[name] for study in studies), strict=True)]
            for name in LOOKING
        }
        yield part / PARTS, replace(studies[0], requests=part * each, curves=curves)
