"""What an alternative's proxies reserve and use, and the latency that they add: on arrays.

Vocabulary: requests `pass` proxies, a call twice where both ends have one. What the proxies `use` is what passes them
times the cost of it; what they `reserve` is that with a margin where they are right-sized, or what their chart says.
A part is `fixed` for the whole system, or comes `a node`: then it takes away from what the node can give.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Values
from course_lib.mesh.alternatives import Alternative
from course_lib.mesh.features import MTLS
from course_lib.mesh.scenario import Scenario
from course_lib.proxies import mtls
from course_lib.proxies.benchmarks import usage
from course_lib.proxies.requests import (
    AT_REQUESTS_PER_S,
    CONTROL_PLANE,
    MIB_OF_MB,
    NODE_AGENTS,
    NODE_PROXIES,
    SIDECARS,
    WAYPOINTS,
    Requests,
    as_installed,
)

FEWEST_WAYPOINTS = 2  # so that one may fail
WAYPOINT_FULL = 0.7  # cores that a waypoint uses before an autoscaler makes one more
SIDES = 2  # of a call, each of which encrypts


@dataclass(frozen=True)
class Overhead(ReadOnly):
    """What proxies take; arrays of one entry a draw.

    Attributes
    ----------
    cores, memory_mib : array
        Reserved for the whole system.
    node_cores, node_memory_mib : array
        Reserved on each node besides.
    used : array
        Cores in use in the busy hour.
    sidecar_cores, sidecar_mib : array
        Of the whole system's, what is in each pod that has a sidecar: the mean one.
    pods, node_pods : array
        Pods that this takes: for the whole system, and on each node.
    """

    cores: Values
    memory_mib: Values
    node_cores: Values
    node_memory_mib: Values
    used: Values
    sidecar_cores: Values
    sidecar_mib: Values
    pods: Values
    node_pods: int


def added_s(alternative: Alternative, values: dict[str, Values]) -> Values:
    """Return the latency that the proxies of a call add to it.

    A waypoint is a pair of node proxies, and one proxy that reads requests: half a pair of sidecars.
    """
    pair = np.where(alternative.has(SIDECARS), 1.0, 0.5 * alternative.has(WAYPOINTS))
    nodes = float(alternative.has(NODE_PROXIES))
    return np.asarray((pair * values["sidecar_latency"] + nodes * values["node_proxy_latency"]) / 1000)


def waypoints(scenario: Scenario, values: dict[str, Values]) -> Values:
    """Return how many replicas each namespace's waypoint has: as many as its requests need, and at least two."""
    used = _shared_cost(values) * _times_sidecar("waypoint") * scenario.requests_per_s / 1000
    return np.asarray(np.maximum(FEWEST_WAYPOINTS, np.ceil(used / scenario.namespaces / WAYPOINT_FULL)))


def encryption_cores(scenario: Scenario, requests_per_s: Values, values: dict[str, Values]) -> Values:
    """Return what encryption takes where the applications do it themselves; 0 where nobody needs it."""
    if MTLS not in scenario.features:
        return np.zeros_like(requests_per_s)
    each_us = mtls.handshake_us(counted=mtls.WHOLE) / values["requests_per_connection"] + mtls.bulk_us()
    return np.asarray(requests_per_s * (SIDES / 1e6 * each_us))


def calls_per_s(scenario: Scenario, through: Flags) -> float:
    """Return the calls that pass proxies, of all services."""
    rates = np.array([[each.count * each.requests_per_s] for each in scenario.services])
    return float(np.sum(rates * through))


def sidecar_use(scenario: Scenario, through: Flags, values: dict[str, Values]) -> Values:
    """Return the cores that all sidecars use: a call passes two of them."""
    return _sidecar_use(calls_per_s(scenario, through), values)


def _sidecar_use(calls_per_s: float, values: dict[str, Values]) -> Values:
    return SIDES * calls_per_s * values["sidecar_cost"] / 1000


