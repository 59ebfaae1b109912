"""A question of packing in parts that have nothing to do with each other, each with equal pods and equal nodes as one.

Vocabulary: equal pods are one kind; `kinds` [(2, 1), (1, 3)] of CPU and memory come in `counts` [12, 30]. Equal nodes
are one `Type` (allocatable (10, 10), pods_most 110, there 4, cost 1, and which kinds may run on it). A `filling` (4, 2)
says how many pods of each kind a node holds. A `Part` is a set of pools with all pods that may run on one of them: no
pod of it may run anywhere else, and nobody else's on its nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Whole

Filled = list[tuple[int, list[int]]]  # of each node the number of its type, and its filling


class Question(NamedTuple):
    """Which pods go onto which nodes, at the least cost of the nodes used.

    Attributes
    ----------
    requests : NDArray, shape (n, 2)
        Of each pod.
    class_of : NDArray, shape (n,)
        The row of `may` for each pod.
    nodes : NDArray, shape (m, 2)
        What each can give.
    limits : NDArray, shape (m,)
        How many pods each takes.
    may : NDArray, shape (classes, m)
        Which pods may run where.
    cost : NDArray, shape (m,)
        What it costs to use each.
    """

    requests: Whole
    class_of: Whole
    nodes: Whole
    limits: Whole
    may: Flags
    cost: Whole

    def of(self, pods: Whole, nodes: Whole) -> Question:
        """Return the question of some of the pods and nodes, in the order given."""
        may = self.may[:, nodes]
        return Question(
            self.requests[pods], self.class_of[pods], self.nodes[nodes], self.limits[nodes], may, self.cost[nodes]
        )


class Type(NamedTuple):
    """Equal nodes: what each can give, how many pods it takes, how many there are, the cost of each, and for whom."""

    allocatable: tuple[int, int]
    pods_most: int
    there: int
    cost: int
    may: tuple[bool, ...]


class Task(NamedTuple):
    """What to put where: kinds, shape (k, 2), their counts, and the nodes; and which cost to ask for."""

    kinds: Whole
    counts: Whole
    types: list[Type]
    at_least: int
    at_most: int


@dataclass(frozen=True)
class Part(ReadOnly):
    """Kinds and types that belong together.

    Attributes
    ----------
    kinds, types : NDArray
        What is asked: `Task` has them. Of types: allocatable, pods_most, cost, in columns.
    may : NDArray
        Kinds × types.
    pods, nodes : list of NDArray
        The pods of each kind, the nodes of each type.
    """

    kinds: Whole
    types: Whole
    may: Flags
    pods: list[Whole]
    nodes: list[Whole]

    def task(self, at_least: int, at_most: int) -> Task:
        """Return what to ask for a cost between two bounds; nodes that alone cost more are left out."""
        rows = zip(self.types.tolist(), self.nodes, self.may.T.tolist(), strict=True)
        types = [
            Type((cpu, memory), limit, min(len(nodes), at_most // cost if cost else len(nodes)), cost, tuple(may))
            for (cpu, memory, limit, cost), nodes, may in rows
        ]
        return Task(self.kinds, np.array([len(each) for each in self.pods]), types, at_least, at_most)

    @property
    def cost_of_all(self) -> int:
        """What all its nodes cost."""
        return sum(cost * len(nodes) for cost, nodes in zip(self.types[:, 3].tolist(), self.nodes, strict=True))

    def cost_of(self, node_of: Whole) -> int | None:
        """Return what the nodes used by its pods cost; None if one of them waits."""
        used = node_of[np.concatenate(self.pods)]
        if (used < 0).any():
            return None
        many = [int(np.isin(nodes, used).sum()) for nodes in self.nodes]
        return int(np.dot(self.types[:, 3], many))

    def filled(self, node_of: Whole) -> Filled:
        """Return the filling of each node that its pods use; of pods that wait, as many as they are to a node."""
        found: dict[int, list[int]] = {}
        for kind, pods in enumerate(self.pods):
            for node, count in zip(*np.unique(node_of[pods], return_counts=True), strict=True):
                found.setdefault(int(node), [0] * len(self.kinds))[kind] = int(count)
        number_of = {node: number for number, nodes in enumerate(self.nodes) for node in nodes.tolist()}
        return [(number_of[node], filling) for node, filling in sorted(found.items()) if node >= 0]

    def unpack(self, filled: Filled, node_of: Whole) -> None:
        """Write down the node of each of its pods, given the type and the filling of each node used."""
        waiting, unused = [each.tolist()[::-1] for each in self.pods], [each.tolist()[::-1] for each in self.nodes]
        for number, filling in filled:
            node = unused[number].pop()
            for pods, count in zip(waiting, filling, strict=True):
                for _ in range(min(count, len(pods))):
                    node_of[pods.pop()] = node


def split(asked: Question) -> Iterator[Part]:
    """Yield the parts of a question. In the unit that all requests are multiples of, numbers are small.

    >>> may = np.array([[True, False], [False, True]])
    >>> asked = Question(np.array([[4, 4], [2, 2]]), np.array([0, 1]), np.array([[9, 8], [4, 4]]),
    ...                  np.array([9, 9]), may, np.array([1, 1]))
    >>> [(part.kinds.tolist(), part.types.tolist(), part.nodes) for part in split(asked)]
    [([[1, 1]], [[2, 2, 9, 1]], [array([1])]), ([[2, 2]], [[4, 4, 9, 1]], [array([0])])]
    """
    classes, own_class = different(asked.may)
    pools, pool_of = different(classes.T)
    kinds, kind_of = _alike(own_class[asked.class_of], asked.requests)
    unit = np.maximum(1, np.gcd.reduce(kinds[:, 1:], axis=0))
    types, type_of = _alike(pool_of, asked.nodes // unit, asked.limits, asked.cost)
    may = pools.T[kinds[:, 0]][:, types[:, 0]]
    pods, nodes = _members(kind_of, len(kinds)), _members(type_of, len(types))
    for own_kinds, own_types in _connected(may):
        yield Part(
            kinds[own_kinds, 1:] // unit,
            types[own_types, 1:],
            may[np.ix_(own_kinds, own_types)],
            [pods[kind] for kind in own_kinds],
            [nodes[number] for number in own_types],
        )


def different(rows: Flags) -> tuple[Flags, Whole]:
    """Return the different rows in order, and which of them each row is: as `np.unique` does, which compares by flag.

    >>> different(np.array([[True, False], [False, True], [True, False]]))[1].tolist()
    [1, 0, 1]
    """
    if not rows.size:
        return rows[:1], np.zeros(len(rows), np.int64)
    packed = np.ascontiguousarray(np.packbits(rows, axis=1))
    whole = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, own = np.unique(whole, return_index=True, return_inverse=True)
    return rows[first], own.ravel()


def _alike(*columns: Whole) -> tuple[Whole, Whole]:
    """Return the different rows, and which of them each row is."""
    rows, own = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
    return rows, own.ravel()


def _members(group_of: Whole, groups: int) -> list[Whole]:
    """Return the members of each group, in order."""
    return np.split(np.argsort(group_of, kind="stable"), np.bincount(group_of, minlength=groups).cumsum()[:-1])


def _connected(may: Flags) -> Iterator[tuple[Whole, Whole]]:
    """Yield the kinds and the types that belong together, where there are kinds."""
    from scipy.sparse import coo_array  # here, because a report that asks for no packing would wait for them
    from scipy.sparse.csgraph import connected_components

    kinds, types = may.shape
    rows, columns = np.nonzero(may)
    edges = coo_array((np.ones(len(rows), np.bool_), (rows, kinds + columns)), shape=(kinds + types, kinds + types))
    _, label = connected_components(edges, directed=False)
    for each in np.unique(label[:kinds]):
        yield np.flatnonzero(label[:kinds] == each), np.flatnonzero(label[kinds:] == each)


def room_left(task: Task, node: Type, filled: Whole, kind: int) -> Whole:
    """Return how many more pods of a kind each of some nodes filled so has room for."""
    if not node.may[kind]:
        return np.zeros(len(filled), np.int64)
    room: Whole = np.minimum(task.counts[kind] - filled[:, kind], node.pods_most - filled.sum(axis=1))
    left = node.allocatable - filled @ task.kinds
    for resource in np.flatnonzero(task.kinds[kind]):
        room = np.minimum(room, left[:, resource] // task.kinds[kind, resource])
    return room
