"""What nodes must cost by the sums of what pods request: a bound, found in milliseconds for thousands of pods.

It's a linear program: pods may be cut into pieces, and their CPU, memory and place be taken from different nodes; but
each piece stays where its pod may run.

Vocabulary: a `group` of kinds fits the same types of nodes; its `needs` are CPU, memory and places (12, 30, 4).
"""

from __future__ import annotations

from math import ceil, gcd

import numpy as np

from course_lib.arrays import Flags, Values, Whole
from course_lib.cluster.parts import Part

SLACK = 1e-6  # a share: what the solver says in floating point is rounded up only beyond it
SOLVED, INFEASIBLE = 0, 2


def least_cost(part: Part) -> int:
    """Return a cost below which CPU, memory or places aren't enough for all pods, wherever they may run.

    One more than all nodes cost, if all of them are not enough.
    """
    groups, group_of = np.unique(fits(part), axis=0, return_inverse=True)
    if not groups.any(axis=1).all():
        return part.cost_of_all + 1
    counts, there = (np.array([len(each) for each in group]) for group in (part.pods, part.nodes))
    needs = np.zeros((len(groups), 3))
    np.add.at(needs, group_of.ravel(), np.column_stack([part.kinds, np.ones_like(counts)]) * counts[:, None])
    found = _solve(groups, needs, part.types[:, :3], there, part.types[:, 3])
    return part.cost_of_all + 1 if found is None else round_up(found, part.types[:, 3])


def round_up(found: float, cost: Whole) -> int:
    """Return the least cost that sums of these costs can come to, from what the solver says in floating point.

    >>> round_up(5.0000000001, np.array([2, 4])), round_up(4.0000000001, np.array([2, 4]))
    (6, 4)
    """
    step = max(1, gcd(*cost.tolist()))
    return step * ceil(found / step - SLACK * max(1.0, found / step))


def fits(part: Part) -> Flags:
    """Return kinds × types: which pods may run on which nodes, and fit there."""
    is_small = (part.kinds[:, None] <= part.types[:, :2]).all(axis=2)
    return np.asarray(part.may & is_small & (part.types[:, 2] > 0))


def _solve(groups: Flags, needs: Values, rooms: Whole, there: Whole, cost: Whole) -> float | None:
    """Return the least cost, in parts of nodes; None where all nodes are not enough.

    How much of a node of each type is used is asked for, and then how much of each group's need it meets.
    """
    from scipy.optimize import linprog  # here, because a report that asks for no packing would wait for them
    from scipy.sparse import coo_array, diags_array, eye_array, hstack, kron, vstack

    group, number = np.nonzero(groups)
    pairs, ones = np.arange(len(group)), np.ones(len(group))
    of_type = coo_array((ones, (number, pairs)), shape=(len(cost), len(pairs)))
    of_group = coo_array((ones, (group, pairs)), shape=(len(groups), len(pairs)))
    scale = np.maximum(needs.max(axis=0), 1)
    found = linprog(
        np.concatenate([cost, np.zeros(3 * len(pairs))]),
        A_ub=hstack([vstack([-diags_array(room) for room in (rooms / scale).T]), kron(eye_array(3), of_type)]),
        b_ub=np.zeros(3 * len(cost)),
        A_eq=hstack([coo_array((3 * len(groups), len(cost))), kron(eye_array(3), of_group)]),
        b_eq=(needs / scale).T.ravel(),
        bounds=[*((0, most) for most in there.tolist()), *[(0, None)] * (3 * len(pairs))],
        method="highs-ds",
    )
    if found.status == INFEASIBLE:
        return None
    return float(found.fun) if found.status == SOLVED else 0.0
