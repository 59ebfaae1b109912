"""Where proxies can stand, what each place balances, and what it reserves.

Vocabulary: a `topology` ("sidecar in every pod") says where proxies stand; it `balances` requests, or only
connections. A balancer sees only the requests that go through it, so what counts is how many of them there are: its
`views` (K) are the calling pods where each has a proxy or a client of its own, and the replicas where there is a
waypoint. How each of them chooses is no part of a topology. A `fleet` is so many pods on so many nodes; a `part`
(sidecars, node proxies, …) is what the topology adds to it, each with its request. What the control plane needs grows
with its `subscribers`, the proxies that it informs.

Everything reserved is what the containers request: what a node has to have free, used or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.proxies.requests import (
    CONTROL_PLANE,
    NODE_AGENTS,
    NODE_PROXIES,
    PARTS,
    SIDECARS,
    WAYPOINTS,
    Request,
    Requests,
    as_installed,
)

CONNECTIONS, REQUESTS = "connections", "requests"
KERNEL, CALLERS = "kube-proxy's rules", "calling pods"


@dataclass(frozen=True)
class Fleet:
    """Pods on nodes, and the callers of the one service that is looked at.

    Attributes
    ----------
    nodes, pods_per_node : int
        All nodes alike.
    callers : int
        Pods that call the service.
    waypoints : int
        Replicas of the waypoint, if there is one; two so that one may fail.
    needed : float
        The share of the pods in which a policy needs a sidecar.

    Examples
    --------
    >>> Fleet(nodes=20, pods_per_node=30, callers=10).pods
    600
    """

    nodes: int
    pods_per_node: int
    callers: int
    waypoints: int = 2
    needed: float = 0.2

    def __post_init__(self) -> None:
        for name in ("nodes", "pods_per_node", "callers", "waypoints"):
            require.whole(name, getattr(self, name), at_least=1)
        require.between("needed", self.needed, 0, 1)

    @property
    def pods(self) -> int:
        """Pods on all nodes."""
        return self.nodes * self.pods_per_node


@dataclass(frozen=True)
class Topology:
    """One way to place proxies.

    Attributes
    ----------
    name : str
        As learners read it.
    balances : str
        "connections" or "requests".
    chosen_by : str
        Where the pod is chosen: "kube-proxy's rules", "calling pods" or "waypoints".
    proxies_a_call : int
        Proxies that a request passes on its way, if both ends have one.
    parts : tuple of str
        What it adds to the fleet, some of `PARTS`.
    everywhere : bool
        Whether every pod is part of it, or only those that need it.
    """

    name: str
    balances: str
    chosen_by: str
    proxies_a_call: int
    parts: tuple[str, ...]
    everywhere: bool = True

    def __post_init__(self) -> None:
        require.one_of("balances", self.balances, (CONNECTIONS, REQUESTS))
        require.one_of("chosen_by", self.chosen_by, (KERNEL, CALLERS, WAYPOINTS))
        require.whole("proxies_a_call", self.proxies_a_call)
        for part in self.parts:
            require.one_of("part", part, PARTS)

    def views(self, fleet: Fleet) -> int | None:
        """Return K, how many balancers each see only their own requests; None where connections are balanced.

        >>> fleet = Fleet(nodes=20, pods_per_node=30, callers=50, waypoints=3)
        >>> [each.views(fleet) for each in TOPOLOGIES.values()]
        [None, 50, 50, 50, None, 3]
        """
        if self.balances == CONNECTIONS:
            return None
        return fleet.waypoints if self.chosen_by == WAYPOINTS else fleet.callers


_MESH, _AMBIENT = (SIDECARS, CONTROL_PLANE), (NODE_PROXIES, NODE_AGENTS, CONTROL_PLANE)
TOPOLOGIES = {
    each.name: each
    for each in (
        Topology("no proxy", CONNECTIONS, KERNEL, 0, ()),
        Topology("client-side", REQUESTS, CALLERS, 0, ()),
        Topology("sidecar in every pod", REQUESTS, CALLERS, 2, _MESH),
        Topology("sidecars where needed", REQUESTS, CALLERS, 2, _MESH, everywhere=False),
        Topology("node proxy", CONNECTIONS, KERNEL, 2, _AMBIENT),
        Topology("node proxy and waypoint", REQUESTS, WAYPOINTS, 3, (*_AMBIENT, WAYPOINTS)),
    )
}


@dataclass(frozen=True)
class Part:
    """One part of what a topology reserves: so many, each with its request."""

    name: str
    count: float
    each: Request

    @property
    def cores(self) -> float:
        """CPU of all of them."""
        return self.count * self.each.cpu_m / 1000

    @property
    def memory_gib(self) -> float:
        """Memory of all of them."""
        return self.count * self.each.memory_mib / 1024


@dataclass(frozen=True)
class Footprint:
    """What a topology reserves in a fleet, by part."""

    topology: Topology
    fleet: Fleet
    parts: tuple[Part, ...]

    @property
    def cores(self) -> float:
        """CPU of all parts."""
        return sum(part.cores for part in self.parts)

    @property
    def memory_gib(self) -> float:
        """Memory of all parts."""
        return sum(part.memory_gib for part in self.parts)


def footprint(topology: Topology, fleet: Fleet, requests: Requests | None = None) -> Footprint:
    """Return what a topology reserves in a fleet.

    Parameters
    ----------
    topology : Topology
        One of `TOPOLOGIES`.
    fleet : Fleet
        How many pods on how many nodes.
    requests : Requests, optional
        What each part requests: `as_installed()` by default, or `as_used(…)`, or your own.

    Examples
    --------
    >>> fleet = Fleet(nodes=20, pods_per_node=30, callers=50)
    >>> [round(footprint(each, fleet).cores, 1) for each in TOPOLOGIES.values()]
    [0, 0, 60.5, 12.5, 6.5, 6.7]
    """
    known = requests or as_installed()
    served = subscribers(topology, fleet)
    counts = count_parts(topology, fleet).items()
    return Footprint(topology, fleet, tuple(Part(name, count, known.of(name, served)) for name, count in counts))


def count_parts(topology: Topology, fleet: Fleet) -> dict[str, float]:
    """Return how many there are of each part that a topology has."""
    counts: dict[str, float] = {
        SIDECARS: fleet.pods if topology.everywhere else fleet.needed * fleet.pods,
        NODE_PROXIES: fleet.nodes,
        NODE_AGENTS: fleet.nodes,
        WAYPOINTS: fleet.waypoints,
        CONTROL_PLANE: 1,
    }
    return {name: counts[name] for name in topology.parts}


def subscribers(topology: Topology, fleet: Fleet) -> float:
    """Return how many proxies the control plane informs.

    >>> fleet = Fleet(nodes=20, pods_per_node=30, callers=50)
    >>> subscribers(TOPOLOGIES["sidecar in every pod"], fleet), subscribers(TOPOLOGIES["node proxy"], fleet)
    (600, 20)
    """
    counts = count_parts(topology, fleet)
    return sum(counts.get(name, 0) for name in (SIDECARS, NODE_PROXIES, WAYPOINTS))
