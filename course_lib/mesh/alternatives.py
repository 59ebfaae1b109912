"""The ways to go on: without a mesh, with one, or with a part of one, each right-sized as the others are.

Vocabulary: an `alternative` ("sidecar, right-sized and scoped") is a topology of `proxies.topologies` and how it is
set: its proxies' requests are `sized` to what they use, or as they are installed; their configuration is scoped to what
each pod calls, or holds the whole mesh. `views` (K) is how many balancers share a service's requests, each seeing only
its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib import require
from course_lib.mesh.balance import BALANCERS, ROUND_ROBIN, TWO_CHOICES
from course_lib.mesh.features import BALANCING, FEATURES, METRICS, MTLS, POLICY, REQUEST_POLICY, RETRIES
from course_lib.proxies.requests import NODE_PROXIES, SIDECARS, WAYPOINTS
from course_lib.proxies.topologies import CONNECTIONS, REQUESTS, TOPOLOGIES, Topology

HTTP_PROXIES = {SIDECARS: 2, NODE_PROXIES: 0, WAYPOINTS: 1}  # that read each request, by part, on a call's way


@dataclass(frozen=True)
class Alternative:
    """One way to go on.

    Attributes
    ----------
    name : str
        As learners read it.
    topology : Topology
        Where its proxies stand, and what they balance.
    features : tuple of str
        What it brings, of `FEATURES`.
    balancer : str
        How it picks a pod where it balances requests, one of `balance.BALANCERS`: sidecars and waypoints take the
        better of two, callers by themselves take turns, as that is what every gRPC has.
    sized : bool
        Whether its proxies' requests are set to their use, and their configuration is scoped.
    by_clients : bool
        Whether the callers balance, where they can.

    Examples
    --------
    >>> ALTERNATIVES["sidecar by default"].lacks((MTLS, REQUEST_POLICY))
    ()
    >>> ALTERNATIVES["node proxy"].lacks((MTLS, REQUEST_POLICY))
    ('policy by request',)
    """

    name: str
    topology: Topology
    features: tuple[str, ...] = ()
    balancer: str = TWO_CHOICES
    sized: bool = True
    by_clients: bool = False

    def __post_init__(self) -> None:
        for feature in self.features:
            require.one_of("feature", feature, FEATURES)
        require.one_of("balancer", self.balancer, BALANCERS)

    @property
    def balances(self) -> str:
        """What it balances: "connections" or "requests"."""
        return self.topology.balances

    @property
    def proxies_a_call(self) -> int:
        """Proxies that a call passes on its way."""
        return self.topology.proxies_a_call

    @property
    def is_mesh(self) -> bool:
        """Whether it has proxies at all."""
        return bool(self.topology.parts)

    @property
    def everywhere(self) -> bool:
        """Whether every pod is part of it."""
        return self.topology.everywhere

    def has(self, part: str) -> bool:
        """Whether a part of a mesh ("sidecars") belongs to it."""
        return part in self.topology.parts

    def lacks(self, needed: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of the needed features it doesn't bring; encryption the applications can do themselves."""
        return tuple(each for each in needed if each not in self.features and each != MTLS)


_ALL = FEATURES
_L4 = (MTLS, POLICY)
NONE, CLIENT_SIDE = "none", "client-side"
BY_DEFAULT, SIZED = "sidecar by default", "sidecar, right-sized and scoped"
WHERE_NEEDED, NODE_PROXY, WITH_WAYPOINT = "sidecars only where needed", "node proxy", "node proxy and waypoint"
ALTERNATIVES = {
    each.name: each
    for each in (
        Alternative(NONE, TOPOLOGIES["no proxy"]),
        Alternative(CLIENT_SIDE, TOPOLOGIES["client-side"], (BALANCING, RETRIES), ROUND_ROBIN,
                    by_clients=True),
        Alternative(BY_DEFAULT, TOPOLOGIES["sidecar in every pod"], _ALL, sized=False),
        Alternative(SIZED, TOPOLOGIES["sidecar in every pod"], _ALL),
        Alternative(WHERE_NEEDED, TOPOLOGIES["sidecars where needed"], _ALL),
        Alternative(NODE_PROXY, TOPOLOGIES["node proxy"], _L4),
        Alternative(WITH_WAYPOINT, TOPOLOGIES["node proxy and waypoint"], (*_L4, BALANCING, RETRIES, REQUEST_POLICY,
                                                                          METRICS)),
    )
}  # fmt: skip
MESHES = tuple(name for name, each in ALTERNATIVES.items() if each.is_mesh)


def choices(needed: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the alternatives to none that bring the needed features, and are right-sized as none is.

    What isn't would be compared by what it doesn't reserve.

    >>> choices((REQUEST_POLICY,))
    ('sidecar, right-sized and scoped', 'sidecars only where needed', 'node proxy and waypoint')
    """
    return tuple(name for name, each in ALTERNATIVES.items() if name != NONE and each.sized and not each.lacks(needed))


__all__ = ["ALTERNATIVES", "CONNECTIONS", "MESHES", "NONE", "REQUESTS", "Alternative", "choices"]
