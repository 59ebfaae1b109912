"""Ten pods, one of them slow: what it gets and holds under three balancers, over a minute of traffic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import balancers, traffic
from course_lib.arrays import Flags, Values, Whole
from course_lib.chapters.ch05_queueing.setting import PODS, SEED, SERVICE_S
from course_lib.simulation import Pods, Run, simulate

RANDOM, ROUND_ROBIN, LEAST = SPREAD = ("random", "round robin", "least in flight")
BALANCERS = {RANDOM: balancers.RANDOM, ROUND_ROBIN: balancers.ROUND_ROBIN, LEAST: balancers.LEAST_IN_FLIGHT}
LASTS_S = 60.0
TIMES_S = np.linspace(0, LASTS_S, 121)
OBJECTIVE_S = 0.100


@dataclass(frozen=True)
class SlowStudy:
    """What became of a minute of traffic.

    Attributes
    ----------
    spread : str
        How requests are spread over the pods.
    speed : float
        Of the slow pod, as a share of the others'.
    utilisation : float
        The traffic, as a share of what ten healthy pods could do.
    counts : array of int
        Requests each pod got, the slow one first.
    slow_holds, others_hold : array of float
        Requests in flight at the slow pod, and at another on average, at each of `TIMES_S`.
    median_s, p99_s : float
        Of all requests.
    late : float
        The share of requests beyond the objective.
    """

    spread: str
    speed: float
    utilisation: float
    counts: Whole
    slow_holds: Values
    others_hold: Values
    median_s: float
    p99_s: float
    late: float

    @property
    def grows(self) -> bool:
        """Whether the slow pod gets more than it can do, so that its queue has no end."""
        if self.spread == LEAST:
            return self.utilisation * PODS > PODS - 1 + self.speed
        return self.utilisation > self.speed


def slow_study(spread: str, speed_percent: float, utilisation_percent: float) -> SlowStudy:
    """Send a minute of traffic to ten pods, of which the first is slow.

    >>> random, least = (slow_study(spread, 20, 50) for spread in ("random", "least in flight"))
    >>> random.grows, least.grows, round(random.late, 2), round(least.late, 2)
    (True, False, 0.1, 0.01)
    """
    speed, utilisation = speed_percent / 100, utilisation_percent / 100
    balancer = BALANCERS[spread]
    requests = round(LASTS_S * utilisation * PODS / SERVICE_S)
    trace = traffic.poisson_trace(
        requests, utilisation=utilisation, pods=PODS, mean_service_s=SERVICE_S, seed=SEED, draws=balancer.draws
    )
    run = simulate(trace, balancer, Pods((speed,) + (1.0,) * (PODS - 1)))
    slow, all_of_them = count_in_flight(run, run.pod == 0), count_in_flight(run, run.pod >= 0)
    median_s, p99_s = run.quantile_s(0.5), run.quantile_s(0.99)
    late = float((run.latency_s > OBJECTIVE_S).mean())
    others = (all_of_them - slow) / (PODS - 1)
    return SlowStudy(spread, speed, utilisation, run.counts, slow, others, median_s, p99_s, late)


def count_in_flight(run: Run, chosen: Flags) -> Values:
    """Return how many of the chosen requests are in flight at each of `TIMES_S`."""
    came, went = run.arrival_s[chosen], np.sort(run.finish_s[chosen])
    return (np.searchsorted(came, TIMES_S) - np.searchsorted(went, TIMES_S)).astype(np.float64)
