"""What it comes to if a good rule packs a cluster's pods anew, with or without a sidecar in each of them.

Vocabulary: a pod *counts* if it is on a node (or no pod is on any: a list of requests); of those, daemons stay, the
others move. A node is *open* if some moving pod may run on it; a pod is *homeless* if it fits on no node, even empty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Values, Whole
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.placing import Placement, place

NO_SIDECAR: Whole = np.zeros(2, np.int64)


@dataclass(frozen=True)
class Load(ReadOnly):
    """The pods that move, and the open nodes with what stays on them.

    Attributes
    ----------
    requests : NDArray
        Of the pods that move: millicores and bytes.
    class_of : NDArray
        The row of `may` for each of them.
    allocatable, kept : NDArray
        Of the open nodes: what they can give, and what their daemons take of it.
    pods_most : NDArray
        How many pods each open node takes besides its daemons.
    may : NDArray
        Classes × open nodes: where pods may run.
    """

    requests: Whole
    class_of: Whole
    allocatable: Whole
    kept: Whole
    pods_most: Whole
    may: Flags

    @property
    def room(self) -> Whole:
        """What each open node has for pods that move."""
        return np.asarray(np.maximum(self.allocatable - self.kept, 0))


@dataclass(frozen=True)
class Repacked(ReadOnly):
    """What packing anew comes to.

    Attributes
    ----------
    nodes : int
        Nodes used.
    at_least : int
        No packing does with fewer: so many of the largest hold the sum of the requests, of either resource.
    homeless : int
        Pods that fit on no node and so are left out.
    requested_share : NDArray
        The share that is requested of the nodes used, daemons included: CPU, memory.
    """

    nodes: int
    at_least: int
    homeless: int
    requested_share: Values


def which_count(cluster: Cluster) -> Flags:
    """Return which pods count: those on nodes; all, if none is on a node."""
    on_node = cluster.node_of >= 0
    return np.asarray(on_node if on_node.any() else ~on_node)


def open_nodes(cluster: Cluster) -> Whole:
    """Return the nodes that some moving pod may run on: not those for a control plane, say, or cordoned."""
    class_of, may = cluster.allowed
    classes = np.unique(class_of[which_count(cluster) & ~cluster.daemons])
    return np.asarray(np.flatnonzero(may[classes].any(axis=0)))


def load(cluster: Cluster, sidecar: Whole = NO_SIDECAR) -> Load:
    """Return what is to be packed anew, with a sidecar in every pod that takes one, the daemons included."""
    requests = cluster.requests + np.outer(cluster.takes_sidecar, sidecar)
    moving, stay = which_count(cluster) & ~cluster.daemons, cluster.daemons & (cluster.node_of >= 0)
    nodes = open_nodes(cluster)
    kept = sum_by_node(requests[stay], cluster.node_of[stay], len(cluster.nodes))
    daemons = np.bincount(cluster.node_of[stay], minlength=len(cluster.nodes))
    class_of, may = cluster.allowed
    return Load(
        requests[moving],
        class_of[moving],
        cluster.allocatable[nodes],
        kept[nodes],
        np.maximum(cluster.pods_most - daemons, 0)[nodes],
        may[:, nodes],
    )


def packed_anew(cluster: Cluster, sidecar: Whole = NO_SIDECAR) -> Repacked:
    """Pack the pods that move onto the open nodes, the largest nodes and pods first, each node with its daemons.

    Should the nodes not do, more of the same shapes follow, as many as it takes.
    """
    given = load(cluster, sidecar)
    fit = can_be_housed(given)
    order = np.argsort(-(given.room / np.maximum(given.room.sum(axis=0), 1)).sum(axis=1), kind="stable")
    nodes, placement = order, pack(given, fit, order)
    while placement.waiting:  # it ends: every pod that is left fits on an empty node
        nodes = np.concatenate([nodes, nodes])
        placement = pack(given, fit, nodes)
    used = nodes[np.unique(placement.node_of)]
    filled = placement.used.sum(axis=0) + given.kept[used].sum(axis=0)
    share = filled / np.maximum(given.allocatable[used].sum(axis=0), 1)
    return Repacked(placement.nodes_used, fewest_by_sum(given, fit), int((~fit).sum()), share)


def fewest_by_sum(given: Load, fit: Flags) -> int:
    """Return how many nodes must be used: as many of those with the most room as hold the sum of what is requested."""
    needed = given.requests[fit].sum(axis=0)
    fewest = 0
    for resource in np.flatnonzero(needed):
        room = np.sort(given.room[:, resource])[::-1]
        again, rest = divmod(int(needed[resource]), int(room.sum()))
        fewest = max(fewest, again * len(room) + int(np.searchsorted(room.cumsum(), rest)) + (rest > 0))
    return fewest


def pack(given: Load, fit: Flags, nodes: Whole) -> Placement:
    """Return the pods that fit, placed on the nodes in the order given, opened as they are needed."""
    return place(
        given.requests[fit],
        given.room[nodes],
        "best_fit",
        pods_most=given.pods_most[nodes],
        allowed=(given.class_of[fit], given.may[:, nodes]),
        as_needed=True,
        decreasing=True,
    )


def can_be_housed(given: Load) -> Flags:
    """Return which pods fit on some open node that holds nothing but its daemons."""
    pods = np.column_stack([given.class_of, given.requests])
    kinds, kind_of = np.unique(pods, axis=0, return_inverse=True)
    there_is_room = (kinds[:, None, 1:] <= given.room).all(axis=2) & (given.pods_most > 0)
    return np.asarray((given.may[kinds[:, 0]] & there_is_room).any(axis=1))[kind_of.ravel()]


def sum_by_node(requests: Whole, node_of: Whole, nodes: int) -> Whole:
    """Return what is requested on each node, pods on none left out."""
    total = np.zeros((nodes, 2), np.int64)
    on_node = node_of >= 0
    np.add.at(total, node_of[on_node], requests[on_node])
    return total
