"""What chapter 03's sliders ask: three small studies, each from plain values to plain numbers.

Vocabulary: a `workload` ("cpu_binds") is a list of pods; a `sidecar` of 100 millicores and 128 MiB goes into
each of them; a node here can give 3,920 of its 4,000 millicores, and 13 of its 16 GiB.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values, Whole
from course_lib.cluster.inventory import PODS_MOST
from course_lib.cluster.optimum import Fewest, fewest_nodes
from course_lib.cluster.placing import Placement, nodes_needed, place
from course_lib.cluster.scores import balanced_allocation, least_allocated, most_allocated
from course_lib.cluster.stranded import stranded

MIB, GIB = 2**20, 2**30
NODE: Whole = np.array([3920, 13 * GIB])
SIDECAR_STOPS_MILLICORES = np.arange(0, 201, 10)
PODS = 144


def equal(pods: int, cpu_millicores: int, memory_mib: int) -> Whole:
    """Return equal pods, a row each: millicores and bytes."""
    return np.tile(np.array([cpu_millicores, memory_mib * MIB]), (pods, 1))


def mixed(pods: int, cpu_millicores: tuple[int, ...], memory_mib: tuple[int, ...], seed: int) -> Whole:
    """Return pods of mixed shapes, every CPU size and every memory size equally likely."""
    draw = np.random.default_rng(seed)
    return np.column_stack([draw.choice(cpu_millicores, pods), draw.choice(memory_mib, pods) * MIB]).astype(np.int64)


SIZES = (100, 250, 500, 750), (256, 512, 1024, 2048)  # millicores, MiB
# Of the mixed draws, one whose curve never falls: in most others now and then a larger sidecar needs a node fewer.
WORKLOADS = {
    "all alike, CPU binds": equal(PODS, 400, 1024),
    "all alike, memory binds": equal(PODS, 250, 1400),
    "mixed": mixed(PODS, *SIZES, seed=24),
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
    sidecar = amounts(sidecar_millicores, sidecar_mib)
    placement = packed(pods + sidecar)
    free = placement.free[: placement.nodes_used]
    left_over = stranded(free, (pods + sidecar).mean(axis=0).round().astype(np.int64))
    curve = sidecar_curve(workload, sidecar_mib)
    return SidecarStudy(workload, pods, sidecar, placement, nodes_with(workload, 0, 0), curve, left_over)


def amounts(millicores: float, mib: float) -> Whole:
    """Return millicores and MiB as millicores and bytes."""
    return np.array([round(millicores), round(mib * MIB)])


def packed(requests: Whole) -> Placement:
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
    pods = WORKLOADS[workload] + amounts(sidecar_millicores, sidecar_mib)
    return nodes_needed(pods, NODE, "best_fit", decreasing=True)


NODES_GIVEN = 8
ARRIVING: Whole = mixed(44, (100, 250, 500, 750, 1500), (256, 1024, 2048, 4096), seed=16)


@dataclass(frozen=True)
class ScheduleStudy:
    """The first `placed` pods on eight nodes, and how each node scores for the next one.

    Attributes
    ----------
    rule : str
        One of `placing.RULES`.
    placement : Placement
        The pods placed so far.
    next_pod : NDArray or None
        What the next pod requests; None after the last.
    """

    rule: str
    placement: Placement
    next_pod: Whole | None

    @property
    def empty(self) -> int:
        """Nodes without a pod."""
        return NODES_GIVEN - self.placement.nodes_used

    @property
    def scores(self) -> list[tuple[int, int, int] | None]:
        """For each node, what it scores for the next pod: least allocated, most allocated, balanced.

        None where the pod has no room, and everywhere after the last pod.
        """
        return [self._score(used) for used in self.placement.used]

    @property
    def left_over(self) -> list[float]:
        """For each node, what would be left over with the next pod, as shares of CPU and memory added: for best fit."""
        asked = np.zeros(2) if self.next_pod is None else self.next_pod
        return [float(((NODE - used - asked) / NODE).sum()) for used in self.placement.used]

    def _score(self, used: Whole) -> tuple[int, int, int] | None:
        if self.next_pod is None or (used + self.next_pod > NODE).any():
            return None
        both, node = (used + self.next_pod).tolist(), NODE.tolist()
        return least_allocated(both, node), most_allocated(both, node), balanced_allocation(both, node)


def schedule_study(rule: str, placed: float) -> ScheduleStudy:
    """Let pods come one by one to eight nodes.

    >>> schedule_study("most_allocated", placed=8).empty > schedule_study("least_allocated", placed=8).empty
    True
    """
    count = int(placed)
    placement = place(ARRIVING[:count], np.tile(NODE, (NODES_GIVEN, 1)), rule)
    return ScheduleStudy(rule, placement, ARRIVING[count] if count < len(ARRIVING) else None)


NODE_CORES = ("8", "16", "32", "64")
GIB_A_CORE = ("2", "4", "8")
KINDS = {
    "small services": ((100, 128), (150, 256), (250, 256), (250, 512), (500, 512), (500, 1024)),
    "memory-hungry": ((250, 1024), (250, 2048), (500, 2048), (500, 4096), (1000, 6144), (1000, 8192)),
    "large": ((1500, 2048), (2000, 6144), (2500, 4096), (3000, 6144), (3500, 8192), (3500, 5120)),
}
COUNTS = {"small services": 360, "memory-hungry": 150, "large": 72}
KEPT_SHARE = 0.08  # of a node's CPU and memory, in this study


@dataclass(frozen=True)
class ShapeStudy:
    """Nodes of one shape that pods need by each rule, beside the fewest possible.

    Attributes
    ----------
    pods : NDArray
        What each requests.
    node : NDArray
        What one node can give.
    nodes : dict of str to int
        By rule; "sum / capacity" first.
    fewest : Fewest
        The optimum, and whether it is proven.
    """

    workload: str
    node_cores: int
    pods: Whole
    node: Whole
    nodes: dict[str, int]
    fewest: Fewest

    @property
    def limited_by_number(self) -> bool:
        """Whether it is the number of pods that a node takes which makes the fewest so many."""
        return self.fewest.nodes == -(-len(self.pods) // PODS_MOST) > self.nodes["sum / capacity"]

    @property
    def useful(self) -> Values:
        """The share of CPU and of memory, of the best packing's nodes, that pods request."""
        return np.asarray(self.pods.sum(axis=0) / (self.node * self.fewest.nodes))


