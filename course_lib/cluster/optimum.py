"""The fewest nodes that will do, with the proof: rules above, a bound below, exact searches between them.

Pods may be kept to some of the nodes, and nodes differ in what it costs to use them; that may be their price.

Vocabulary: the fewest (4 nodes), a lower bound (4: nothing below is possible), proven (they meet); `cost` is the number
of nodes where each costs 1, and what is `least` in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import ArrayLike

from course_lib import require
from course_lib.arrays import Whole
from course_lib.cluster import arguments
from course_lib.cluster.inventory import PODS_MOST
from course_lib.cluster.parts import Part, Question, split
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
        Its rule is "optimal" where a search found it, else the rule that did as well (in the last pool of several).
        Where not even that found a place for all pods, some wait.
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

    Measured: 72 to 360 pods of six kinds on equal nodes of 8 to 64 cores take 5 to 30 ms, and the first search 0.2 s
    more; half of them need no search, as a rule meets the bound. Pools that share no pod are searched one by one. Up
    to 64 kinds of pods on a few shapes of nodes take a second or two, and what is found is mostly proven, or one or two
    nodes more than the bound; with more of either you get what the best rule finds, and the bound.

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
    known = _by_rule(asked, "best_fit")
    if equal:
        known = _keep_used(known)
        asked = asked.of(np.arange(len(pods)), np.arange(known.nodes_used))
    found = improve(asked, known, effort)
    require.that(found.lower_bound <= asked.cost.sum(), "nodes", nodes, f"hold all {len(pods)} pods")
    return Fewest(_keep_used(found.placement), found.cost, found.lower_bound) if equal else found


def improve(asked: Question, known: Placement, effort: float = EFFORT) -> Fewest:
    """Return the best placement that can be found, part by part, and the bound; more than all nodes if they don't do.

    `known` is the placement to begin with, of the same pods on the same nodes.
    """
    unit = max(1, gcd(*asked.cost.tolist()))
    asked = asked._replace(cost=asked.cost // unit)
    node_of, bound, rule = known.node_of.copy(), 0, known.rule
    for part in split(asked):
        proven, better = _settle(asked, part, node_of, effort)
        if proven > part.cost_of_all:
            proven = int(asked.cost.sum()) + 1  # nodes of other parts are no help
        bound, rule = bound + proven, "optimal" if "optimal" in (rule, better) else better or rule
    placement = Placement(known.requests, known.allocatable, node_of, rule)
    return Fewest(placement, unit * int(asked.cost[placement.used_nodes].sum()), unit * bound)


def lower_bound(asked: Question) -> int:
    """Return a cost below which CPU, memory or places aren't enough for all pods, wherever they may run."""
    return sum(map(least_cost, split(asked)))


def _settle(asked: Question, part: Part, node_of: Whole, effort: float) -> tuple[int, str]:
    """Write down the best placement found of a part's pods; return a bound on its cost, and what found it."""
    bound, at_most, better = least_cost(part), _less_than(part, node_of), ""
    if bound <= at_most:
        better = _by_best_rule(asked, part, node_of)
        at_most = _less_than(part, node_of)
    if bound > at_most:
        return min(bound, at_most + 1), better
    try:
        # OR-tools brings pandas along: a quarter of a second, and only those wait for it who search.
        from course_lib.cluster import search
    except ImportError:  # it comes with the extra `course`; without it what the rules found stands, and the bound
        return bound, better

    filled, bound = search.least(part.task(bound, at_most), lambda: part.filled(node_of), effort)
    if filled is None:
        return bound, better
    part.unpack(filled, node_of)
    return bound, "optimal"


def _less_than(part: Part, node_of: Whole) -> int:
    """Return the most that a better placement of a part's pods can cost: all nodes, where some of them wait."""
    cost = part.cost_of(node_of)
    return part.cost_of_all if cost is None else cost - 1


def _by_best_rule(asked: Question, part: Part, node_of: Whole) -> str:
    """Write down what the best of all rules makes of a part, and return which it is, if it's better than what is known.

    That is the one with the fewest pods waiting, and then the least cost.
    """
    pods, nodes = np.sort(np.concatenate(part.pods)), np.sort(np.concatenate(part.nodes))
    own = asked.of(pods, nodes)
    back = np.full(len(asked.nodes) + 1, -1)
    back[nodes] = np.arange(len(nodes))
    known = Placement(own.requests, own.nodes, back[node_of[pods]], "")
    placements = [known, *(_by_rule(own, rule) for rule in RULES)]
    best = min(placements, key=lambda each: (each.waiting, own.cost[each.used_nodes].sum()))
    node_of[pods] = np.append(nodes, -1)[best.node_of]
    return best.rule


def _by_rule(asked: Question, rule: str) -> Placement:
    """Return what a rule makes of it: large pods first, and of the nodes those that are largest for their cost."""
    shares = (asked.nodes / np.maximum(asked.nodes.mean(axis=0), 1)).max(axis=1, initial=0.0) if len(asked.nodes) else 0
    order = np.argsort(-shares / np.maximum(asked.cost, 1e-9), kind="stable")
    placed = place(
        asked.requests,
        asked.nodes[order],
        rule,
        pods_most=asked.limits[order],
        allowed=(asked.class_of, asked.may[:, order]),
        as_needed=True,
        decreasing=True,
    )
    return Placement(asked.requests, asked.nodes, np.append(order, -1)[placed.node_of], rule)


def _keep_used(placement: Placement) -> Placement:
    """Return the placement with its first nodes only, which are those it uses."""
    used = placement.allocatable[: placement.nodes_used]
    return Placement(placement.requests, used, placement.node_of, placement.rule)


def _require_costs(cost: ArrayLike, nodes: int) -> Whole:
    costs = arguments.whole("cost", cost)
    require.that(costs.shape in ((), (nodes,)), "cost", cost, f"be one number, or one for each of {nodes} nodes")
    return np.broadcast_to(costs, nodes)
