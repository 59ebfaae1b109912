"""What it comes to if a cluster's pods are packed anew onto as few nodes as can be found, with or without sidecars.

Vocabulary: which pods move and which nodes are `open` says `stay_or_move`. A node `keeps` the pods that stay on it; if
they are more than its daemons it is `held`: used whatever is packed. Nodes that are `added` are of the shapes there
are, and hold their daemons only. A pod is *homeless* if it fits on no node, even an added one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Values, Whole, freeze
from course_lib.cluster.cluster import Cluster
from course_lib.cluster.optimum import Fewest, improve, lower_bound
from course_lib.cluster.parts import Question, different
from course_lib.cluster.placing import Placement, place
from course_lib.cluster.stay_or_move import moving_pods, on_nodes, open_nodes

EFFORT = 1.0  # of each exact search: a reader waits for the verdict
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


class Group(NamedTuple):
    """Nodes of one pool and shape: what each can give, how many there are, are used, and are added to these."""

    pool: str
    cpu_millicores: int
    memory_bytes: int
    there: int
    used: int
    added: int


@dataclass(frozen=True)
class Repacked(ReadOnly):
    """What repacking comes to.

    Attributes
    ----------
    nodes : int
        Nodes used.
    at_least : int
        No packing that adds no more does with fewer, those that keep pods included.
    homeless : int
        Pods that fit on no node and so are left out.
    requested_share : NDArray
        The share that is requested of the nodes used, pods that stay included: CPU, memory.
    groups : tuple of Group
        The open nodes by pool and shape.
    """

    nodes: int
    at_least: int
    homeless: int
    requested_share: Values
    groups: tuple[Group, ...]

    @property
    def added(self) -> int:
        """The nodes that are added to those there."""
        return sum(group.added for group in self.groups)

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists, as far as CPU, memory, places and where pods may run are all that counts."""
        return self.nodes == self.at_least


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
    """Pack the pods that move onto as few of the open nodes as can be found, each node with the pods that stay.

    Should the nodes not do, as few as possible of the same shapes are added; then as few as possible are used.

    >>> Cluster.synthetic(pods=60).nodes[0].pool, packed_anew(Cluster.synthetic(pods=60)).is_proven
    ('', True)
    """
    given = load(cluster, sidecar)
    kind_of, houses = housing(given)
    fit = np.array(houses.any(axis=1))[kind_of]
    nodes, placement = with_spares(given, fit, *pack_all(given, fit, kind_of[fit], houses))
    asked = question(given, fit, nodes)
    found = improve(asked, placement, EFFORT)
    used = np.union1d(found.placement.used_nodes, np.flatnonzero(given.held[nodes]))
    filled = found.placement.used.sum(axis=0) + given.kept[nodes[used]].sum(axis=0)
    share = filled / np.maximum(given.allocatable[nodes[used]].sum(axis=0), 1)
    groups = _by_group(cluster, given, nodes[used])
    return Repacked(len(used), at_least(given, asked, found, nodes), int((~fit).sum()), share, groups)


def question(given: Load, fit: Flags, nodes: Whole) -> Question:
    """Return what to ask: a node that is held costs nothing more, an added one more than all that are there."""
    cost = np.where(given.added[nodes], len(given.held) // 2 + 1, 1)
    cost[given.held[nodes]] = 0
    may = given.may[:, nodes]
    return Question(given.requests[fit], given.class_of[fit], given.room[nodes], given.pods_most[nodes], may, cost)


def at_least(given: Load, asked: Question, found: Fewest, nodes: Whole) -> int:
    """Return how many nodes must be used by whoever adds no more."""
    held = int(given.held.sum())
    if found.is_proven:
        return len(np.union1d(found.placement.used_nodes, np.flatnonzero(given.held[nodes])))
    return held + lower_bound(asked._replace(cost=np.minimum(asked.cost, 1)))


def with_spares(given: Load, fit: Flags, nodes: Whole, placement: Placement) -> tuple[Whole, Placement]:
    """Return the nodes that are there, those added that are used, and as many more of each kind as could be instead.

    Whoever adds no more finds all that are any use among them.
    """
    is_used = np.isin(np.arange(len(nodes)), placement.used_nodes)
    stays = ~given.added[nodes] | is_used
    many = int((given.added[nodes] & is_used).sum())
    kinds = _kinds_added(given) if many else np.zeros(0, np.int64)
    spares = np.repeat(kinds, np.minimum(many, copies(given, fit, kinds)))
    node_of = np.append(stays.cumsum() - 1, -1)[placement.node_of]
    all_nodes = np.append(nodes[stays], spares)
    return all_nodes, Placement(placement.requests, given.room[all_nodes], node_of, placement.rule)


def _kinds_added(given: Load) -> Whole:
    """Return the first of each kind of the nodes that could be added, in order."""
    where = np.flatnonzero(given.added)
    _, may = different(given.may[:, where].T)
    _, first = np.unique(np.column_stack([given.room[where], given.pods_most[where], may]), axis=0, return_index=True)
    return np.asarray(where[np.sort(first)])


def copies(given: Load, fit: Flags, kinds: Whole) -> Whole:
    """Return how many nodes of each kind are any use: no more than there are pods that no better kind takes.

    Of a kind with at least as much room, every pod that both take may as well go there; and rules try it first, if it
    comes first or is larger in all. So a kind that differs by its name alone, to which a pod is pinned, needs one.
    """
    room, limits, may = given.room[kinds], given.pods_most[kinds], given.may[:, kinds]
    pods = np.bincount(given.class_of[fit], minlength=len(may)).astype(float)
    own = (may.T * pods) @ ~may  # pods that the kind of the row takes and that of the column doesn't
    as_large = (room[None] >= room[:, None]).all(axis=2) & (limits[None] >= limits[:, None])
    first = (np.arange(len(kinds)) < np.arange(len(kinds))[:, None]) | (room[None] > room[:, None]).all(axis=2)
    found = np.where(as_large & first, own, np.inf).min(axis=1, initial=np.inf)
    return np.asarray(np.minimum(found, may.T @ pods), dtype=np.int64)


def pack_all(given: Load, fit: Flags, kind_of: Whole, houses: Flags) -> tuple[Whole, Placement]:
    """Return the nodes, with as many added as it takes, and the pods that fit, all of them placed: a first packing.

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


def _by_group(cluster: Cluster, given: Load, used: Whole) -> tuple[Group, ...]:
    """Return the open nodes by pool and shape, the largest group first."""
    half = len(given.held) // 2
    names = np.array([node.pool for node in cluster.nodes])[open_nodes(cluster)]
    keys = [
        (pool, cpu, memory) for pool, (cpu, memory) in zip(names.tolist(), given.allocatable.tolist(), strict=False)
    ]
    there, own = Counter(keys), Counter(keys[node % half] for node in used.tolist())
    added = Counter(keys[node - half] for node in used.tolist() if node >= half)
    return tuple(Group(*key, many, own[key], added[key]) for key, many in there.most_common())


def _size(given: Load) -> Values:
    room = given.room
    return np.asarray((room / np.maximum(room[~given.added].sum(axis=0), 1)).sum(axis=1))
