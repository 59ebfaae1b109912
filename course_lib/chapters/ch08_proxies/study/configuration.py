"""A proxy's memory by the services that it holds: all of the mesh, or those that its pod calls."""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.estimate import Estimate
from course_lib.proxies.memory import MB_OF_MIB, fleet_memory_gib, proxy_memory_mb
from course_lib.tables import figure

MOST_SERVICES = 2500


@dataclass(frozen=True)
class ConfigurationStudy:
    """Proxies that hold everything, and proxies that hold what they need.

    Attributes
    ----------
    services, called, proxies : int
        In the mesh; called by each pod, never more than there are; in the fleet.
    whole_mb, scoped_mb : Estimate
        Memory of one proxy.
    whole_gib, scoped_gib : Estimate
        Memory of all.
    """

    services: int
    called: int
    proxies: int
    whole_mb: Estimate
    scoped_mb: Estimate
    whole_gib: Estimate
    scoped_gib: Estimate

    @property
    def unused(self) -> float:
        """The share of a proxy's memory that goes into services its pod never calls."""
        return 1 - self.scoped_mb.best / self.whole_mb.best


def configuration_study(services: float, called: float, proxies: float) -> ConfigurationStudy:
    """Let every proxy hold all services, or only those that its pod calls.

    >>> study = configuration_study(services=1000, called=20, proxies=1000)
    >>> study.whole_mb, study.scoped_mb, round(study.unused, 2)
    (291.6 MB (100 to 555.6), 64.63 MB (41.2 to 80.69), 0.78)
    """
    all_of_them, own, count = int(services), min(int(called), int(services)), int(proxies)
    one = [proxy_memory_mb(held) for held in (all_of_them, own)]
    fleet = [fleet_memory_gib(count, held) for held in (all_of_them, own)]
    return ConfigurationStudy(all_of_them, own, count, *one, *fleet)


def reported_mb() -> tuple[float, float, float]:
    """Return what was reported of gateways: services, and the lowest and the highest memory."""
    low, high = (figure("proxy_memory", f"gateway_memory_{end}").value * MB_OF_MIB for end in ("low", "high"))
    return figure("proxy_memory", "gateway_services").value, low, high
