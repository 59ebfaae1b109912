"""Put pods onto nodes by a named rule, checked at the door and fast: 8,000 pods onto 1,500 nodes in 0.1 s.

Vocabulary: a `rule` ("least_allocated") picks the node for a pod among those with room; a node is `open` when it is
there to be picked: all of them from the start, or one after the other `as_needed`; a pod that fits nowhere `waits`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Flags, ReadOnly, Whole, freeze
from course_lib.cluster import arguments, kernels, scores
from course_lib.cluster.inventory import PODS_MOST
from course_lib.plural import counted

Kinds = tuple[ArrayLike, ArrayLike]
# How much each of the kernel's scores counts: least allocated, most allocated, balanced, and less left over.
WEIGHTS = {
    "kubernetes_default": (1, 0, 1, 0),
    "least_allocated": (1, 0, 0, 0),
    "most_allocated": (0, 1, 0, 0),
    "balanced": (0, 0, 1, 0),
    "best_fit": (0, 0, 0, 1),
}
RULES = tuple(WEIGHTS)


@dataclass(frozen=True, eq=False, repr=False)
class Placement(ReadOnly):
    """Which node each pod is on, and what that leaves.

    `place` makes them; whoever makes one by hand answers for what it says.

    Attributes
    ----------
    requests : NDArray of int64, shape (n, 2)
        What each pod requests, in the order given: millicores and bytes.
    allocatable : NDArray of int64, shape (m, 2)
        What each node can give.
    node_of : NDArray of int64, shape (n,)
        For each pod its node; -1 if it waits.
    rule : str
        The rule that made it, one of `RULES`.

    Examples
    --------
    >>> placement = place([(500, 200), (700, 100), (900, 900)], [(1000, 1000), (1000, 1000)], "most_allocated")
    >>> placement
    Placement(most_allocated: 3 pods on 2 of 2 nodes, 1 waits)
    >>> placement.free.tolist()
    [[500, 800], [300, 900]]
    """

    requests: Whole
    allocatable: Whole
    node_of: Whole
    rule: str

    def __repr__(self) -> str:
        """Say it in one line that is the same on every run."""
        pods, nodes = counted(len(self.requests), "pod"), counted(len(self.allocatable), "node")
        waiting = f"{self.waiting:,} {'waits' if self.waiting == 1 else 'wait'}"
        return f"Placement({self.rule}: {pods} on {self.nodes_used:,} of {nodes}, {waiting})"

    @cached_property
    def used(self) -> Whole:
        """What the pods on each node request, shape (m, 2)."""
        placed = self.node_of >= 0
        used = np.zeros_like(self.allocatable)
        np.add.at(used, self.node_of[placed], self.requests[placed])
        return freeze(used)

    @property
    def free(self) -> Whole:
        """What each node could still give, shape (m, 2)."""
        free: Whole = self.allocatable - self.used
        return free

    @cached_property
    def used_nodes(self) -> Whole:
        """The nodes with at least one pod."""
        return freeze(np.unique(self.node_of[self.node_of >= 0]))

    @property
    def nodes_used(self) -> int:
        """The number of nodes with at least one pod."""
        return len(self.used_nodes)

    @property
    def waiting(self) -> int:
        """The number of pods that fit nowhere."""
        return int((self.node_of < 0).sum())


def place(
    requests: ArrayLike,
    allocatable: ArrayLike,
    rule: str = "kubernetes_default",
    *,
    pods_most: ArrayLike = PODS_MOST,
    allowed: Kinds | None = None,
    as_needed: bool = False,
    decreasing: bool = False,
) -> Placement:
    """Put each pod, one after the other, on the node that the rule likes best among those with room for it.

    Of nodes that score the same the first takes the pod; the scheduler draws one of them. Every node is looked at; the
    scheduler is content with a part of them where there are more than a hundred (percentageOfNodesToScore). Nothing is
    ever moved or evicted. The rules:

    - "kubernetes_default" adds LeastAllocated and BalancedAllocation, each with weight 1, as the scheduler is
      shipped. Its other scores are left out: TaintToleration, NodeAffinity, InterPodAffinity, PodTopologySpread and
      VolumeBinding rate all nodes alike where pods say nothing of the kind (though PodTopologySpread does spread the
      pods of one service even then), ImageLocality where images are on all nodes or none.
    - "least_allocated", "most_allocated" and "balanced" go by one score alone. See `scores`.
    - "best_fit" picks the node that has least left over: share of its CPU free plus share of its memory free, with
      the pod on it, not rounded. On equal nodes it is "most_allocated" without the rounding, so it ties less.

    Parameters
    ----------
    requests : array of int, shape (n, 2)
        What each pod requests, in the order in which they come: millicores and bytes. A pod larger than every node
        is no error: it waits.
    allocatable : array of int, shape (m, 2)
        What each node can give.
    rule : str
        One of `RULES`.
    pods_most : int or array of int, shape (m,)
        How many pods a node takes.
    allowed : (array of int, shape (n,), array of bool, shape (kinds, m)) or None
        The kind of each pod, and for each kind the nodes that it may run on; None for all on all.
    as_needed : bool
        True opens nodes one at a time, when a pod fits none of the open ones: the first in the order given that it
        does fit. That is what a cluster autoscaler does. False has all of them open from the start.
    decreasing : bool
        True places large pods first: by the larger of their shares of a mean node; equals in the order given.

    Raises
    ------
    ValueError
        For anything else; the first bad entry is named: `requests[3, 1] must be a whole number …, got -1`.

    Examples
    --------
    >>> pods, nodes = [(600, 200), (500, 100), (200, 600)], [(1000, 1000), (1000, 1000)]
    >>> place(pods, nodes, "least_allocated").node_of.tolist()
    [0, 1, 1]
    >>> place(pods, nodes, "most_allocated").node_of.tolist()
    [0, 1, 0]
    """
    require.one_of("rule", rule, RULES)
    pods, nodes = arguments.amounts("requests", requests), arguments.amounts("allocatable", allocatable)
    kind_of, table = require_kinds(allowed, len(pods), len(nodes))
    limits = require_limits(pods_most, len(nodes))
    order = decreasing_order(pods, nodes) if decreasing else np.arange(len(pods))
    node_of = np.empty(len(pods), np.int64)
    node_of[order] = _place(pods[order], nodes, limits, kind_of[order], table, rule, bool(as_needed))
    return Placement(pods, nodes, node_of, rule)


def nodes_needed(
    requests: ArrayLike,
    shape: ArrayLike,
    rule: str = "kubernetes_default",
    *,
    decreasing: bool = False,
    pods_most: int = PODS_MOST,
) -> int:
    """Return how many equal nodes the pods need when nodes are opened as they are needed.

    Parameters
    ----------
    requests, rule, decreasing, pods_most
        As for `place`.
    shape : pair of int
        What each node can give: millicores and bytes.

    Raises
    ------
    ValueError
        As `place`, and for a pod larger than a node, by name.

    Examples
    --------
    >>> nodes_needed([(500, 200), (700, 100), (200, 600)], (1000, 1000))
    2
    """
    require.one_of("rule", rule, RULES)
    pods, node = arguments.amounts("requests", requests), arguments.amount("shape", shape)
    require.whole("pods_most", pods_most, at_least=1)
    check_that_each_fits(pods, node[None])
    nodes = np.tile(node, (len(pods), 1))
    if decreasing:
        pods = pods[decreasing_order(pods, nodes)]
    kind_of, table = require_kinds(None, len(pods), len(nodes))
    node_of = _place(pods, nodes, np.full(len(nodes), pods_most), kind_of, table, rule, as_needed=True)
    return int(node_of.max(initial=-1)) + 1


def check_that_each_fits(pods: Whole, nodes: Whole, may: Flags | None = None) -> None:
    """Raise a ValueError that names the first pod which fits on no node that it may run on, by `may`, pods × nodes."""
    kinds, kind_of = np.unique(pods, axis=0, return_inverse=True)
    fits = np.array((kinds[:, None] <= nodes).all(axis=2))[kind_of.ravel()]
    somewhere = (fits if may is None else fits & may).any(axis=1)
    for pod in np.flatnonzero(~somewhere)[:1]:
        largest = f"fit one of the nodes, {nodes.tolist() if len(nodes) < 4 else f'{len(nodes):,} of them'}"
        where = "" if may is None or may[pod].all() else ", and may run there"
        require.that(False, f"requests[{pod}]", pods[pod].tolist(), largest + where)


def decreasing_order(pods: Whole, nodes: Whole) -> Whole:
    """Return the indices of the pods, the largest first: by the larger of their shares of the mean node."""
    mean = nodes.mean(axis=0) if len(nodes) else np.ones(2)
    shares = pods / np.where(mean > 0, mean, np.inf)
    return np.argsort(-shares.max(axis=1, initial=0.0), kind="stable")


def _place(pods: Whole, nodes: Whole, limits: Whole, kind_of: Whole, table: Flags, rule: str, as_needed: bool) -> Whole:
    """Hand everything to the kernel in the columns that it knows."""
    columns = np.zeros((len(nodes), kernels.PODS_LEFT + 1), np.int64)
    columns[:, : kernels.USED] = nodes
    columns[:, kernels.PODS_LEFT] = limits
    rows = np.hstack([pods, scores.with_defaults(pods)])
    node_of: Whole = kernels.compiled()(rows, columns, kind_of, table, WEIGHTS[rule], as_needed)
    return node_of


def require_limits(pods_most: ArrayLike, nodes: int) -> Whole:
    """Return how many pods each of the nodes takes."""
    limits = arguments.whole("pods_most", pods_most)
    require.that(
        limits.shape in ((), (nodes,)), "pods_most", pods_most, f"be one number, or one for each of {nodes} nodes"
    )
    return np.broadcast_to(limits, nodes)


def require_kinds(allowed: Kinds | None, pods: int, nodes: int) -> tuple[Whole, Flags]:
    """Return the kind of each pod and the table of kinds, contiguous; a single kind that may go anywhere for None."""
    if allowed is None:
        return np.zeros(pods, np.int64), np.ones((1, nodes), np.bool_)
    is_pair = isinstance(allowed, (tuple, list)) and len(allowed) == 2
    require.that(is_pair, "allowed", allowed, "be the kinds of the pods and the table of the kinds")
    table = arguments.table("allowed[1]", allowed[1], nodes)
    kind_of = arguments.whole("allowed[0]", allowed[0], at_most=len(table) - 1)
    require.that(kind_of.shape == (pods,), "allowed[0]", allowed[0], f"be one kind for each of {pods} pods")
    return kind_of, table
