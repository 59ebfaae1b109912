"""What each place for proxies reserves, how many balancers that makes, and the pods that a service needs then.

Vocabulary: a service's `share` (0.85) is the pods that it needs over those that random needs, where K balancers each
choose between two pods by their own requests in flight, whatever they are: sidecars, waypoints or clients, which may
as well take turns. Pods are whole, so a small service needs a larger share; the range is that of three loads.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from course_lib.estimate import Estimate, exact
from course_lib.mesh import balance
from course_lib.proxies.break_even import break_even_of
from course_lib.proxies.requests import ISTIO, SIDECARS, SINCE, Requests, as_installed
from course_lib.proxies.topologies import TOPOLOGIES, Fleet, Footprint, Topology, footprint

LOADS = (9, 36, 90)  # workers kept busy; the best is the one in the middle
TIGHT = 0.5  # the objective is a mean latency of two service times, so at random a pod may be busy half of the time
MOST_VIEWS = 50
SIDECAR, NEEDED, NODE, WAYPOINT = (
    "sidecar in every pod",
    "sidecars where needed",
    "node proxy",
    "node proxy and waypoint",
)


@dataclass(frozen=True)
class TopologiesStudy:
    """Every topology in one fleet.

    Attributes
    ----------
    fleet : Fleet
        How many pods on how many nodes, and how many of them call the service.
    sidecar, ztunnel : str
        Which values the sidecars and the node proxies are installed with.
    footprints : dict of str to Footprint
        What is reserved, by topology.
    shares : dict of str to Estimate
        The service's pods over those that random needs, by topology.
    break_even : dict of str to float or None
        By resource: pods a node at which sidecars reserve as much as node proxies with waypoints; None if the sidecars
        reserve nothing.
    """

    fleet: Fleet
    sidecar: str
    ztunnel: str
    footprints: dict[str, Footprint]
    shares: dict[str, Estimate]
    break_even: dict[str, float | None]

    def cpu_m_a_pod(self, name: str, part: str) -> float:
        """Return the millicores that a part of a topology reserves for each pod of the fleet."""
        parts = self.footprints[name].parts
        return sum(1000 * each.cores for each in parts if each.name == part) / self.fleet.pods

    def memory_mib_a_pod(self, name: str, part: str) -> float:
        """Return the same in MiB of memory."""
        parts = self.footprints[name].parts
        return sum(1024 * each.memory_gib for each in parts if each.name == part) / self.fleet.pods


def topologies_study(
    pods_per_node: float,
    nodes: float,
    callers: float,
    waypoints: float,
    sidecar: str = ISTIO,
    ztunnel: str = SINCE,
    needed_percent: float = 20,
) -> TopologiesStudy:
    """Place proxies in every way.

    >>> study = topologies_study(pods_per_node=30, nodes=20, callers=50, waypoints=2)
    >>> {name: round(study.footprints[name].cores, 1) for name in (SIDECAR, WAYPOINT)}
    {'sidecar in every pod': 60.5, 'node proxy and waypoint': 6.7}
    >>> {name: round(study.shares[name].best, 2) for name in (SIDECAR, WAYPOINT)}
    {'sidecar in every pod': 0.96, 'node proxy and waypoint': 0.67}
    """
    fleet = Fleet(int(nodes), int(pods_per_node), int(callers), int(waypoints), needed_percent / 100)
    with_sidecars, with_node_proxies = as_installed(sidecar), as_installed(ztunnel=ztunnel)
    footprints = {
        name: footprint(each, fleet, with_sidecars if SIDECARS in each.parts else with_node_proxies)
        for name, each in TOPOLOGIES.items()
    }
    shares = {name: share_with(each, fleet) for name, each in TOPOLOGIES.items()}
    both = Requests({**with_node_proxies.parts, SIDECARS: with_sidecars.parts[SIDECARS]}, with_sidecars.control_plane)
    return TopologiesStudy(fleet, sidecar, ztunnel, footprints, shares, even(both, fleet))


def even(requests: Requests, fleet: Fleet) -> dict[str, float | None]:
    """Return the break even by resource, control planes left out; None where sidecars request nothing."""
    own = requests.parts[SIDECARS]
    return {
        resource: break_even_of(requests, resource, waypoints=fleet.waypoints, nodes=fleet.nodes) if least else None
        for resource, least in (("CPU", own.cpu_m), ("memory", own.memory_mib))
    }


def share_with(topology: Topology, fleet: Fleet) -> Estimate:
    """Return the pods over those that random needs; where few pods have a sidecar, only their calls gain."""
    views = topology.views(fleet)
    if views is None:
        return exact(1, "ratio", "connections land at random, at best")
    found = share_of_random(views)
    gains = 1.0 if topology.everywhere else fleet.needed
    ends = {end: 1 - gains * (1 - getattr(found, end)) for end in ("low", "best", "high")}
    return Estimate(**ends, unit="ratio", source=found.source)


@lru_cache(maxsize=64)
def share_of_random(views: int) -> Estimate:
    """Return the pods that a service needs over those that random needs, if so many balancers share its requests.

    >>> share_of_random(2), share_of_random(50), share_of_random(200)
    (0.6667 ratio (0.6667 to 0.7222), 0.9583 ratio (0.9556 to 1), 0.9861 ratio (0.9833 to 1))
    """
    shares = [share_at(load, views) for load in LOADS]
    source = "simulated: two choices, one worker a pod, mean latency at most two service times"
    return Estimate(low=min(shares), best=shares[1], high=max(shares), unit="ratio", source=source)


def share_at(load: int, views: int) -> float:
    """Return the share of random's pods at one load, in whole pods.

    >>> share_at(9, views=2)  # 13 of 18
    0.7222222222222222
    """
    random = load / TIGHT
    found = balance.share_of_random(balance.TWO_CHOICES, balance.MEAN, 1, views=views, pods=random, tight=TIGHT)
    return math.ceil(float(found) * random) / random
