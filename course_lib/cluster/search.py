"""Which pods share a node, so that as few nodes as possible are used: decided by CP-SAT.

Vocabulary: equal requests are one kind; `kinds` [(2, 1), (1, 3)] of CPU and memory come in `counts` [12, 30]. Equal
nodes are one `Type` (allocatable (10, 10), pods_most 110, there 4). A `filling` (4, 2) says how many pods of each kind
a node holds; it is full when no further pod fits.

Two formulations. Where a node has few full fillings, there is one number for each: how many nodes are filled so. It
knows no node by name, so nothing is tried twice, and dozens of nodes take milliseconds. Where fillings are many, nodes
are large and few: then there is a number for each kind on each node.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any, NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from course_lib.arrays import Whole

MOST_TRIED = 20_000  # fillings, full or not
MOST_FILLINGS = 1_000  # measured: with more of them, a number for each kind on each node is sooner done
MOST_CELLS = 20_000  # kinds · nodes; beyond it CP-SAT decides nothing within seconds

weighted = cp_model.LinearExpr.weighted_sum

Filled = list[tuple[int, list[int]]]
Asked = tuple[Any, Callable[[Any], Filled]]


class Type(NamedTuple):
    """Equal nodes: what each can give, how many pods it takes, and how many nodes there are."""

    allocatable: tuple[int, int]
    pods_most: int
    there: int


class Task(NamedTuple):
    """What to put where: kinds, shape (k, 2), their counts, and the nodes; and how many nodes to ask for."""

    kinds: Whole
    counts: Whole
    types: list[Type]
    at_least: int
    at_most: int


def fewest(task: Task, time_limit_s: float) -> tuple[Filled | None, int]:
    """Return the type and the filling of each node used, and a number of nodes that nothing can beat.

    None instead of fillings means that none was found; if the second number is above `at_most`, there are none. One
    thread and a fixed seed: unless time runs out, the same question has the same answer.

    >>> kinds, counts = np.array([[6, 1], [4, 1]]), np.array([2, 2])
    >>> fewest(Task(kinds, counts, [Type((10, 10), 110, 3)], at_least=1, at_most=3), 10.0)
    ([(0, [1, 1]), (0, [1, 1])], 2)
    >>> fewest(Task(kinds, 2 * counts, [Type((10, 10), 110, 3)], at_least=1, at_most=3), 10.0)
    (None, 4)
    """
    ways = few_fillings(task)
    if ways is None and len(task.kinds) * sum(node.there for node in task.types) > MOST_CELLS:
        return None, task.at_least
    model, solver = cp_model.CpModel(), cp_model.CpSolver()
    nodes, read = _by_node(model, task) if ways is None else _solve_by_filling(model, task, ways)
    model.add_linear_constraint(nodes, task.at_least, task.at_most)
    model.minimize(nodes)
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
    solver.parameters.max_time_in_seconds = time_limit_s
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None, task.at_most + 1
    # What the solver counts in floating point is a whole number: rounding up must not make one more of it.
    bound = max(task.at_least, ceil(solver.best_objective_bound - 1e-6))
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
    """Return every full filling of a node, one a row; None where more than 20,000 would have to be tried.

    >>> kinds, counts = np.array([[6, 1], [4, 1]]), np.array([2, 3])
    >>> full_fillings(Task(kinds, counts, [], at_least=1, at_most=3), Type((10, 10), 110, 3)).tolist()
    [[0, 2], [1, 1]]
    """
    filled = np.zeros((1, len(task.kinds)), np.int64)
    for kind in range(len(task.kinds)):
        room = _room(task, node, filled, kind)
        # Of the last kind as many as there is room for: with less, the node would not be full.
        tried = room + 1 if kind < len(task.kinds) - 1 else np.ones_like(room)
        if tried.sum() > MOST_TRIED:
            return None
        pods = np.arange(tried.sum()) - np.repeat(np.cumsum(tried) - tried, tried)
        filled = np.repeat(filled, tried, axis=0)
        filled[:, kind] = pods if kind < len(task.kinds) - 1 else room
    more = [_room(task, node, filled, kind) for kind in range(len(task.kinds))]
    full: Whole = filled[np.max(more, axis=0) == 0]
    return full


def _room(task: Task, node: Type, filled: Whole, kind: int) -> Whole:
    """Return how many more pods of a kind each of the nodes filled so has room for."""
    room: Whole = np.minimum(task.counts[kind] - filled[:, kind], node.pods_most - filled.sum(axis=1))
    left = node.allocatable - filled @ task.kinds
    for resource in np.flatnonzero(task.kinds[kind]):
        room = np.minimum(room, left[:, resource] // task.kinds[kind, resource])
    return room


def _solve_by_filling(model: cp_model.CpModel, task: Task, ways: Filled) -> Asked:
    """Ask how many nodes are filled in each way, so that there is a place for every pod.

    A filling may hold more of a kind than there are pods left: then that place stays empty.
    """
    times = [model.new_int_var(0, task.types[number].there, "") for number, _ in ways]
    for kind, count in enumerate(task.counts.tolist()):
        model.add(weighted(times, [filling[kind] for _, filling in ways]) >= count)
    for number, node in enumerate(task.types):
        model.add(weighted(times, [int(own == number) for own, _ in ways]) <= node.there)
    return weighted(times, [1] * len(times)), lambda solver: [
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
    return sum(opened), lambda solver: [
        (number, [solver.value(pods) for pods in own])
        for number, own, is_open in zip(numbers, pods, opened, strict=True)
        if solver.value(is_open)
    ]


def _on_one_node(model: cp_model.CpModel, task: Task, node: Type, is_open: cp_model.IntVar) -> list[cp_model.IntVar]:
    """Return how many pods of each kind are on a node, which has room for them if it is open, else for none."""
    nothing = np.zeros((1, len(task.kinds)), np.int64)
    pods = [model.new_int_var(0, int(_room(task, node, nothing, kind)[0]), "") for kind in range(len(task.kinds))]
    limits = [*zip(task.kinds.T.tolist(), node.allocatable, strict=True), ([1] * len(pods), node.pods_most)]
    for takes, most in limits:
        model.add(weighted([*pods, is_open], [*takes, -most]) <= 0)
    return pods
