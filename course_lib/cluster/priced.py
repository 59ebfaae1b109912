"""Fillings worth having, found by prices: for where a node has too many fillings to list them all.

Each kind of pod gets a price, the share of a node's cost that it is worth; a filling *pays* if its pods are worth more
than its node costs. Prices come from the linear program over the fillings known so far, and fillings that pay by them
are added, until none is left. Then no packing costs less than all pods are worth (Gilmore and Gomory, 1961).

Vocabulary: `prices` ([83333, 41666]) are whole numbers, millionths of the unit of cost; the `worth` of a filling is the
sum of the prices of its pods; a `Plan` says how often each filling is used (0.5 times), and at which prices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import linprog

from course_lib.arrays import ReadOnly, Values, Whole
from course_lib.cluster.parts import Filled, Task, Type, room_left
from course_lib.cluster.solver import new_solver
from course_lib.cluster.sums import round_up

UNIT = 10**6  # of prices, so that the proof is one of whole numbers
TO_PAY = 1e-6  # a filling that is worth so little more than its node is a matter of rounding
MOST_ROUNDS, FEW_ROUNDS, MOST_EXACT = 200, 5, 20
EFFORT = 0.1  # of CP-SAT, for the best filling of one node; it takes a hundredth
# How much CPU, memory and a place count beside each other where nodes are filled greedily.
MIXES = np.array([(1, 1, 0), (2, 1, 0), (1, 2, 0), (5, 1, 0), (1, 5, 0), (1, 1, 1)])

weighted = cp_model.LinearExpr.weighted_sum


@dataclass(frozen=True)
class Plan(ReadOnly):
    """What packing comes to by some fillings, in parts of nodes.

    Attributes
    ----------
    cost : int
        No packing by these fillings costs less.
    times : NDArray
        How often each is used.
    prices : NDArray
        What each kind of pod is worth.
    saved : NDArray
        What another node of each type would save.
    """

    cost: int
    times: Values
    prices: Whole
    saved: Values


class Fillings:
    """The fillings of a task that are known, no two alike, and the cheapest use of them.

    What they have no place for costs more than all nodes.
    """

    def __init__(self, task: Task, known: Filled) -> None:
        self.task = task
        self.all: Filled = []
        self._cost = np.array([node.cost for node in task.types])
        self._missing = 1.0 + sum(node.cost * node.there for node in task.types)
        self._seen: set[tuple[int, ...]] = set()
        self.add(known)

    def add(self, found: Iterable[tuple[int, list[int]]]) -> bool:
        """Add fillings, and return whether one of them is new."""
        before = len(self.all)
        for number, filling in found:
            if (number, *filling) not in self._seen:
                self._seen.add((number, *filling))
                self.all.append((number, filling))
        return len(self.all) > before

    def plan(self) -> Plan:
        """Return the cheapest use of these fillings, in parts of nodes."""
        kinds, types = len(self.task.kinds), len(self.task.types)
        numbers = np.array([number for number, _ in self.all], dtype=np.int64)
        holds = np.array([filling for _, filling in self.all], dtype=np.int64).reshape(len(numbers), kinds).T
        rows = np.vstack([np.hstack([-holds, -np.eye(kinds)]), np.eye(types, len(numbers) + kinds)])
        rows[kinds:, : len(numbers)], rows[kinds:, len(numbers) :] = numbers == np.arange(types)[:, None], 0
        there = [node.there for node in self.task.types]
        cost = np.append(self._cost[numbers], np.full(kinds, self._missing))
        found = linprog(cost, A_ub=rows, b_ub=[*-self.task.counts, *there], method="highs-ds")
        worth, saved = np.split(-found.ineqlin.marginals, [kinds])
        prices = np.floor(np.maximum(worth, 0) * UNIT + TO_PAY).astype(np.int64)
        return Plan(round_up(found.fun, self._cost), found.x[: len(numbers)], prices, saved)

    def improve(self, rounds: int) -> Plan:
        """Return the plan after so many rounds in which fillings that pay by its prices are found greedily."""
        plan = self.plan()
        for _ in range(rounds):
            if not self.add(paying(self.task, plan, greedy(self.task, plan.prices))):
                break
            plan = self.plan()
        return plan


def find(task: Task, known: Filled) -> tuple[Filled, int]:
    """Return nodes filled with a place for every pod, as near to the plan as rounding comes, and a bound on the cost.

    Where there is no such place for all, some pods have none. `known` are fillings to begin with.

    >>> kinds, counts = np.array([[6, 1], [4, 1]]), np.array([2, 2])
    >>> task = Task(kinds, counts, [Type((10, 10), 110, 4, 1, (True, True))], at_least=1, at_most=4)
    >>> find(task, [(0, [1, 0]), (0, [0, 1])])
    ([(0, [1, 1]), (0, [1, 1])], 2)
    """
    fillings, bound = Fillings(task, known), task.at_least
    plan = fillings.improve(MOST_ROUNDS)
    for _ in range(MOST_EXACT):
        best, proven = most_worth(task, plan.prices)
        bound = max(bound, proven)
        if not fillings.add(paying(task, plan, best)):
            break
        plan = fillings.improve(MOST_ROUNDS)
    return rounded(fillings, plan), bound


def rounded(fillings: Fillings, plan: Plan) -> Filled:
    """Use the plan's fillings as often as their whole parts say, or one of them once, and plan anew for the rest."""
    filled: Filled = []
    while plan.times.any():
        times = np.floor(plan.times + TO_PAY).astype(np.int64)
        if not times.any():
            times[plan.times.argmax()] = 1
        used = [way for way, time in zip(fillings.all, times.tolist(), strict=True) for _ in range(time)]
        filled += used
        fillings.task = _rest(fillings.task, used)
        plan = fillings.improve(FEW_ROUNDS)
    return filled