SHAPE_RULES = ("kubernetes_default", "least_allocated", "most_allocated", "best_fit")


@lru_cache(maxsize=64)
def shape_study(workload: str, node_cores: str, gib_a_core: str) -> ShapeStudy:
    """Pack pods as they come onto nodes of one shape, opened as they are needed, by each rule.

    >>> study = shape_study("large", node_cores="8", gib_a_core="4")
    >>> study.fewest.is_proven, min(study.nodes.values()) <= study.fewest.nodes
    (True, True)
    """
    cores = int(node_cores)
    node = ((1 - KEPT_SHARE) * np.array([cores * 1000, cores * int(gib_a_core) * GIB])).astype(np.int64)
    kinds = np.array(KINDS[workload]) * np.array([1, MIB])
    pods = kinds[np.random.default_rng(2).integers(0, len(kinds), COUNTS[workload])]
    by_sum = {"sum / capacity": int(np.ceil(pods.sum(axis=0) / node).max())}
    by_rule = {rule: nodes_needed(pods, node, rule) for rule in SHAPE_RULES}
    sorted_first = {"best_fit, largest first": nodes_needed(pods, node, "best_fit", decreasing=True)}
    return ShapeStudy(workload, cores, pods, node, by_sum | by_rule | sorted_first, fewest_nodes(pods, node))
