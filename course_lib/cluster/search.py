"""Which pods share a node, so that the nodes used cost as little as possible: decided by CP-SAT.

Vocabulary: that of `parts`. A filling is full when no further pod fits.

Three ways. Where a node has few full fillings, there is one number for each: how many nodes are filled so. It knows no
node by name, so nothing is tried twice, and dozens of nodes take milliseconds. Where fillings are many and kinds are
not, those worth having are found by their prices (`priced`): that comes near, and often proves it. Where it doesn't,
and nodes are few, there is a number for each kind on each node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from course_lib.arrays import Whole
from course_lib.cluster import priced
from course_lib.cluster.parts import Filled, Task, Type, room_left
from course_lib.cluster.solver import new_solver
from course_lib.cluster.sums import round_up

MOST_TRIED = 400_000  # fillings, full or not, times kinds
MOST_FILLINGS = 1_000  # measured: with more of them, it is sooner done in another way
MOST_KINDS = 64  # measured: with more of them, prices take longer than a reader waits
MOST_PAIRS = 256  # kinds · types of nodes, for the same reason
MOST_CELLS = 2_000  # kinds · nodes; beyond it CP-SAT decides next to nothing

weighted = cp_model.LinearExpr.weighted_sum

Asked = tuple[Any, Callable[[Any], Filled]]


def least(task: Task, known: Callable[[], Filled], effort: float) -> tuple[Filled | None, int]:
    """Return the type and the filling of each node used, and a cost that nothing can beat.

    None instead of fillings means that none was found; if the second number is above `at_most`, there are none. One
    thread, a fixed seed, and an end by what was done, not by the clock: the same question always has the same answer.

    Parameters
    ----------
    task : Task
        What to ask.
    known : callable
        Returns fillings to begin with, where they are wanted.
    effort : float
        How much CP-SAT tries, in its own unit: a second or so.

    Examples
    --------
    >>> kinds, counts, node = np.array([[6, 1], [4, 1]]), np.array([2, 2]), Type((10, 10), 110, 3, 1, (True, True))
    >>> least(Task(kinds, counts, [node], at_least=1, at_most=3), list, 10.0)
    ([(0, [1, 1]), (0, [1, 1])], 2)
    >>> least(Task(kinds, 2 * counts, [node], at_least=1, at_most=3), list, 10.0)
    (None, 4)
    """
    ways = few_fillings(task)
    if ways is not None:
        return _ask(task, effort, lambda model: _by_filling(model, task, ways))
    filled, bound = _by_prices(task, known)
    cells = len(task.kinds) * sum(node.there for node in task.types)
    if cells > MOST_CELLS or bound >= (task.at_most + 1 if filled is None else cost_of(task, filled)):
        return filled, bound
    at_most = task.at_most if filled is None else cost_of(task, filled) - 1
    better, proven = _ask(task._replace(at_least=bound, at_most=at_most), effort, lambda model: _by_node(model, task))
    return better or filled, proven


def cost_of(task: Task, filled: Filled) -> int:
    """Return what the nodes of some fillings cost."""
    return sum(task.types[number].cost for number, _ in filled)


def _by_prices(task: Task, known: Callable[[], Filled]) -> tuple[Filled | None, int]:
    """Return what prices lead to, unless it costs too much or has no place for some pod, and the bound."""
    if len(task.kinds) > MOST_KINDS or len(task.kinds) * len(task.types) > MOST_PAIRS:
        return None, task.at_least
    filled, proven = priced.find(task, known())
    bound = min(proven, task.at_most + 1)
    holds = np.sum([filling for _, filling in filled], axis=0, initial=0)
    is_good = (holds >= task.counts).all() and cost_of(task, filled) <= task.at_most
    return filled if is_good else None, bound


def _ask(task: Task, effort: float, write: Callable[[cp_model.CpModel], Asked]) -> tuple[Filled | None, int]:
    """Ask CP-SAT for the least cost between the task's two."""
    model, solver = cp_model.CpModel(), new_solver(effort)
    cost, read = write(model)
    model.add_linear_constraint(cost, task.at_least, task.at_most)
    model.minimize(cost)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None, task.at_most + 1
    # What the solver counts in floating point is a whole number: rounding up must not make one more of it.
    bound = max(task.at_least, round_up(solver.best_objective_bound, np.array([node.cost for node in task.types])))
    return (read(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None), bound


def few_fillings(task: Task) -> Filled | None:
    """Return every full filling of every type of node, with the type's number; None if there are too many."""
    ways: Filled = []
    for number, node in enumerate(task.types):
        filled = full_fillings(task, node)
        if filled is None or len(ways) + len(filled) > MOST_FILLINGS:
            return None
        ways += [(number, filling) for filling in filled.tolist()]
    return ways


def full_fillings(task: Task, node: Type) -> Whole | None:
    """Return every full filling of a node, one a row; None where too many would have to be tried.

    >>> kinds, counts = np.array([[6, 1], [4, 1]]), np.array([2, 3])
    >>> full_fillings(Task(kinds, counts, [], at_least=1, at_most=3), Type((10, 10), 110, 3, 1, (True, True))).tolist()
    [[0, 2], [1, 1]]
    """
    filled = np.zeros((1, len(task.kinds)), np.int64)
    for kind in range(len(task.kinds)):
        room = room_left(task, node, filled, kind)
        # Of the last kind as many as there is room for: with less, the node would not be full.
        tried = room + 1 if kind < len(task.kinds) - 1 else np.ones_like(room)
        if tried.sum() * len(task.kinds) > MOST_TRIED:
            return None
        pods = np.arange(tried.sum()) - np.repeat(np.cumsum(tried) - tried, tried)
        filled = np.repeat(filled, tried, axis=0)
        filled[:, kind] = pods if kind < len(task.kinds) - 1 else room
    more = [room_left(task, node, filled, kind) for kind in range(len(task.kinds))]
    full: Whole = filled[np.max(more, axis=0) == 0]
    return full


def _by_filling(model: cp_model.CpModel, task: Task, ways: Filled) -> Asked:
    """Ask how many nodes are filled in each way, so that there is a place for every pod.

    A filling may hold more of a kind than there are pods left: then that place stays empty.
    """
    times = [model.new_int_var(0, task.types[number].there, "") for number, _ in ways]
    for kind, count in enumerate(task.counts.tolist()):
        model.add(weighted(times, [filling[kind] for _, filling in ways]) >= count)
    for number, node in enumerate(task.types):
        model.add(weighted(times, [int(own == number) for own, _ in ways]) <= node.there)
    return weighted(times, [task.types[number].cost for number, _ in ways]), lambda solver: [
        way for way, time in zip(ways, times, strict=True) for _ in range(solver.value(time))
    ]


def _by_node(model: cp_model.CpModel, task: Task) -> Asked:
    """Ask how many pods of each kind are on each node, and which nodes are open."""
    numbers = [number for number, node in enumerate(task.types) for _ in range(node.there)]
    opened = [model.new_bool_var("") for _ in numbers]
    pods = [_on_one_node(model, task, task.types[number], own) for number, own in zip(numbers, opened, strict=True)]
    for kind, count in enumerate(task.counts.tolist()):
        model.add(sum(own[kind] for own in pods) == count)
    for node in range(1, len(numbers)):
        if numbers[node - 1] == numbers[node]:
            # Equal nodes may be swapped. One order of them is enough: by the number of the largest pods.
            model.add(opened[node - 1] >= opened[node])
            model.add(pods[node - 1][0] >= pods[node][0])
    return weighted(opened, [task.types[number].cost for number in numbers]), lambda solver: [
        (number, [solver.value(pods) for pods in own])
        for number, own, is_open in zip(numbers, pods, opened, strict=True)
        if solver.value(is_open)
    ]


def _on_one_node(model: cp_model.CpModel, task: Task, node: Type, is_open: cp_model.IntVar) -> list[cp_model.IntVar]:
    """Return how many pods of each kind are on a node, which has room for them if it is open, else for none."""
    nothing = np.zeros((1, len(task.kinds)), np.int64)
    pods = [model.new_int_var(0, int(room_left(task, node, nothing, kind)[0]), "") for kind in range(len(task.kinds))]
    limits = [*zip(task.kinds.T.tolist(), node.allocatable, strict=True), ([1] * len(pods), node.pods_most)]
    for takes, most in limits:
        model.add(weighted([*pods, is_open], [*takes, -most]) <= 0)
    return pods
