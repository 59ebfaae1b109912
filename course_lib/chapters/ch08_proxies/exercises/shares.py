"""Functions for the break-even of sidecars and node proxies, made of steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import Any, NamedTuple

from course_lib.proxies.textbook import Part

BreakEven = Callable[[int, Part, Part, Part, Sequence[Part], float], Any]


class At(NamedTuple):
    """What each part requests, in millicores, on so many nodes: `waypoints_m` those of the whole cluster."""

    nodes: int
    sidecar_m: float
    node_proxy_m: float
    agent_m: float
    waypoints_m: Sequence[float]
    control_m: float


class Informed(NamedTuple):
    """Of which proxies the control plane's share is counted: 1 or 0, or how many times."""

    sidecar: float = 1
    node_proxy: float = 1
    waypoint: float = 1
    agent: float = 0


PROXIES_ALONE = Informed()


def shares(
    amount: Callable[[Part], float] = lambda part: part[0],
    node_proxy: Callable[[At], float] = lambda at: at.node_proxy_m,
    agent: Callable[[At], float] = lambda at: at.agent_m,
    waypoints: Callable[[At, float], float] = lambda at, control_m: (
        (sum(at.waypoints_m) + control_m * len(at.waypoints_m)) / at.nodes
    ),
    informed: Informed = PROXIES_ALONE,
    endless: Callable[[At, float, float], Any] | None = lambda at, node_m, pod_m: inf,
    last: Callable[[At, float, float], Any] = lambda at, node_m, pod_m: node_m / pod_m,
) -> BreakEven:
    """Return a function for the break-even, with some steps done in another way.

    The `amount` of each part is its request; a node has its share of `node_proxy`, `agent` and `waypoints`, and the
    control plane is counted for those `informed`. Where a pod costs nothing the answer is `endless`, else it comes of
    the `last` step; without `endless` it always does.
    """

    def pods(nodes: int, sidecar: Part, proxy: Part, per_node: Part, replicas: Sequence[Part], control_m: float) -> Any:
        at = At(nodes, amount(sidecar), amount(proxy), amount(per_node), list(map(amount, replicas)), control_m)
        of_waypoints = waypoints(at, informed.waypoint * control_m)
        node_m = node_proxy(at) + agent(at) + of_waypoints + (informed.node_proxy + informed.agent) * control_m
        pod_m = at.sidecar_m + informed.sidecar * control_m
        return endless(at, node_m, pod_m) if endless and not pod_m else last(at, node_m, pod_m)

    return pods
