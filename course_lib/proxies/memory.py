"""What a proxy's memory depends on: the configuration that it holds, used or not, and not the rate of requests.

Vocabulary: a proxy `holds` so many services (1,000): all of the mesh if nobody says otherwise; if its configuration is
`scoped`, only those that its pod calls (20). Each service adds about as much as the next, so memory is a `base` and a
slope, both with a range: the base is an Envoy that knows of nothing, or a whole sidecar by its makers' word; the slope
goes from what a plain service of one port takes in an Envoy of today to what was reported of gateways in 2019.
"""

from __future__ import annotations

from functools import cache

from course_lib import require
from course_lib.estimate import Estimate, exact, lift
from course_lib.proxies.benchmarks import usage
from course_lib.tables import figure

MB_OF_MIB, GIB_OF_MB = 2**20 / 1e6, 1e6 / 2**30


@cache
def base_mb() -> Estimate:
    """Return the memory of an Envoy, or of a sidecar built on it, that holds next to nothing.

    >>> base_mb()
    60 MB (40 to 71)
    """
    told = [usage(release, "1000", "Istio", "memory").value for release in ("istio_1_12", "istio_1_24")]
    idle = _value("envoy_idle")
    low, best, high = sorted([*told, idle])
    return Estimate(low=low, best=best, high=high, unit="MB", source="Istio 1.12 and 1.24, and Envoy 1.40 measured")


@cache
def service_mb() -> Estimate:
    """Return the memory that each service adds which a proxy holds.

    At best, a service is as many clusters as in a report of 2019 and each takes what an Envoy of 2026 needs for one
    with TLS; at least it is one plain cluster; at most it is all that a gateway of 2019 took above the smallest base.
    The three come from different years and meshes, so this is a guess.

    >>> service_mb()
    0.2316 MB (0.06 to 0.4846)
    """
    services = _value("gateway_services")
    best = _value("gateway_clusters") / services * _value("envoy_cluster_tls") / 1000
    high = (_value("gateway_memory_high") * MB_OF_MIB - base_mb().low) / services
    low = _value("envoy_cluster_plain") / 1000
    source = "Envoy 1.40 measured, and clusters and memory of gateways in istio/istio, issue 11254"
    return Estimate(low=low, best=best, high=high, unit="MB", source=source, certainty="guess")


def proxy_memory_mb(services: int) -> Estimate:
    """Return the memory of a proxy that holds so many services.

    Examples
    --------
    >>> proxy_memory_mb(1000), proxy_memory_mb(20)
    (291.6 MB (100 to 555.6), 64.63 MB (41.2 to 80.69))
    """
    held = exact(require.whole("services", services), "services", "given")
    parts = {"base": base_mb(), "each": service_mb(), "services": held}
    return lift(lambda base, each, services: base + each * services, "MB", parts, source="base and slope")


def fleet_memory_gib(proxies: int, services: int) -> Estimate:
    """Return the memory of so many proxies that each hold so many services.

    Examples
    --------
    >>> fleet_memory_gib(1000, 1000), fleet_memory_gib(1000, 20)
    (271.5 GiB (93.13 to 517.4), 60.19 GiB (38.37 to 75.15))
    """
    count = exact(require.whole("proxies", proxies), "proxies", "given")
    parts = {"proxies": count, "each": proxy_memory_mb(services)}
    return lift(lambda proxies, each: proxies * each * GIB_OF_MB, "GiB", parts, source="proxies times their memory")


def _value(identity: str) -> float:
    return figure("proxy_memory", identity).value
