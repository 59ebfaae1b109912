"""Nodes of one shape that pods need, by each rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values, Whole
from course_lib.chapters.ch03_cluster.setting import GIB, MIB
from course_lib.cluster.inventory import PODS_MOST
from course_lib.cluster.optimum import Fewest, fewest_nodes
from course_lib.cluster.placing import nodes_needed

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
