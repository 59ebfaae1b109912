"""What a cluster's requests say of its nodes, and what a sidecar in every pod would add: a rough first verdict.

Vocabulary: `requested` (310,000 millicores) is what pods on nodes reserve, of what is `allocatable`; a sidecar costs
requests, and then nodes: 27 for all pods with it, where 23 would do without.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib import require, tables
from course_lib.arrays import Flags, ReadOnly, Values, Whole
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.repacking import Repacked, packed_anew, sum_by_node
from course_lib.cluster.stay_or_move import judged_nodes, moving_pods, on_nodes, open_nodes
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
        How many get one: of those that move, or stay on the nodes judged, all but pods with one already, and pods on
        their node's network.
    requested, added : NDArray
        What those that move or stay on the nodes judged request before, and the sidecars together.
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
        The open ones: those that some pod that may move may run on. All that follows is of these; if there are none,
        of all that are machines.
    requested, allocatable, stranded : NDArray
        Millicores and bytes: what pods reserve; what nodes can give; what of the rest no further pod of the mean
        shape could use.
    waiting : int
        Pods on no node; they count only where no pod is on a node.
    staying : int
        Pods that could be anywhere, as they don't come with their node, but stay where they are.
    meshed : int
        Pods that carry a mesh's sidecar already, on any node.
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
    staying: int
    meshed: int
    packed_anew: Repacked
    sidecars: dict[str, SidecarCost]

    @property
    def requested_share(self) -> Values:
        """The share of what is allocatable that is requested: CPU, memory; NaN of what the nodes have none of."""
        return _share(self.requested, self.allocatable)

    @property
    def stranded_share(self) -> Values:
        """The share of what is allocatable that is stranded: CPU, memory; NaN of what the nodes have none of."""
        return _share(self.stranded, self.allocatable)

    @property
    def binding(self) -> int:
        """The resource that is scarcer: 0 for CPU, 1 for memory."""
        return int(np.nan_to_num(self.requested_share, nan=-1.0).argmax())


def assess(cluster: Cluster) -> Verdict:
    """Add up what is requested and stranded, and what sidecars would add.

    >>> verdict = assess(Cluster.synthetic())
    >>> verdict.sidecars["Istio"].packed_anew.nodes >= verdict.packed_anew.nodes
    True
    """
    judged, moving = judged_nodes(cluster), moving_pods(cluster)
    used = sum_by_node(cluster.requests, cluster.node_of, len(cluster.nodes))
    return Verdict(
        cluster=cluster,
        nodes=int(open_nodes(cluster).sum()),
        requested=used[judged].sum(axis=0),
        allocatable=cluster.allocatable[judged].sum(axis=0),
        stranded=measure_stranded(cluster, judged, used),
        waiting=int((cluster.node_of < 0).sum()),
        staying=int(((cluster.node_of >= 0) & ~moving & ~cluster.daemons).sum()),
        meshed=sum(pod.meshed for pod in cluster.pods),
        packed_anew=packed_anew(cluster),
        sidecars={mesh: sidecar_cost(cluster, proxy_request(prefix)) for mesh, prefix in MESHES.items()},
    )


def measure_stranded(cluster: Cluster, judged: Flags, used: Whole) -> Whole:
    """Return what of some nodes no further pod of the mean shape can use: millicores and bytes, in all."""
    moving = moving_pods(cluster)
    usual = cluster.requests[moving if moving.any() else on_nodes(cluster, judged) & ~cluster.daemons]
    if not usual.any():
        return np.zeros(2, np.int64)
    there = np.bincount(cluster.node_of[cluster.node_of >= 0], minlength=len(cluster.nodes))
    return np.asarray(
        stranded(
            np.maximum(cluster.allocatable - used, 0)[judged],
            usual.mean(axis=0).round().astype(np.int64),
            np.maximum(cluster.pods_most - there, 0)[judged],
        ).sum(axis=0)
    )


def proxy_request(prefix: str) -> Whole:
    """Return what a mesh's proxy requests by its published values: millicores and bytes."""
    cpu, memory = (tables.figure("cluster", f"{prefix}_{resource}_request").value for resource in ("cpu", "memory"))
    return np.array([round(cpu), round(memory * MIB)])


def sidecar_cost(cluster: Cluster, sidecar: Whole) -> SidecarCost:
    """Return what a sidecar in every pod that takes one would add."""
    there = moving_pods(cluster) | on_nodes(cluster, judged_nodes(cluster))
    pods = int((there & cluster.takes_sidecar).sum())
    requested = cluster.requests[there].sum(axis=0)
    return SidecarCost(sidecar, pods, requested, pods * sidecar, packed_anew(cluster, sidecar))


def requested_shares(cluster: Cluster) -> Estimate:
    """Return the share of the scarcer resource that pods request, to three digits.

    Low and best are what is requested today; high is what a good packing onto fewer of the nodes would reach. Where no
    pod is on a node, all three are what the packing reaches; where every node is closed, what is requested today.

    Raises
    ------
    ValueError
        If that is nothing: a share of 0 would tell the chapters after this one that nothing is needed.

    >>> requested_shares(Cluster.synthetic())
    0.844 share (0.844 to 0.915)
    """
    verdict = assess(cluster)
    packed = min(round(float(verdict.packed_anew.requested_share.max()), 3), 1.0)
    is_list = verdict.waiting == len(cluster.pods)
    today = packed if is_list else min(round(float(verdict.requested_share[verdict.binding]), 3), 1.0)
    rule = "hold pods that request something, and nodes that can give it; to try: another, or leave the ledger as it is"
    require.that(today > 0, "cluster", cluster, rule)  # NaN isn't, either
    return Estimate(
        best=today,
        low=today,
        high=max(today, packed),
        unit="share",
        source=f"of the scarcer resource, {'packed anew' if is_list else 'today to packed anew'}; {cluster.source}",
    )


def _share(part: Whole, of: Whole) -> Values:
    return np.asarray(np.divide(part, of, out=np.full(2, np.nan), where=of > 0))
