"""The scenes of chapter 04: the same requests where connections are balanced, and where requests are.

Vocabulary: a `way` is how requests come to be balanced one by one: by a "proxy" that sees them all, or in "each
client", which goes from pod to pod in turns and keeps connections to every one of them, as the protocol has it (over
gRPC: the policy round_robin and a headless service).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from course_lib import balancers, connections, traffic
from course_lib.arrays import Values, Whole
from course_lib.chapters.ch04_connections.setting import PODS, SEED
from course_lib.simulation import simulate
from course_lib.simulation.scene import Scene

REQUESTS, UTILISATION = 120, 0.4  # never more in flight than one connection has streams
PROXY, EACH_CLIENT = WAYS = ("a proxy", "each client, in turns")
BY_CONNECTION, BY_REQUEST = "connections are balanced", "requests are balanced"


@lru_cache(maxsize=128)
def protocol_scenes(protocol: str, clients: float, way: str) -> tuple[Scene, Scene]:
    """Return 120 requests of some clients over a protocol, with connections balanced and with requests.

    >>> left, right = protocol_scenes("HTTP/2", 1, PROXY)
    >>> sorted(left.run.counts.tolist())[-2:], sorted(right.run.counts.tolist())[-2:]
    ([0, 120], [12, 12])
    """
    fleet = int(clients)
    trace = traffic.poisson_trace(REQUESTS, utilisation=UTILISATION, pods=PODS, seed=SEED)
    carried = connections.settle(trace, connections.PROTOCOLS[protocol], fleet, latency_where_drawn)
    single = connections.per_request(trace)
    pinned = Scene(BY_CONNECTION, carried, simulate(carried, balancers.RANDOM), through="kube-proxy", clients=fleet)
    if way == PROXY:
        run = simulate(single, balancers.ROUND_ROBIN)
        return pinned, Scene(BY_REQUEST, single, run, connection=carried.connection, through="proxy", clients=fleet)
    run = simulate(single, connections.client_round_robin(), proxies=fleet)
    to_pod = connections.client_of(single, fleet) * PODS + run.pod  # connections of one client to one pod are apart
    apart = replace(single, client=(to_pod + 0.5) / (fleet * PODS))
    opened = replace(
        connections.carry(apart, connections.PROTOCOLS[protocol], fleet * PODS, hold_s=run.latency_s),
        client=single.client,
    )
    return pinned, Scene(BY_REQUEST, opened, run, proxies=fleet, through="round_robin", clients=fleet)


def latency_where_drawn(trace: traffic.Trace) -> Values:
    """Return how long each request takes if a pod is drawn for each connection."""
    return simulate(trace, balancers.RANDOM).latency_s


def loads(scene: Scene) -> Whole:
    """Return how many requests each pod got."""
    return np.asarray(scene.run.counts, np.int64)


def connections_opened(scene: Scene) -> int:
    """Return over how many connections the requests came, each that has one of its own counted."""
    shared = scene.connection_of[scene.connection_of >= 0]
    return len(np.unique(shared)) + int((scene.connection_of < 0).sum())


def over_mean(scene: Scene) -> float:
    """Return the busiest pod's requests over the mean."""
    return float(loads(scene).max() / loads(scene).mean())
