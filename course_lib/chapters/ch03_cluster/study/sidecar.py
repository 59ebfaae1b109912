"""Nodes needed with a sidecar in every pod."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values, Whole
from course_lib.chapters.ch03_cluster.setting import MIB, NODE
from course_lib.chapters.ch03_cluster.study.pods import equal_pods, mixed_pods
from course_lib.cluster.placing import Placement, nodes_needed, place
from course_lib.cluster.stranded import stranded

SIDECAR_STOPS_MILLICORES = np.arange(0, 201, 10)
PODS = 144
SIZES = (100, 250, 500, 750), (256, 512, 1024, 2048)  # millicores, MiB
# Of the mixed draws, one whose curve never falls: in most others now and then a larger sidecar needs a node fewer.
WORKLOADS = {
    "all alike, CPU binds": equal_pods(PODS, 400, 1024),
    "all alike, memory binds": equal_pods(PODS, 250, 1400),
    "mixed": mixed_pods(PODS, *SIZES, seed=24),
}


@dataclass(frozen=True)
class SidecarStudy:
    """Nodes needed with a sidecar in every pod, beside those needed without.

    Attributes
    ----------
    workload : str
        One of `WORKLOADS`.
    pods, sidecar : NDArray
        What each pod requests without its sidecar, and the sidecar: millicores and bytes.
    placement : Placement
        The pods, sidecars included, on the nodes.
    nodes_before : int
        Nodes without any sidecar.
    curve : NDArray
        Nodes at each of `SIDECAR_STOPS_MILLICORES`, at the same memory.
    stranded : NDArray
        Per node, what no further pod of the mean shape can use.
    """

    workload: str
    pods: Whole
    sidecar: Whole
    placement: Placement
    nodes_before: int
    curve: Whole
    stranded: Whole

    @property
    def nodes(self) -> int:
        """Nodes with the sidecars."""
        return self.placement.nodes_used

    @property
    def by_sum(self) -> Values:
        """The nodes that the sum of the requests seems to need, at each stop: the scarcer resource decides."""
        sidecars = np.column_stack([SIDECAR_STOPS_MILLICORES, np.full(len(self.curve), self.sidecar[1])])
        share: Values = (self.pods.sum(axis=0) + len(self.pods) * sidecars) / NODE
        return np.asarray(share.max(axis=1))

    @property
    def stranded_share(self) -> Values:
        """The share of all nodes' CPU and of their memory that is stranded."""
        return np.asarray(self.stranded.sum(axis=0) / (NODE * self.nodes))

    @property
    def requested_more(self) -> Values:
        """By which share the requests grow: CPU, memory."""
        return np.asarray(self.sidecar * len(self.pods) / self.pods.sum(axis=0))


@lru_cache(maxsize=128)
def sidecar_study(workload: str, sidecar_millicores: float, sidecar_mib: float) -> SidecarStudy:
    """Put a sidecar into every pod, and pack all pods as well as a good rule can.

    >>> study = sidecar_study("all alike, CPU binds", sidecar_millicores=100, sidecar_mib=128)
    >>> study.nodes_before, study.nodes
    (16, 21)
    """
    pods = WORKLOADS[workload]
    sidecar = as_amounts(sidecar_millicores, sidecar_mib)
    placement = pack_pods(pods + sidecar)
    free = placement.free[: placement.nodes_used]
    left_over = stranded(free, (pods + sidecar).mean(axis=0).round().astype(np.int64))
    curve = sidecar_curve(workload, sidecar_mib)
    return SidecarStudy(workload, pods, sidecar, placement, nodes_with(workload, 0, 0), curve, left_over)


def as_amounts(millicores: float, mib: float) -> Whole:
    """Return millicores and MiB as millicores and bytes."""
    return np.array([round(millicores), round(mib * MIB)])


def pack_pods(requests: Whole) -> Placement:
    """Put pods, the largest first, onto as many of the study's nodes as they need."""
    nodes = np.tile(NODE, (len(requests), 1))
    return place(requests, nodes, "best_fit", as_needed=True, decreasing=True)


@lru_cache(maxsize=256)
def sidecar_curve(workload: str, sidecar_mib: float) -> Whole:
    """Return the nodes needed at every stop of the sidecar's CPU."""
    return np.array([nodes_with(workload, int(stop), sidecar_mib) for stop in SIDECAR_STOPS_MILLICORES])


@lru_cache(maxsize=4096)
def nodes_with(workload: str, sidecar_millicores: float, sidecar_mib: float) -> int:
    """Return the nodes needed with one size of sidecar."""
    pods = WORKLOADS[workload] + as_amounts(sidecar_millicores, sidecar_mib)
    return nodes_needed(pods, NODE, "best_fit", decreasing=True)
