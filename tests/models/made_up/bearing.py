"""The pods that a made-up service needs, simulated.

Vocabulary: what today's pods `bear` is the load at which the busiest of them just meets the objective. With another
balance, owners run the fewest pods that bear it, too, but no fewer than their floor.
"""

from __future__ import annotations

import numpy as np

from course_lib.balancers import ROUND_ROBIN
from course_lib.balancers.balancer import Balancer
from course_lib.mesh import balance
from course_lib.simulation import Pods, simulate
from course_lib.traffic import poisson_trace
from tests.models.made_up.hidden import HTTP, Hidden

REQUESTS, SEED = 8_000, 3
SHARE = 0.99
VIEWS_MOST = 300


def bears(one: Hidden) -> float:
    """Return the load, in workers kept busy, that today's pods bear without any mesh."""
    return _most(one, 0.0) * one.workers / float(one.shares.max())


def _most(one: Hidden, added_s: float) -> float:
    return _busiest(float(balance.tight(one.objective - added_s / one.work_s, 1.0, SHARE)), one.workers)


def pods_balanced(one: Hidden, balancer: Balancer, views: int, added_s: float) -> int:
    """Return the fewest pods that bear as much once requests are balanced, no fewer than the floor."""
    objective, load = one.objective - added_s / one.work_s, bears(one)
    least, most = max(one.floor, int(load / one.workers) + 1), 3 * one.pods

    def meets(pods: int) -> bool:
        return _meets(load / pods / one.workers, pods, one.workers, balancer, views, objective)

    pods = min(most, max(least, _near(one, balancer, views, objective, load)))
    while pods > least and meets(pods - 1):
        pods -= 1
    while pods < most and not meets(pods):
        pods += 1
    return pods


def _near(one: Hidden, balancer: Balancer, views: int, objective: float, load: float) -> int:
    """Return where to begin the search, by the library's own table; it doesn't decide where the search ends."""
    tight = float(balance.tight(objective, 1.0, SHARE))
    random = load / one.workers / _busiest(tight, one.workers)
    name = balance.ROUND_ROBIN if balancer is ROUND_ROBIN else balance.TWO_CHOICES
    share = balance.share_of_random(name, SHARE, one.workers, views=[views], pods=[random], tight=[tight])
    return int(np.ceil(float(share[0]) * random))


def _busiest(tight: float, workers: int) -> float:
    return float(balance.busiest([tight], workers, SHARE)[0]) if tight < 1 else 1e-3


def _meets(utilisation: float, pods: int, workers: int, balancer: Balancer, views: int, objective: float) -> bool:
    if utilisation >= 0.99:
        return False
    trace = poisson_trace(REQUESTS, utilisation=utilisation, pods=pods, workers=workers, seed=SEED)
    run = simulate(
        trace, balancer, Pods.alike(pods, workers=workers), engine="compiled", proxies=min(views, VIEWS_MOST)
    )
    return float(np.quantile(run.latency_s[len(run.latency_s) // 10 :], SHARE)) <= objective


def pods_as_today(one: Hidden, added_s: float) -> int:
    """Return the pods where connections are balanced as today, but proxies take their time: to the nearest pod."""
    grown = one.pods * _most(one, 0.0) / _most(one, added_s)
    if one.speaks not in HTTP or grown < one.pods + 0.5:
        return one.pods
    return min(3 * one.pods, int(np.ceil(grown)))
