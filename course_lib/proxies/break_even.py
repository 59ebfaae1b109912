"""From how many sidecars a node on a proxy of the node's own reserves less.

Vocabulary: both are in one unit, millicores or MiB. At the `break even` a node's sidecars request as much as its node
proxy, its agent and its share of the waypoints; with more pods on a node the node proxy requests less, with fewer the
sidecars do. CPU and memory each have a break even of their own.
"""

from __future__ import annotations

from course_lib import require
from course_lib.proxies.requests import NODE_AGENTS, NODE_PROXIES, SIDECARS, WAYPOINTS, Requests


def break_even(node_proxy: float, sidecar: float, *, agent: float = 0.0, waypoints: float = 0.0) -> float:
    """Return how many sidecars request as much as what a node has in their place.

    Parameters
    ----------
    node_proxy, sidecar : float
        What one of them requests.
    agent : float
        What else runs on each node for the node proxy's sake.
    waypoints : float
        A node's share of all waypoints: what they request together, divided by the nodes.

    Raises
    ------
    ValueError
        If a request is negative, or the sidecar requests nothing: then no number of them breaks even.

    Examples
    --------
    >>> break_even(200, 100), break_even(512, 20)
    (2.0, 25.6)
    >>> break_even(200, 100, agent=100, waypoints=2 * 100 / 20)
    3.1
    """
    require.positive("sidecar", sidecar)
    for name, value in (("node_proxy", node_proxy), ("agent", agent), ("waypoints", waypoints)):
        require.that(require.number(name, value) >= 0, name, value, "be zero or more")
    return (node_proxy + agent + waypoints) / sidecar


def break_even_of(
    requests: Requests, resource: str = "CPU", *, agents: bool = True, waypoints: int = 0, nodes: int = 1
) -> float:
    """Return the break even of a mesh's requests, by CPU or by memory.

    Examples
    --------
    >>> from course_lib.proxies.requests import as_installed
    >>> break_even_of(as_installed(), agents=False), break_even_of(as_installed(ztunnel="until May 2024"), agents=False)
    (2.0, 5.0)
    >>> break_even_of(as_installed(), "memory", waypoints=2, nodes=20)
    4.88125
    """
    require.whole("waypoints", waypoints)
    require.whole("nodes", nodes, at_least=1)
    name = {"CPU": "cpu_m", "memory": "memory_mib"}[require.one_of("resource", resource, ("CPU", "memory"))]
    each = {part: getattr(request, name) for part, request in requests.parts.items()}
    return break_even(each[NODE_PROXIES], each[SIDECARS], agent=each[NODE_AGENTS] if agents else 0.0,
                      waypoints=waypoints * each[WAYPOINTS] / nodes)  # fmt: skip
