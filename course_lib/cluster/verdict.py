"""What a cluster's requests say of its nodes, and what a sidecar in every pod would add: a rough first verdict.

Vocabulary: `requested` (310,000 millicores) is what pods on nodes reserve, of what is `allocatable`; a sidecar costs
requests, and then nodes: 27 for all pods with it, where 23 would do without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from course_lib import require, tables
from course_lib.arrays import Flags, ReadOnly, Values, Whole
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.inventory import FARGATE, FREE
from course_lib.cluster.repacking import Repacked, packed_anew, sum_by_node
from course_lib.cluster.stay_or_move import judged_nodes, moving_pods, on_nodes, open_nodes, why_staying
from course_lib.cluster.stranded import stranded as left_over
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
        How many get one, of those that move or stay on the nodes judged.
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
    limited : NDArray
        What of that is stranded only because nodes take so many pods and no more.
    waiting : int
        Pods on no node; they count only where no pod is on a node.
    joining : int
        Pods that move to the open nodes from others.
    stays : dict of str to int
        Pods that could be anywhere, as they don't come with their node, but stay where they are: how many, by reason.
    no_sidecar : dict of str to int
        Pods that move, or stay on the nodes judged, and get no sidecar: how many, by reason.
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
    limited: Whole
    waiting: int
    joining: int
    stays: dict[str, int]
    no_sidecar: dict[str, int]
    packed_anew: Repacked
    sidecars: dict[str, SidecarCost]

    @property
    def staying(self) -> int:
        """The number of pods that stay, though they don't come with their node."""
        return sum(self.stays.values())

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
    here = on_nodes(cluster, judged)
    used = sum_by_node(cluster.requests, cluster.node_of, len(cluster.nodes))
    stranded = measure_stranded(cluster, judged, used)
    return Verdict(
        cluster=cluster,
        nodes=int(open_nodes(cluster).sum()),
        requested=used[judged].sum(axis=0),
        allocatable=cluster.allocatable[judged].sum(axis=0),
        stranded=stranded,
        limited=stranded - measure_stranded(cluster, judged, used, knows_limit=False),
        waiting=int((cluster.node_of < 0).sum()),
        joining=int((moving & ~here & (cluster.node_of >= 0)).sum()),
        stays=_by_reason(why_staying(cluster)),
        no_sidecar=_by_reason(cluster.no_sidecar[moving | here]),
        packed_anew=packed_anew(cluster),
        sidecars={mesh: sidecar_cost(cluster, proxy_request(prefix)) for mesh, prefix in MESHES.items()},
    )


def measure_stranded(cluster: Cluster, judged: Flags, used: Whole, knows_limit: bool = True) -> Whole:
    """Return what of some nodes no further pod of the mean shape can use: millicores and bytes, in all.

    On a node that was made for its one pod nothing is: no other could come.
    """
    moving = moving_pods(cluster)
    usual = cluster.requests[moving if moving.any() else on_nodes(cluster, judged) & ~cluster.daemons]
    if not usual.any():
        return np.zeros(2, np.int64)
    there = np.bincount(cluster.node_of[cluster.node_of >= 0], minlength=len(cluster.nodes))
    shared = judged & (cluster.closed != FARGATE)
    free, more = np.maximum(cluster.allocatable - used, 0), np.maximum(cluster.pods_most - there, 0)
    shape = usual.mean(axis=0).round().astype(np.int64)
    return np.asarray(left_over(free[shared], shape, more[shared] if knows_limit else None).sum(axis=0))


def proxy_request(prefix: str) -> Whole:
    """Return what a mesh's proxy requests by its published values: millicores and bytes."""
    cpu, memory = (tables.figure("cluster", f"{prefix}_{resource}_request").value for resource in ("cpu", "memory"))
    return np.array([round(cpu), round(memory * MIB)])


def sidecar_cost(cluster: Cluster, sidecar: Whole) -> SidecarCost:
    """Return what a sidecar in every pod that takes one would add."""
    there = moving_pods(cluster) | on_nodes(cluster, judged_nodes(cluster))
    pods = int((there & cluster.takes_sidecar).sum())
    requested = cluster.requests[there].sum(axis=0)
    return SidecarCost(np.array(sidecar), pods, requested, pods * sidecar, packed_anew(cluster, sidecar))


def requested_shares(cluster: Cluster) -> Estimate:
    """Return the share of the scarcer resource that pods request, to three digits.

    Low and best are what is requested today; high is what a good packing onto fewer of the nodes would reach. Where no
    pod is on a node, all three are what the packing reaches; where every node is closed, what is requested today.

    Raises
    ------
    ValueError
        If that is nothing: a share of 0 would tell the chapters after this one that nothing is needed.

    >>> requested_shares(Cluster.synthetic())
    0.844 share (0.844 to 0.956)
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
        source=f"of the scarcer resource, {'repacked' if is_list else 'today to repacked'}; {cluster.source}",
    )


def _by_reason(reasons: Iterable[str]) -> dict[str, int]:
    counts = Counter(str(reason) for reason in reasons)
    return {reason: count for reason, count in counts.items() if reason != FREE}


def _share(part: Whole, of: Whole) -> Values:
    return np.asarray(np.divide(part, of, out=np.full(2, np.nan), where=of > 0))
