"""The nodes that made-up pods take, packed as the scheduler does it.

Vocabulary: `taken` are the requests of all pods, and what each node loses besides; nodes are `full` to a share, once
one more pod would open another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.cluster import nodes_needed
from tests.models.made_up.hidden import Cluster

COPIES = 20  # of all pods, so that the last node doesn't count


@dataclass(frozen=True, eq=False)
class Taken:
    """What pods request: a row a pod, millicores and MiB; and what each node loses besides."""

    requests: Values
    node: tuple[float, float] = (0.0, 0.0)

    def totals(self, nodes: float) -> tuple[float, float]:
        """Return cores and GiB."""
        cores, mib = self.requests.sum(axis=0)
        return (cores + nodes * self.node[0]) / 1000, (mib + nodes * self.node[1]) / 1024


def _room(one: Cluster, taken: Taken) -> Values:
    daemons = np.sum(one.daemons, axis=0)
    return np.array(one.node) - daemons - np.array(taken.node)


def packed(one: Cluster, taken: Taken) -> int:
    """Return the nodes that pods are on: packed as the scheduler does it, and kept only so full."""
    requests = np.ceil(taken.requests).astype(np.int64)
    found = nodes_needed(requests, np.floor(_room(one, taken)).astype(np.int64))
    return int(np.ceil(found / one.kept_full))


def _filled(one: Cluster, taken: Taken) -> float:
    """Return the nodes that requests would fill to the last millicore, by whatever is full first."""
    return float((taken.requests.sum(axis=0) / _room(one, taken)).max())


def density(one: Cluster, taken: Taken) -> float:
    """Return how full nodes get where one more pod would open another: by many times as many pods."""
    requests = np.ceil(np.tile(taken.requests, (COPIES, 1))).astype(np.int64)
    rng = np.random.default_rng(one.seed)
    order = rng.permutation(len(requests))
    many = nodes_needed(requests[order], np.floor(_room(one, taken)).astype(np.int64))
    return COPIES * _filled(one, taken) / many * one.kept_full


def outputs(one: Cluster, taken: Taken, full: float) -> dict[str, float]:
    nodes = packed(one, taken)
    cores, gib = taken.totals(nodes)
    return {"pods": float(len(taken.requests)), "nodes": float(nodes), "nodes_filled": _filled(one, taken) / full,
            "cpu_reserved": cores, "memory_reserved": gib}  # fmt: skip
