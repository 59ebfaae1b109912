"""What it comes to if a good rule packs a cluster's pods anew, with or without a sidecar in each of them.

Vocabulary: which pods move and which nodes are `open` says `stay_or_move`. A node `keeps` the pods that stay on it; if
they are more than its daemons it is `held`: used whatever is packed. Nodes that are `added` are of the shapes there
are, and hold their daemons only. A pod is *homeless* if it fits on no node, even an added one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Values, Whole, freeze
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.placing import Placement, place
from course_lib.cluster.stay_or_move import moving_pods, on_nodes, open_nodes

NO_SIDECAR: Whole = freeze(np.zeros(2, np.int64))


@dataclass(frozen=True)
class Load(ReadOnly):
    """The pods that move, and the open nodes: first as they are, with what stays on them, then each as one is added.

    Attributes
    ----------
    requests : NDArray
        Of the pods that move: millicores and bytes.
    class_of : NDArray
        The row of `may` for each of them.
    allocatable, kept : NDArray
        Of the nodes: what they can give, and what the pods that stay take of it.
    pods_most : NDArray
        How many pods each node takes besides those.
    may : NDArray
        Classes × nodes: where pods may run.
    held : NDArray
        Which nodes keep more than their daemons.
    """

    requests: Whole
    class_of: Whole
    allocatable: Whole
    kept: Whole
    pods_most: Whole
    may: Flags
    held: Flags

    @property
    def room(self) -> Whole:
        """What each node has for pods that move."""
        return np.asarray(np.maximum(self.allocatable - self.kept, 0))

    @property
    def added(self) -> Flags:
        """Which nodes aren't there, but could be added: the second half."""
        return np.arange(len(self.held)) >= len(self.held) // 2


@dataclass(frozen=True)
class Repacked(ReadOnly):
    """What repacking comes to.

    Attributes
    ----------
    nodes : int
        Nodes used.
    at_least : int
        No packing that adds no more does with fewer: those that keep pods, and so many of the largest others hold the
        sum of the requests, of either resource.
    homeless : int
        Pods that fit on no node and so are left out.
    requested_share : NDArray
        The share that is requested of the nodes used, pods that stay included: CPU, memory.
    """

    nodes: int
    at_least: int
    homeless: int
    requested_share: Values


def load(cluster: Cluster, sidecar: Whole = NO_SIDECAR) -> Load:
    """Return what is to be repacked, with a sidecar in every pod that takes one, those that stay included."""
    requests = cluster.requests + np.outer(cluster.takes_sidecar, sidecar)
    moving, nodes = moving_pods(cluster), open_nodes(cluster)
    stays = on_nodes(cluster, nodes) & ~moving
    kept_of = [kept[nodes] for kept in (_kept(cluster, requests, which) for which in (stays, stays & cluster.daemons))]
    class_of, may = cluster.allowed
    held = kept_of[0][:, 2] > kept_of[1][:, 2]
    kept = np.vstack(kept_of)
    return Load(
        requests[moving],
        class_of[moving],
        np.tile(cluster.allocatable[nodes], (2, 1)),
        kept[:, :2],
        np.maximum(np.tile(cluster.pods_most[nodes], 2) - kept[:, 2], 0),
        np.tile(may[:, nodes], 2),
        np.append(held, np.zeros_like(held)),
    )


def packed_anew(cluster: Cluster, sidecar: Whole = NO_SIDECAR) -> Repacked:
    """Pack the pods that move onto the open nodes, each node with the pods that stay: held nodes and large ones first.

    Should the nodes not do, more of the same shapes follow, as many as it takes.
    """
    given = load(cluster, sidecar)
    kind_of, houses = housing(given)
    fit = np.array(houses.any(axis=1))[kind_of]
    nodes, placement = pack_all(given, fit, kind_of[fit], houses)
    used = nodes[np.union1d(placement.node_of, np.flatnonzero(given.held[nodes]))]
    filled = placement.used.sum(axis=0) + given.kept[used].sum(axis=0)
    share = filled / np.maximum(given.allocatable[used].sum(axis=0), 1)
    at_least = fewest_by_sum(given, fit, added=int(given.added[used].sum()))
    return Repacked(len(used), at_least, int((~fit).sum()), share)


def pack_all(given: Load, fit: Flags, kind_of: Whole, houses: Flags) -> tuple[Whole, Placement]:
    """Return the nodes, with as many added as it takes, and the pods that fit, all of them placed.

    `kind_of` says of each pod that fits which row of `houses` is its.
    """
    order = np.lexsort([-_size(given), ~given.held])
    nodes, copies = order[~given.added[order]], 1
    placement = pack(given, fit, nodes)
    while placement.waiting:  # it ends: every pod that is left fits on an added node
        wanted = order[np.array(houses[kind_of[placement.node_of < 0]].any(axis=0))[order]]
        nodes = np.append(nodes, np.tile(wanted, min(copies, placement.waiting)))
        placement, copies = pack(given, fit, nodes), 4 * copies
    return nodes, placement


def fewest_by_sum(given: Load, fit: Flags, added: int) -> int:
    """Return how many nodes must be used: the held ones, and as many of the largest as hold the rest, so many added."""
    needed = given.requests[fit].sum(axis=0) - given.room[given.held].sum(axis=0)
    others = [0]
    for resource in np.flatnonzero(needed > 0):
        there = given.room[~given.held & ~given.added, resource]
        largest = np.full(added, given.room[given.added, resource].max())
        rooms = np.sort(np.append(there, largest))[::-1]
        others.append(int(np.searchsorted(rooms.cumsum(), needed[resource])) + 1)
    return int(given.held.sum()) + max(others)


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


def housing(given: Load) -> tuple[Whole, Flags]:
    """Return the kind of each pod, and a table of kinds × nodes: which added nodes such a pod fits on."""
    pods = np.column_stack([given.class_of, given.requests])
    kinds, kind_of = np.unique(pods, axis=0, return_inverse=True)
    houses = np.zeros((len(kinds), len(given.added)), np.bool_)
    there_is_room = (kinds[:, None, 1:] <= given.room[given.added]).all(axis=2) & (given.pods_most[given.added] > 0)
    houses[:, given.added] = given.may[kinds[:, 0]][:, given.added] & there_is_room
    return kind_of.ravel(), houses


def sum_by_node(requests: Whole, node_of: Whole, nodes: int) -> Whole:
    """Return what is requested on each node, pods on none left out."""
    total = np.zeros((nodes, requests.shape[1]), np.int64)
    on_node = node_of >= 0
    np.add.at(total, node_of[on_node], requests[on_node])
    return total


def _kept(cluster: Cluster, requests: Whole, stays: Flags) -> Whole:
    """Return what pods that stay take of each node: CPU, memory, and their number."""
    counted = np.column_stack([requests[stays], np.ones(stays.sum(), np.int64)])
    return sum_by_node(counted, cluster.node_of[stays], len(cluster.nodes))


def _size(given: Load) -> Values:
    room = given.room
    return np.asarray((room / np.maximum(room[~given.added].sum(axis=0), 1)).sum(axis=1))
