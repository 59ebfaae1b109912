"""What proxies cost, in four functions as a person would write them: what learners read and rewrite.

Vocabulary: a benchmark's `rows` give for a `place` ("May, 2,000/s, CPU") what the `smaller` and the `larger` proxy used
or requested; a request's `steps` come one after another, and the `calls` of one step run at the same time; a `part` of
a mesh has a request and a use, (100, 12) in millicores.

Each function stands alone (a test runs it in an empty namespace) and none checks its input; the doors with the checks
are in `ratios`, `break_even` and `audit`.
"""

from __future__ import annotations

from collections.abc import Sequence

Row = tuple[str, str, float, float]
Call = tuple[str, str, float]
Part = tuple[float, float]


def a_tenth(rows: Sequence[Row], counted: str) -> list[str]:
    """Return the places where the smaller proxy takes a tenth of what the larger one does, or less.

    >>> a_tenth([("May", "used", 10, 88), ("today", "requested", 0, 100)], "requested")
    ['today']
    """
    places = []
    for place, what, smaller, larger in rows:
        if what != counted:
            continue
        share = smaller / larger
        if share <= 0.1:
            places.append(place)
    return places


def added_latency(steps: Sequence[Sequence[Call]], meshed: Sequence[str], proxy_ms: float) -> float:
    """Return by how many milliseconds proxies delay a request: each end of a call in the mesh has one.

    >>> added_latency([[("web", "cart", 30.0)], [("cart", "price", 20.0), ("cart", "user", 5.0)]], ["web", "cart"], 1.5)
    4.5
    """
    without_ms = with_ms = 0.0
    for calls in steps:
        bare_ms, proxied_ms = [], []
        for caller, callee, call_ms in calls:
            proxies = 0
            for end in (caller, callee):
                if end in meshed:
                    proxies += 1
            bare_ms.append(call_ms)
            proxied_ms.append(call_ms + proxies * proxy_ms)
        without_ms += max(bare_ms)
        with_ms += max(proxied_ms)
    return with_ms - without_ms


def break_even(
    nodes: int, sidecar: Part, node_proxy: Part, agent: Part, waypoints: Sequence[Part], control_m: float
) -> float:
    """Return how many pods a node request as much with sidecars as with a node proxy; endless if sidecars are free.

    >>> break_even(20, (100, 12), (200, 60), (100, 5), [(100, 40), (100, 40)], 0)
    3.1
    """
    waypoints_m = sum(requested_m + control_m for requested_m, _ in waypoints)
    node_m = node_proxy[0] + agent[0] + control_m + waypoints_m / nodes
    pod_m = sidecar[0] + control_m
    if pod_m == 0:
        return float("inf")
    return node_m / pod_m


def impossible_row(rows: Sequence[tuple[str, Sequence[float]]]) -> list[str]:
    """Return the names of the rows in which a percentile is below a lower one: no distribution has that.

    >>> impossible_row([("none", [46.2, 55.9, 74.5]), ("a mesh", [239.7, 226.6, 276.4])])
    ['a mesh']
    """
    from itertools import pairwise

    names = []
    for name, latencies_ms in rows:
        for lower, higher in pairwise(latencies_ms):
            if lower > higher:
                names.append(name)
                break
    return names
