"""Bin packing as paths: can these widths be packed into so many boxes? Decided by HiGHS.

Vocabulary: widths [5, 3, 2] (distinct, the largest first) with counts [1, 2, 4], capacity 10, boxes 2.
A box is a path from position 0 to 10; an arc (tail 5, head 8, kind 1) places a width 3 behind what
fills 0..5, and an arc of the last kind (3: none of the widths) leaves the rest of the box empty.
Whole flows along the arcs are packings: Valério de Carvalho, "Exact solution of bin-packing problems
using column generation and branch-and-bound", Annals of Operations Research 86 (1999).

Asking for a *given* number of boxes says how much may stay empty in all. No box may leave more than
that, and few arcs survive: the tighter the question, the smaller the problem.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from course_lib.arrays import Whole

MOST_ARCS = 200_000  # beyond it HiGHS decides nothing within minutes, and is slow to look at the clock
INFEASIBLE = 2  # scipy.optimize.milp's status


def find_packing(
    widths: Whole, counts: Whole, capacity: int, boxes: int, time_limit_s: float
) -> tuple[bool | None, list[list[int]]]:
    """Return whether the widths fit into so many boxes, and if so the kinds in each box.

    None instead of True or False means that it was not decided in time, or is too large to try.

    >>> find_packing(np.array([7, 3]), np.array([1, 1]), 10, 1, 60.0)
    (True, [[0, 1]])
    >>> find_packing(np.array([6]), np.array([3]), 10, 2, 60.0)
    (False, [])
    """
    spare = boxes * capacity - int(widths @ counts)
    arcs = _arcs(widths, counts, capacity, spare)
    if arcs.shape[1] > 10 * MOST_ARCS:
        return None, []
    arcs = _drop_dead_ends(arcs, capacity)
    if spare < 0 or not np.isin(np.arange(len(counts)), arcs[2]).all():
        return False, []  # too much in all, or a width that leaves more empty than may be
    if arcs.shape[1] > MOST_ARCS:
        return None, []
    return _ask_highs(arcs, counts, capacity, boxes, time_limit_s)


def _ask_highs(
    arcs: Whole, counts: Whole, capacity: int, boxes: int, time_limit_s: float
) -> tuple[bool | None, list[list[int]]]:
    """Return what HiGHS makes of it: a packing, no packing, or (None) nothing in time."""
    matrix, wanted = _equations(arcs, counts, capacity, boxes)
    result = _solve(matrix, wanted, np.append(counts, boxes)[arcs[2]], time_limit_s)
    if result.x is None:
        return (False if result.status == INFEASIBLE else None), []
    flow = np.rint(result.x).astype(np.int64)
    # HiGHS counts in floating point: what it found is believed only if it adds up in whole numbers.
    return (True, _paths(arcs, flow, capacity, boxes)) if (matrix @ flow == wanted).all() else (None, [])


def _arcs(widths: Whole, counts: Whole, capacity: int, spare: int) -> Whole:
    """Return rows tail, head, kind; within a box the widths come in order, each as often as there are."""
    reached = np.zeros(capacity + 1, bool)
    reached[0] = True
    columns = []
    for kind, (width, count) in enumerate(zip(widths.tolist(), counts.tolist(), strict=True)):
        ends, tails = reached.copy(), np.zeros_like(reached)
        for _ in range(min(count, capacity // width)):
            ends[capacity - width + 1 :] = False
            tails |= ends
            ends = np.concatenate([np.zeros(width, bool), ends[:-width]])
            reached |= ends
        columns.append(_column(np.flatnonzero(tails), width, kind))
        if sum(column.shape[1] for column in columns) > 10 * MOST_ARCS:
            break  # too many to try: spare the memory
    rest = np.flatnonzero(reached[:capacity])
    rest = rest[rest >= capacity - spare]
    return np.concatenate([*columns, _column(rest, capacity - rest, len(widths))], axis=1)


def _column(tails: Whole, width: Whole | int, kind: int) -> Whole:
    return np.stack([tails, tails + width, np.full_like(tails, kind)])


def _drop_dead_ends(arcs: Whole, capacity: int) -> Whole:
    """Drop the arcs from which the end of the box cannot be reached."""
    arcs = arcs[:, np.argsort(arcs[0], kind="stable")]
    tails, starts = np.unique(arcs[0], return_index=True)
    leads = np.zeros(capacity + 1, bool)
    leads[capacity] = True
    for tail, start, stop in zip(tails[::-1], starts[::-1], [arcs.shape[1], *starts[:0:-1]], strict=True):
        leads[tail] = leads[arcs[1, start:stop]].any()
    return arcs[:, leads[arcs[1]]]


def _equations(arcs: Whole, counts: Whole, capacity: int, boxes: int) -> tuple[csr_array, Whole]:
    """Return matrix and right side: flow out minus flow in at each position, then uses of each width."""
    tail, head, kind = arcs
    columns = np.arange(len(kind))
    placed = kind < len(counts)
    rows = np.concatenate([tail, head, capacity + 1 + kind[placed]])
    values = np.repeat([1, -1, 1], [len(kind), len(kind), placed.sum()])
    shape = (capacity + 1 + len(counts), len(kind))
    matrix = csr_array((values, (rows, np.concatenate([columns, columns, columns[placed]]))), shape=shape)
    wanted = np.concatenate([np.zeros(capacity + 1, np.int64), counts])
    wanted[0], wanted[capacity] = boxes, -boxes
    return matrix, wanted


def _solve(matrix: csr_array, wanted: Whole, most: Whole, time_limit_s: float) -> OptimizeResult:
    """Return what HiGHS finds: any whole flow will do, so there is nothing to minimise."""
    # On these matrices presolve removes next to nothing, takes minutes and does not watch the clock.
    return milp(
        np.zeros(matrix.shape[1]),
        integrality=np.ones(matrix.shape[1]),
        bounds=Bounds(0, most),
        constraints=LinearConstraint(matrix, wanted, wanted),
        options={"time_limit": time_limit_s, "presolve": False},
    )


def _paths(arcs: Whole, flow: Whole, capacity: int, boxes: int) -> list[list[int]]:
    """Return the kinds along each of the paths that make up a flow."""
    leaving: dict[int, list[Sequence[int]]] = {}
    for (tail, head, kind), times in zip(arcs.T.tolist(), flow.tolist(), strict=True):
        leaving.setdefault(tail, []).extend([(head, kind)] * times)
    paths: list[list[int]] = []
    for _ in range(boxes):
        position, path = 0, []
        while position < capacity:
            position, kind = leaving[position].pop()
            path.append(kind)
        paths.append(path)
    return paths
