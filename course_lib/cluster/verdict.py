"""What a cluster's requests say of its nodes, and what a sidecar in every pod would add: a rough first verdict.

Vocabulary: `requested` (310,000 millicores) is what pods on nodes reserve, of what is `allocatable`; a sidecar costs
requests, and then nodes: 27 for all pods with it, where 23 would do without.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import tables
from course_lib.arrays import ReadOnly, Values, Whole
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.repacking import Repacked, load, open_nodes, packed_anew, sum_by_node, which_count
from course_lib.cluster.stranded import stranded
from course_lib.estimate import Estimate

MIB = 2**20
MESHES = {"Linkerd (HA)": "linkerd", "Istio": "istio"}  # its high-availability values; its defaults


@dataclass(frozen=True)
class SidecarCost(ReadOnly):
    """What a sidecar in every pod would add.

    Attributes
    ----------
    sidecar : NDArray
        Millicores and bytes in each pod.
    pods : int
        How many get one: of those that move, or stay on open nodes, all but pods with one already, and pods on their
        node's network.
    requested, added : NDArray
        What those that move or stay on open nodes request before, and the sidecars together.
    packed_anew : Repacked
        What all pods come to, sidecars included.
    """

    sidecar: Whole
    pods: int
    requested: Whole
    added: Whole
    packed_anew: Repacked


@dataclass(frozen=True)
class Verdict(ReadOnly):
    """What the requests of one cluster say.

    Attributes
    ----------
    cluster : Cluster
        Of which.
    nodes : int
        The open ones: those that some pod that may move may run on. All that follows is of these.
    requested, allocatable, stranded : NDArray
        Millicores and bytes: what pods reserve; what nodes can give; what of the rest no further pod of the mean
        shape could use.
    waiting : int
        Pods on no node; they count only where no pod is on a node.
    packed_anew : Repacked
        What it comes to if a good rule packs all pods anew, the largest first.
    sidecars : dict of str to SidecarCost
        By mesh.
    """

    cluster: Cluster
    nodes: int
    requested: Whole
    allocatable: Whole
    stranded: Whole
    waiting: int
    packed_anew: Repacked
    sidecars: dict[str, SidecarCost]

    @property
    def requested_share(self) -> Values:
        """The share of what is allocatable that is requested: CPU, memory."""
        return np.asarray(self.requested / np.maximum(self.allocatable, 1))

    @property
    def stranded_share(self) -> Values:
        """The share of what is allocatable that is stranded: CPU, memory."""
        return np.asarray(self.stranded / np.maximum(self.allocatable, 1))

    @property
    def binding(self) -> int:
        """The resource that is scarcer: 0 for CPU, 1 for memory."""
        return int(self.requested_share.argmax())


def assess(cluster: Cluster) -> Verdict:
    """Add up what is requested and stranded, and what sidecars would add.

    >>> verdict = assess(Cluster.synthetic())
    >>> verdict.sidecars["Istio"].packed_anew.nodes >= verdict.packed_anew.nodes
    True
    """
    nodes = open_nodes(cluster)
    used = sum_by_node(cluster.requests, cluster.node_of, len(cluster.nodes))[nodes]
    return Verdict(
        cluster=cluster,
        nodes=len(nodes),
        requested=used.sum(axis=0),
        allocatable=cluster.allocatable[nodes].sum(axis=0),
        stranded=measure_stranded(cluster, nodes, used),
        waiting=int((cluster.node_of < 0).sum()),
        packed_anew=packed_anew(cluster),
        sidecars={mesh: sidecar_cost(cluster, proxy_request(prefix)) for mesh, prefix in MESHES.items()},
    )


def measure_stranded(cluster: Cluster, nodes: Whole, used: Whole) -> Whole:
    """Return what of some nodes no further pod of the mean shape can use: millicores and bytes, in all."""
    moving = load(cluster).requests
    if not moving.any():
        return np.zeros(2, np.int64)
    free = np.maximum(cluster.allocatable[nodes] - used, 0)
    there = np.bincount(cluster.node_of[cluster.node_of >= 0], minlength=len(cluster.nodes))
    takes_more = (cluster.pods_most > there)[nodes, None]
    mean = moving.mean(axis=0).round().astype(np.int64)
    return np.asarray(np.where(takes_more, stranded(free, mean), free).sum(axis=0))


def proxy_request(prefix: str) -> Whole:
    """Return what a mesh's proxy requests by its published values: millicores and bytes."""
    cpu, memory = (tables.figure("cluster", f"{prefix}_{resource}_request").value for resource in ("cpu", "memory"))
    return np.array([round(cpu), round(memory * MIB)])


def sidecar_cost(cluster: Cluster, sidecar: Whole) -> SidecarCost:
    """Return what a sidecar in every pod that takes one would add."""
    there = which_count(cluster) & ~(cluster.daemons & ~np.isin(cluster.node_of, open_nodes(cluster)))
    pods = int((there & cluster.takes_sidecar).sum())
    requested = cluster.requests[there].sum(axis=0)
    return SidecarCost(sidecar, pods, requested, pods * sidecar, packed_anew(cluster, sidecar))


def requested_shares(cluster: Cluster) -> Estimate:
    """Return the share of the scarcer resource that pods request, to three digits.

    Low and best are what is requested today; high is what a good packing onto fewer of the nodes would reach.

    >>> requested_shares(Cluster.synthetic())
    0.844 share (0.844 to 0.915)
    """
    verdict = assess(cluster)
    today = round(float(verdict.requested_share[verdict.binding]), 3)
    packed = round(float(verdict.packed_anew.requested_share.max()), 3)
    return Estimate(
        best=min(today, 1.0),
        low=min(today, 1.0),
        high=min(max(today, packed), 1.0),
        unit="share",
        source=f"of the scarcer resource, today to packed anew; {cluster.source}",
    )
