"""The same work in few large pods or in many small ones, on nodes, if each pod carries a base memory and a sidecar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from course_lib import tables
from course_lib.sizing.rightsizing import Amount, Fleet, fewest_nodes, fleet

WORK, NODE = Amount(100.0, 200.0), Amount(16.0, 64.0)
FEWEST, MOST = 8, 400
MIB_A_GIB = 1024


def _sidecar(mesh: str) -> Amount:
    cpu_m, memory_mib = (tables.figure("cluster", f"{mesh}_{what}_request").value for what in ("cpu", "memory"))
    return Amount(cpu_m / 1000, memory_mib / MIB_A_GIB)


SIDECARS = {
    "none": Amount(0.0, 0.0),
    "Linkerd, high-availability values": _sidecar("linkerd"),
    "Istio, default values": _sidecar("istio"),
}


@dataclass(frozen=True)
class PodSizeStudy:
    """One number of pods among all that were tried.

    Attributes
    ----------
    here : Fleet
        The number that the slider stands at.
    tried : tuple of Fleet
        All of them, by number of pods.
    base, sidecar : Amount
        What each pod carries besides its work.
    """

    here: Fleet
    tried: tuple[Fleet, ...]
    base: Amount
    sidecar: Amount

    @property
    def best(self) -> tuple[Fleet, ...]:
        """Those that need the fewest nodes."""
        return tuple(fewest_nodes(list(self.tried)))


def pod_size_study(pods: float, base_mib: float, sidecar: str) -> PodSizeStudy:
    """Share the work among so many pods, and put them on nodes.

    >>> study = pod_size_study(100, 256, "Istio, default values")
    >>> study.here.per_node, study.here.nodes, study.best[0].nodes
    (14, 8, 7)
    """
    base = Amount(0.0, base_mib / MIB_A_GIB)
    tried = fleets(base_mib, sidecar)
    return PodSizeStudy(tried[int(pods) - FEWEST], tried, base, SIDECARS[sidecar])


@lru_cache(maxsize=64)
def fleets(base_mib: float, sidecar: str) -> tuple[Fleet, ...]:
    """Return the fleets of all numbers of pods."""
    each = Amount(0.0, base_mib / MIB_A_GIB) + SIDECARS[sidecar]
    return tuple(fleet(WORK, NODE, pods, each=each) for pods in range(FEWEST, MOST + 1))
