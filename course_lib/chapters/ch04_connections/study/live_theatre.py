"""The requests that real pods are sent, and what the simulator makes of them.

Vocabulary: a `side` is where requests go: a proxy of "connections", or one of "requests".
"""

from __future__ import annotations

from functools import cache

from course_lib import balancers, connections, traffic
from course_lib.chapters.ch04_connections.setting import PODS, SEED
from course_lib.chapters.ch04_connections.study.theatre import BY_CONNECTION, BY_REQUEST, REQUESTS, UTILISATION
from course_lib.simulation import simulate
from course_lib.simulation.scene import Scene
from course_lib.traffic import Trace

MEAN_SERVICE_S = 0.05  # twenty times as fast as in the simulated theatre: one pod then has enough for six seconds
THROUGH = "proxy"
TITLES = {"connections": BY_CONNECTION, "requests": BY_REQUEST}


@cache
def requests_over(connection_count: int) -> Trace:
    """Return 120 requests, enough work for four of ten pods, over so many connections.

    >>> requests_over(1)
    Trace(120 requests for 10 pods, utilisation 0.37)
    """
    trace = traffic.poisson_trace(
        REQUESTS, utilisation=UTILISATION, pods=PODS, mean_service_s=MEAN_SERVICE_S, seed=SEED
    )
    return trace.with_connections(connection_count)


def simulated(trace: Trace) -> tuple[Scene, Scene]:
    """Return them in the simulator, where pods take turns for connections, and for requests.

    >>> [sorted(scene.run.counts.tolist()) == [0] * 9 + [120] for scene in simulated(requests_over(1))]
    [True, False]
    """
    single = connections.per_request(trace)
    return (
        Scene(BY_CONNECTION, trace, simulate(trace, balancers.ROUND_ROBIN), through=THROUGH),
        Scene(
            BY_REQUEST, single, simulate(single, balancers.ROUND_ROBIN), connection=trace.connection, through=THROUGH
        ),
    )
