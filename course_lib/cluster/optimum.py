"""The fewest nodes that will do, with the proof: rules above, a bound below, exact searches between them.

Pods may be kept to some of the nodes, and nodes differ in what it costs to use them; that may be their price.

Vocabulary: the fewest (4 nodes), a lower bound (4: nothing below is possible), proven (they meet); `cost` is the number
of nodes where each costs 1, and what is `least` in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import gcd

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Whole
from course_lib.cluster import arguments
from course_lib.cluster.inventory import PODS_MOST
from course_lib.cluster.parts import Filled, Part, Question, split
from course_lib.cluster.placing import (
    RULES,
    Kinds,
    Placement,
    check_that_each_fits,
    place,
    require_kinds,
    require_limits,
)
from course_lib.cluster.sums import least_cost

EFFORT = 10.0


@dataclass(frozen=True)
class Fewest:
    """The best placement known, and how little is known to be needed.

    Attributes
    ----------
    placement : Placement
        Its rule is "optimal" where an exact search found it, else the rule that did as well. Where not even that
        found a place for all pods, some wait.
    cost : int
        What the nodes used cost; their number, where each costs 1.
    lower_bound : int
        A cost that no placement of all pods can beat.
    """

    placement: Placement
    cost: int
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
        """Whether all pods are on nodes that cost as little as the bound says, so that nothing better exists."""
        return self.placement.waiting == 0 and self.cost == self.lower_bound


def fewest_nodes(
    requests: ArrayLike,
    nodes: ArrayLike,
    *,
    pods_most: ArrayLike = PODS_MOST,
    allowed: Kinds | None = None,
    cost: ArrayLike = 1,
    effort: float = EFFORT,
) -> Fewest:
    """Find the fewest nodes for all pods, or those that cost least, by exact searches between a bound and all rules.

    Measured: 72 to 360 pods of six kinds on equal nodes of 8 to 64 cores take 0.5 to 25 ms, and the first search 0.2 s
    more; half of them need no search, as a rule meets the bound. Pools that share no pod are searched one by one. Up
    to 64 kinds of pods in a pool take seconds at most, and what is found is mostly proven, or one node more; with more
    kinds you get what the best rule finds, and the bound.

    Parameters
    ----------
    requests : array of int, shape (n, 2)
        What each pod requests: millicores and bytes.
    nodes : array of int, shape (2,) or (m, 2)
        What each of equal nodes can give, of which there are enough; or what each of the given nodes can give.
    pods_most : int or array of int, shape (m,)
        How many pods a node takes.
    allowed : (array of int, shape (n,), array of bool, shape (kinds, m)) or None
        As for `place`, where nodes are given: which pods may run where. None for all on all.
    cost : int or array of int, shape (m,)
        What it costs to use each node: 1 for their number, `nodes[:, 0]` for their CPU, or a price; 0 for a node that
        is there in any case.
    effort : float
        How much an exact search tries before it leaves it at a bound, in CP-SAT's deterministic seconds: the answer is
        the same on every machine.

    Raises
    ------
    ValueError
        As `place`; for a pod that fits on no node that it may run on, by name; and for given nodes that can't hold all
        pods.

    Examples
    --------
    >>> found = fewest_nodes([(6, 1), (6, 1), (4, 1), (4, 1), (3, 8), (1, 1)], (10, 10))
    >>> found.nodes, found.lower_bound, found.is_proven
    (3, 3, True)
    >>> fewest_nodes([(6, 1), (4, 1)], [(8, 8), (8, 8), (16, 8)]).node_of.tolist()
    [2, 2]
    >>> web_and_gpu = [0, 1], [[True, True, False], [False, False, True]]
    >>> fewest_nodes([(6, 1), (4, 1)], [(8, 8), (8, 8), (16, 8)], allowed=web_and_gpu).node_of.tolist()
    [0, 2]
    """
    require.positive("effort", effort)
    pods, given = arguments.amounts("requests", requests), arguments.whole("nodes", nodes)
    equal = given.shape == (2,)
    there = np.tile(given, (len(pods), 1)) if equal else arguments.amounts("nodes", nodes)
    limits, costs = require_limits(pods_most, len(there)), _require_costs(cost, len(there))
    kind_of, table = require_kinds(allowed, len(pods), len(there))
    check_that_each_fits(pods, given[None] if equal else there, None if equal else table[kind_of])
    asked = Question(pods, kind_of, there, limits, table, costs)
    known = _best_of_rules(asked)
    if equal:
        known = _keep_used(known)
        used = slice(known.nodes_used)
        asked = Question(pods, kind_of, known.allocatable, limits[used], table[:, used], costs[used])
    found = improve(asked, known, effort)
    require.that(found.lower_bound <= asked.cost.sum(), "nodes", nodes, f"hold all {len(pods)} pods")
    return Fewest(_keep_used(found.placement), found.cost, found.lower_bound) if equal else found


def improve(asked: Question, known: Placement, effort: float) -> Fewest:
    """Return the best placement that can be found, part by part, and the bound; more than all nodes if they don't do.

    `known` is the placement to begin with, of the same pods on the same nodes.
    """
    unit = max(1, gcd(*asked.cost.tolist()))
    node_of, bound = known.node_of.copy(), 0
    for part in split(Question(*asked[:-1], asked.cost // unit)):
        filled, proven = _settle(part, known.node_of, effort)
        if filled is not None:
            part.unpack(filled, node_of)
        bound += proven
    is_new = not np.array_equal(node_of, known.node_of)
    placement = Placement(known.requests, known.allocatable, node_of, "optimal" if is_new else known.rule)
    return Fewest(placement, int(asked.cost[placement.used_nodes].sum()), unit * bound)


def _settle(part: Part, node_of: Whole, effort: float) -> tuple[Filled | None, int]:
    """Return a better way to fill the nodes of a part than the known one, if there is one, and a bound on the cost."""
    bound, cost = least_cost(part), part.cost_of(node_of)
    at_most = part.cost_of_all if cost is None else cost - 1
    if bound > at_most:
        return None, bound if cost is None else cost
    # OR-tools brings pandas along: a quarter of a second, and only those wait for it who search.
    from course_lib.cluster import search

    return search.least(part.task(bound, at_most), part.filled(node_of), effort)


def _best_of_rules(asked: Question) -> Placement:
    """Return the placement, large pods and large cheap nodes first, with the fewest pods waiting and the least cost."""
    order = _cheapest_first(asked)
    nodes, costs, allowed = asked.nodes[order], asked.cost[order], (asked.class_of, asked.may[:, order])
    packed = partial(place, pods_most=asked.limits[order], allowed=allowed, as_needed=True, decreasing=True)
    placements = [packed(asked.requests, nodes, rule) for rule in RULES]
    best = min(placements, key=lambda each: (each.waiting, costs[each.used_nodes].sum()))
    return Placement(asked.requests, asked.nodes, np.append(order, -1)[best.node_of], best.rule)


def _cheapest_first(asked: Question) -> Whole:
    """Return the indices of the nodes, by size for the cost; equals in the order given."""
    shares = (asked.nodes / np.maximum(asked.nodes.mean(axis=0), 1)).max(axis=1, initial=0.0) if len(asked.nodes) else 0
    return np.argsort(-shares / np.maximum(asked.cost, 1e-9), kind="stable")


def _keep_used(placement: Placement) -> Placement:
    """Return the placement with its first nodes only, which are those it uses."""
    used = placement.allocatable[: placement.nodes_used]
    return Placement(placement.requests, used, placement.node_of, placement.rule)


def _require_costs(cost: ArrayLike, nodes: int) -> Whole:
    costs = arguments.whole("cost", cost)
    require.that(costs.shape in ((), (nodes,)), "cost", cost, f"be one number, or one for each of {nodes} nodes")
    return np.broadcast_to(costs, nodes)
