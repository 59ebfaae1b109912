"""Whether a mesh pays, in three functions as a person would write them: what learners read and rewrite.

Vocabulary: of all pods some get a proxy (`with_proxy`), and some of those can shrink in number at all (`can_shrink`). A
service is (pods, pod_m, needed, acts): what runs today, what one pod requests in millicores, how many pods the mesh
makes enough, and whether its owner does something about it. In the draws of an input `x` and a result `y`, the same
position is the same draw.

Each function stands alone (a test runs it in an empty namespace) and none checks its input; the doors with the checks
are in `break_even`, `compare` and `uncertainty`.
"""

from __future__ import annotations

from collections.abc import Sequence

Running = tuple[int, float, int, bool]


def least_loss(pod_m: float, proxy_m: float, with_proxy: int, can_shrink: int) -> float:
    """Return the share of the pods that can shrink which has to go until proxies are paid for; above 1 none is enough.

    >>> round(least_loss(250, 100, 1000, 200), 2), round(least_loss(250, 20, 1000, 200), 2)
    (1.43, 0.37)
    """
    added_m = with_proxy * proxy_m
    freed_m = can_shrink * (pod_m + proxy_m)
    return added_m / freed_m


def net_nodes(nodes: int, node_m: float, proxy_m: float, services: Sequence[Running], drained: bool) -> int:
    """Return the nodes that a mesh adds to a baseline; below zero it saves.

    What grows, grows by itself; what is to become less needs somebody who acts.

    >>> services = [(100, 500, 60, True), (60, 500, 60, False)]
    >>> net_nodes(20, 4000, 50, services, True), net_nodes(20, 4000, 50, services, False)
    (-3, 0)
    """
    from math import ceil

    requested_m = 0.0
    for pods, pod_m, needed, acts in services:
        if acts or needed > pods:
            pods = needed
        requested_m += pods * (pod_m + proxy_m)
    filled = ceil(requested_m / node_m)
    if filled < nodes and not drained:
        return 0
    return filled - nodes


def variance_share(x: Sequence[float], y: Sequence[float], groups: int) -> float:
    """Return the share of y's variance that is between groups of draws that are alike in x: Var(E[y|x]) / Var(y).

    >>> variance_share([4, 1, 3, 2], [40, 10, 30, 20], 4), round(variance_share([4, 1, 3, 2], [1, 1, 9, 9], 2), 2)
    (1.0, 0.0)
    """
    from statistics import fmean, pvariance

    order = sorted(range(len(x)), key=lambda draw: x[draw])
    size = len(order) // groups
    means = []
    for group in range(groups):
        members = order[group * size : (group + 1) * size]
        means.append(fmean(y[draw] for draw in members))
    return pvariance(means) / pvariance(y)