def overhead(
    scenario: Scenario, alternative: Alternative, sidecars: Values, through: Flags, values: dict[str, Values]
) -> Overhead:
    """Return what an alternative's proxies take.

    Parameters
    ----------
    scenario : Scenario
        Whose calls they pass.
    alternative : Alternative
        Which proxies there are.
    sidecars : array
        How many pods have one, if the alternative has any.
    through : array of bool, one row a service
        Whether a service's calls pass proxies.
    values : dict
        The inputs.
    """
    calls, is_here = calls_per_s(scenario, through), scenario.control_plane
    parts = _Parts(as_installed(scenario.install), alternative, values, calls, is_here)
    found = [
        part
        for name, part in (
            (SIDECARS, lambda: parts.sidecars(sidecars)),
            (NODE_PROXIES, parts.node_proxies),
            (NODE_AGENTS, parts.node_agents),
            (WAYPOINTS, lambda: parts.waypoints(scenario.namespaces * waypoints(scenario, values))),
            (CONTROL_PLANE, lambda: parts.control_plane(sidecars)),
        )
        if alternative.has(name)
    ]
    return _sum([make() for make in found])


@dataclass(frozen=True)
class _Parts(ReadOnly):
    """Each part of a mesh, as it is installed or right-sized."""

    installed: Requests
    alternative: Alternative
    values: dict[str, Values]
    calls_per_s: float
    control_plane_here: bool

    def sidecars(self, number: Values) -> Overhead:
        used = _sidecar_use(self.calls_per_s, self.values)
        each = self.installed.parts[SIDECARS]
        cores, memory_mib = number * each.cpu_m / 1000, number * each.memory_mib
        if self.alternative.sized:
            cores = used * self.values["margin"]
            memory_mib = number * self.values["scoped_memory"] * self.values["margin"]
        some = np.maximum(number, 1.0)
        return replace(_fixed(cores, memory_mib, used), sidecar_cores=cores / some, sidecar_mib=memory_mib / some)

    def node_proxies(self) -> Overhead:
        used = SIDES * self.calls_per_s * _shared_cost(self.values) * _times_sidecar("ztunnel") / 1000
        each = self.installed.parts[NODE_PROXIES]
        if not self.alternative.sized:
            return _a_node(each.cpu_m, each.memory_mib, used=used)
        memory = _used("ztunnel", "memory") * MIB_OF_MB * self.values["margin"]
        return _sum([_fixed(used * self.values["margin"], np.zeros(1), used), _a_node(0.0, memory)])

    def node_agents(self) -> Overhead:
        each = self.installed.parts[NODE_AGENTS]
        return _a_node(each.cpu_m, each.memory_mib)

    def waypoints(self, number: Values) -> Overhead:
        used = self.calls_per_s * _shared_cost(self.values) * _times_sidecar("waypoint") / 1000
        memory = number * _used("waypoint", "memory") * MIB_OF_MB * self.values["margin"]
        return _fixed(used * self.values["margin"], memory, used, pods=number)

    def control_plane(self, proxies: Values) -> Overhead:
        # Its use isn't published: it is taken to use what it requests.
        base = self.installed.control_plane.base
        if not self.control_plane_here:
            return _fixed(np.zeros(1), self.values["control_memory"] * proxies, np.zeros(1))
        cores = np.full(1, base.cpu_m / 1000)
        memory = np.maximum(base.memory_mib, self.values["control_memory"] * proxies)
        return _fixed(cores, memory, cores, pods=np.ones(1))


def _fixed(cores: Values, memory_mib: Values, used: Values, pods: Values | None = None) -> Overhead:
    none = np.zeros(1)
    return Overhead(cores, memory_mib, none, none, used, none, none, none if pods is None else pods, 0)


def _a_node(cpu_m: float, memory_mib: float | Values, used: Values | None = None) -> Overhead:
    none = np.zeros(1)
    cores, memory = np.full(1, cpu_m / 1000), np.atleast_1d(memory_mib)
    return Overhead(none, none, cores, memory, none if used is None else used, none, none, none, 1)


def _sum(parts: list[Overhead]) -> Overhead:
    names = ("cores", "memory_mib", "node_cores", "node_memory_mib", "used", "sidecar_cores", "sidecar_mib", "pods")
    sums = {name: sum((getattr(each, name) for each in parts), start=np.zeros(1)) for name in names}
    return Overhead(**sums, node_pods=sum(each.node_pods for each in parts))


def _shared_cost(values: dict[str, Values]) -> Values:
    """Return what a sidecar would take at the rate of a proxy that many pods share; as at its own where nobody says."""
    return values.get("shared_cost", values["sidecar_cost"])


def _times_sidecar(part: str) -> float:
    return _used(part, "CPU") / usage("istio_1_24", f"{AT_REQUESTS_PER_S:g}", "Istio").value


def _used(part: str, resource: str) -> float:
    return usage("istio_1_24", f"{AT_REQUESTS_PER_S:g}", "Istio ambient", resource, part).value
