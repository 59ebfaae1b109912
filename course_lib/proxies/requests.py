"""What each part of a mesh requests: as its chart installs it, or set to what it was measured to use.

Vocabulary: a `part` ("sidecars") has a `Request` for each of its containers, in millicores and MiB. The `control plane`
has a base and a slope: what its chart requests, until the proxies that it serves need more memory than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from statistics import median

from course_lib import require, tables
from course_lib.estimate import Estimate
from course_lib.proxies.benchmarks import usage
from course_lib.proxies.ratios import INSTALLS, reserved

SIDECARS, NODE_PROXIES, NODE_AGENTS = "sidecars", "node proxies", "node agents"
WAYPOINTS, CONTROL_PLANE = "waypoints", "control plane"
PARTS = (SIDECARS, NODE_PROXIES, NODE_AGENTS, WAYPOINTS, CONTROL_PLANE)
BEFORE, SINCE = ZTUNNELS = ("until May 2024", "since May 2024")
LINKERD_DEFAULT, LINKERD_HA, ISTIO = INSTALLS
MIB_OF_MB, MIB_OF_GB = 1e6 / 2**20, 1e9 / 2**20
AT_REQUESTS_PER_S = 1000.0  # the rate of Istio's own figures
_ZTUNNEL_ROWS = {BEFORE: "ztunnel_before", SINCE: "ztunnel"}
_CONTROL_PLANE_ROWS = {
    LINKERD_DEFAULT: "linkerd_default_control_plane",
    LINKERD_HA: "linkerd_ha_control_plane",
    ISTIO: "istiod",
}


@dataclass(frozen=True)
class Request:
    """What one container, or a whole control plane, requests."""

    cpu_m: float
    memory_mib: float

    def __post_init__(self) -> None:
        for name in ("cpu_m", "memory_mib"):
            value = require.number(name, getattr(self, name))
            require.that(value >= 0, name, value, "be zero or more")


@dataclass(frozen=True)
class ControlPlane:
    """What a control plane requests, and the memory that each proxy adds to what it needs.

    Examples
    --------
    >>> istiod = ControlPlane(Request(500, 2048), mib_a_proxy=1.3)
    >>> istiod.request(proxies=100).memory_mib, istiod.request(proxies=10_000).memory_mib
    (2048, 13000.0)
    """

    base: Request
    mib_a_proxy: float

    def __post_init__(self) -> None:
        value = require.number("mib_a_proxy", self.mib_a_proxy)
        require.that(value >= 0, "mib_a_proxy", value, "be zero or more")

    def request(self, proxies: float) -> Request:
        """Return what it has to request for so many proxies: its base, or more memory if they need it."""
        require.that(require.number("proxies", proxies) >= 0, "proxies", proxies, "be zero or more")
        return Request(self.base.cpu_m, max(self.base.memory_mib, self.mib_a_proxy * proxies))


@dataclass(frozen=True)
class Requests:
    """What each part of a mesh requests.

    Attributes
    ----------
    parts : mapping of str to Request
        By part, without the control plane.
    control_plane : ControlPlane
        Its base and its slope.
    """

    parts: Mapping[str, Request]
    control_plane: ControlPlane

    def of(self, part: str, proxies: float) -> Request:
        """Return what one of a part requests where the control plane serves so many proxies."""
        if part == CONTROL_PLANE:
            return self.control_plane.request(proxies)
        return self.parts[require.one_of("part", part, self.parts)]


def as_installed(sidecar: str = ISTIO, ztunnel: str = SINCE) -> Requests:
    """Return what the charts request.

    Parameters
    ----------
    sidecar : str
        One of `ratios.INSTALLS`; the control plane is the same product's.
    ztunnel : str
        "until May 2024" or "since May 2024", when Istio lowered its node proxy's requests.

    Examples
    --------
    >>> as_installed().parts["node proxies"], as_installed(ztunnel="until May 2024").parts["node proxies"]
    (Request(cpu_m=200.0, memory_mib=512.0), Request(cpu_m=500.0, memory_mib=2048.0))
    """
    require.one_of("sidecar", sidecar, INSTALLS)
    require.one_of("ztunnel", ztunnel, ZTUNNELS)
    own = reserved(sidecar)
    parts = {
        SIDECARS: Request(own.cpu_m, own.memory_mib),
        NODE_PROXIES: _request("cluster", _ZTUNNEL_ROWS[ztunnel]),
        NODE_AGENTS: _request("proxy_requests", "istio_cni"),
        WAYPOINTS: _request("cluster", "waypoint"),
    }
    base = _request("proxy_requests", _CONTROL_PLANE_ROWS[sidecar])
    return Requests(parts, ControlPlane(base, memory_a_proxy_mib(sidecar).best))


def as_used(passing_per_s: Mapping[str, float]) -> Requests:
    """Return requests set to what Istio's parts were measured to use, for the requests/s that pass one of each.

    CPU is taken to grow with the requests, from Istio 1.24's own figures at 1,000 requests/s. At lower rates a request
    costs more (`rate`), so this is the least. Node agents and control plane, for which no use is published, stay as
    they are installed.

    Parameters
    ----------
    passing_per_s : mapping of str to float
        By part ("sidecars", "node proxies", "waypoints"): requests/s through one of them.

    Examples
    --------
    >>> as_used({"sidecars": 50, "node proxies": 1500, "waypoints": 2000}).parts["sidecars"]
    Request(cpu_m=10.0, memory_mib=57.220458984375)
    """
    installed = as_installed()
    names = {SIDECARS: ("Istio", "sidecar"), NODE_PROXIES: ("Istio ambient", "ztunnel"),
             WAYPOINTS: ("Istio ambient", "waypoint")}  # fmt: skip
    known = isinstance(passing_per_s, Mapping) and set(passing_per_s) <= set(names)
    require.that(known, "passing_per_s", passing_per_s, f"hold requests/s by part, of {', '.join(names)}")
    used = {part: _used(*names[part], passing) for part, passing in passing_per_s.items()}
    return Requests(dict(installed.parts) | used, installed.control_plane)


@cache
def memory_a_proxy_mib(install: str) -> Estimate:
    """Return the memory that a control plane needs for each proxy that it serves, in MiB.

    For Istio from three sizes at which one istiod was at its limit; for Linkerd from one load test: before release 2.20
    at best, after it at most as much less as its makers found.

    Examples
    --------
    >>> memory_a_proxy_mib("Istio, default")
    1.31 MiB (1.225 to 1.926)
    >>> memory_a_proxy_mib("Linkerd, default")
    0.3223 MiB (0.05156 to 0.3223)
    """
    if require.one_of("install", install, INSTALLS) == ISTIO:
        setups = ("CNI overlay", "Cilium", "1000 services")
        each = [_aks(setup, "memory") * MIB_OF_GB / _aks(setup, "sidecars") for setup in setups]
        ends, source = (min(each), median(each), max(each)), "Azure, scale of the Istio add-on, 2024"
    else:
        before, less = (usage("linkerd_destination_2026", "10000 subscribers", "Linkerd", "memory",
                              "destination controller", statistic).value
                        for statistic in ("per subscriber", "at most, less than before"))  # fmt: skip
        ends = (before * (1 - less) / 1024, before / 1024, before / 1024)
        source = "Linkerd, load test of the destination controller, 2026"
    return Estimate(low=ends[0], best=ends[1], high=ends[2], unit="MiB", source=source)


def _aks(setup: str, resource: str) -> float:
    return usage("aks_2024", setup, "Istio", resource, "istiod").value


def _request(table: str, begin: str) -> Request:
    return Request(*(tables.figure(table, f"{begin}_{resource}_request").value for resource in ("cpu", "memory")))


def _used(mesh: str, part: str, passing_per_s: float) -> Request:
    load = f"{AT_REQUESTS_PER_S:g}"
    passing = require.number("passing_per_s", passing_per_s)
    require.that(passing >= 0, "passing_per_s", passing_per_s, "be zero or more")
    cpu_m = 1000 * usage("istio_1_24", load, mesh, "CPU", part).value * passing / AT_REQUESTS_PER_S
    return Request(cpu_m, usage("istio_1_24", load, mesh, "memory", part).value * MIB_OF_MB)