def _rest(task: Task, used: Filled) -> Task:
    """Return what is left to do when some nodes are filled."""
    counts = np.maximum(task.counts - np.sum([filling for _, filling in used], axis=0), 0)
    times = np.bincount([number for number, _ in used], minlength=len(task.types)).tolist()
    types = [node._replace(there=node.there - time) for node, time in zip(task.types, times, strict=True)]
    return task._replace(counts=counts, types=types)


def paying(task: Task, plan: Plan, found: Filled) -> Iterator[tuple[int, list[int]]]:
    """Yield those of the fillings that pay."""
    for number, filling in found:
        cost = task.types[number].cost + plan.saved[number]
        if np.dot(plan.prices, filling) > UNIT * cost * (1 + TO_PAY) + len(filling):
            yield number, filling


def greedy(task: Task, prices: Whole) -> Filled:
    """Return nodes of each type, filled with what is worth most for its size; of size there are several measures."""
    found: Filled = []
    for number, node in enumerate(task.types):
        room = np.maximum([*node.allocatable, node.pods_most], 1)
        size = np.column_stack([task.kinds, np.ones(len(task.kinds), np.int64)]) / room
        value = prices / np.maximum(size @ MIXES.T, 1e-12).T
        filled = np.zeros((len(MIXES), len(prices)), np.int64)
        found += [(number, filling) for filling in _fill(task, node, filled, np.argsort(-value, axis=1, kind="stable"))]
    return found


def _fill(task: Task, node: Type, filled: Whole, order: Whole) -> list[list[int]]:
    """Fill each of some nodes with as many of each kind as fit, in an order of its own."""
    rows, left = np.arange(len(filled)), np.tile([*node.allocatable, node.pods_most], (len(filled), 1))
    takes = np.column_stack([task.kinds, np.ones(len(task.kinds), np.int64)])
    most = task.counts * np.array(node.may)
    for kinds in order.T:
        there = np.where(takes[kinds] > 0, left // np.maximum(takes[kinds], 1), np.iinfo(np.int64).max).min(axis=1)
        filled[rows, kinds] = np.minimum(there, most[kinds])
        left -= filled[rows, kinds][:, None] * takes[kinds]
    filling: list[list[int]] = filled.tolist()
    return filling


def most_worth(task: Task, prices: Whole) -> tuple[Filled, int]:
    """Return the filling of each type that is worth most, and what no packing can cost less than, by these prices.

    All pods are worth so much; no node holds more than the most that one of its type can.
    """
    best, worth = [], int(prices @ task.counts)
    for number, node in enumerate(task.types):
        filling, most = _most_worth(task, node, prices)
        best.append((number, filling))
        worth -= node.there * max(0, most - UNIT * node.cost)
    return best, -(-worth // UNIT)


def _most_worth(task: Task, node: Type, prices: Whole) -> tuple[list[int], int]:
    model, solver = cp_model.CpModel(), new_solver(EFFORT)
    room = [int(room_left(task, node, np.zeros((1, len(prices)), np.int64), kind)[0]) for kind in range(len(prices))]
    pods = [model.new_int_var(0, most, "") for most in room]
    for takes, most in (*zip(task.kinds.T.tolist(), node.allocatable, strict=True), ([1] * len(pods), node.pods_most)):
        model.add(weighted(pods, takes) <= most)
    model.maximize(weighted(pods, prices.tolist()))
    solved = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    filling = [solver.value(each) for each in pods] if solved else [0] * len(pods)
    return filling, int(solver.best_objective_bound + 0.5)
