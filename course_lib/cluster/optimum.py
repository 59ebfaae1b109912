"""The fewest nodes that will do, with the proof: rules above, a bound below, CP-SAT between them.

Vocabulary: the fewest (4 nodes), a lower bound (4: nothing below is possible), proven (they meet).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Whole
from course_lib.cluster import arguments
from course_lib.cluster.inventory import PODS_MOST
from course_lib.cluster.placing import RULES, Placement, check_that_each_fits, decreasing_order, place, require_limits

if TYPE_CHECKING:
    from course_lib.cluster.search import Filled


@dataclass(frozen=True)
class Fewest:
    """The best placement known, and how few nodes are known to be needed.

    Attributes
    ----------
    placement : Placement
        Its rule is "optimal" where the exact search found it, else the rule that did as well. Where not even that
        found a place for all pods in time, some wait.
    lower_bound : int
        A number of nodes that no placement of all pods can beat.
    """

    placement: Placement
    lower_bound: int

    @property
    def nodes(self) -> int:
        """The number of nodes used."""
        return self.placement.nodes_used

    @property
    def node_of(self) -> Whole:
        """For each pod its node; -1 if it waits."""
        return self.placement.node_of

    @property
    def is_proven(self) -> bool:
        """Whether all pods are on as few nodes as the bound says, so that nothing better exists."""
        return self.placement.waiting == 0 and self.nodes == self.lower_bound


def fewest_nodes(
    requests: ArrayLike, nodes: ArrayLike, *, pods_most: ArrayLike = PODS_MOST, time_limit_s: float = 10.0
) -> Fewest:
    """Find the fewest nodes for all pods, by an exact search between a lower bound and the best of all rules.

    Measured: 72 to 360 pods of six kinds on equal nodes of 8 to 64 cores take 0.5 to 25 ms, and the first search 0.2 s
    more; half of them need no search, as a rule meets the bound. Hard are dozens of kinds on dozens of nodes: when the
    time is up, or with more than 20,000 pairs of kind and node, you get the best placement known, not proven.

    Parameters
    ----------
    requests : array of int, shape (n, 2)
        What each pod requests: millicores and bytes.
    nodes : array of int, shape (2,) or (m, 2)
        What each of equal nodes can give, of which there are enough; or what each of the given nodes can give.
    pods_most : int or array of int, shape (m,)
        How many pods a node takes.
    time_limit_s : float
        Seconds for the exact search.

    Raises
    ------
    ValueError
        As `place`; for a pod larger than every node, by name; and for given nodes that can't hold all pods.

    Examples
    --------
    >>> found = fewest_nodes([(6, 1), (6, 1), (4, 1), (4, 1), (3, 8), (1, 1)], (10, 10))
    >>> found.nodes, found.lower_bound, found.is_proven
    (3, 3, True)
    >>> fewest_nodes([(6, 1), (4, 1)], [(8, 8), (8, 8), (16, 8)]).node_of.tolist()
    [2, 2]
    """
    require.positive("time_limit_s", time_limit_s)
    pods = arguments.amounts("requests", requests)
    given = arguments.whole("nodes", nodes)
    equal = given.shape == (2,)
    there = np.tile(given, (len(pods), 1)) if equal else arguments.amounts("nodes", nodes)
    limits = require_limits(pods_most, len(there))
    check_that_each_fits(pods, given[None] if equal else there)
    found = _best_of_rules(pods, there, limits)
    if equal:
        found, limits = _keep_used(found), limits[: found.nodes_used]
    bound = lower_bound(pods, found.allocatable, limits)
    if bound <= len(limits) and (bound < found.nodes_used or found.waiting):
        found, bound = _search(found, limits, bound, time_limit_s)
    require.that(bound <= len(limits), "nodes", nodes, f"hold all {len(pods)} pods")
    return Fewest(_keep_used(found) if equal else found, bound)


def lower_bound(pods: Whole, nodes: Whole, limits: Whole) -> int:
    """Return a number of these nodes below which CPU, memory or the number of pods is not enough.

    One more than there are, if all of them are not enough.

    >>> lower_bound(np.array([[6, 1], [6, 1]]), np.array([[4, 9], [8, 9], [2, 9]]), np.array([9, 9, 9]))
    2
    """
    needs = [*(sum(column) for column in pods.T.tolist()), len(pods)]
    return max(_fewest_of_largest(have, need) for have, need in zip([*nodes.T, limits], needs, strict=True))


def _fewest_of_largest(have: Whole, need: int) -> int:
    """Return how many of the largest amounts add up to the need."""
    return sum(total < need for total in accumulate(sorted(have.tolist(), reverse=True), initial=0))


def _best_of_rules(pods: Whole, nodes: Whole, limits: Whole) -> Placement:
    """Return the placement, large pods and large nodes first, with the fewest pods waiting and nodes used."""
    order = decreasing_order(nodes, nodes)
    placements = [
        place(pods, nodes[order], rule, pods_most=limits[order], as_needed=True, decreasing=True) for rule in RULES
    ]
    best = min(placements, key=lambda placement: (placement.waiting, placement.nodes_used))
    return Placement(pods, nodes, np.append(order, -1)[best.node_of], best.rule)


def _keep_used(placement: Placement) -> Placement:
    """Return the placement with its first nodes only, which are those it uses."""
    used = placement.allocatable[: placement.nodes_used]
    return Placement(placement.requests, used, placement.node_of, placement.rule)


def _search(known: Placement, limits: Whole, bound: int, time_limit_s: float) -> tuple[Placement, int]:
    """Return what the exact search makes of it: the placement, or the one that is known, and the better bound."""
    # OR-tools brings pandas along: a quarter of a second, and only those wait for it who search.
    from course_lib.cluster import search

    pods, nodes = known.requests, known.allocatable
    at_most = len(nodes) if known.waiting else known.nodes_used - 1
    kinds, kind_of, counts = np.unique(pods, axis=0, return_inverse=True, return_counts=True)
    # In the largest unit that all requests are multiples of, numbers are small; what no pod can use is rounded away.
    unit = np.maximum(1, np.gcd.reduce(kinds, axis=0))
    rows = np.column_stack([nodes // unit, limits])
    shapes, type_of, there = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    types = [
        search.Type((cpu, memory), pods_most, min(number, at_most))
        for (cpu, memory, pods_most), number in zip(shapes.tolist(), there.tolist(), strict=True)
    ]
    filled, bound = search.fewest(search.Task(kinds // unit, counts, types, bound, at_most), time_limit_s)
    if filled is None:
        return known, bound
    return Placement(pods, nodes, _node_of(filled, kind_of, type_of), "optimal"), bound


def _node_of(filled: Filled, kind_of: Whole, type_of: Whole) -> Whole:
    """Return the node of each pod, given the type and the pods by kind of each node used."""
    waiting = [np.flatnonzero(kind_of == kind).tolist()[::-1] for kind in range(kind_of.max() + 1)]
    unused = [np.flatnonzero(type_of == number).tolist()[::-1] for number in range(type_of.max() + 1)]
    node_of = np.full(len(kind_of), -1)
    for number, filling in filled:
        node = unused[number].pop()
        for kind, count in enumerate(filling):
            for _ in range(min(count, len(waiting[kind]))):
                node_of[waiting[kind].pop()] = node
    return node_of
