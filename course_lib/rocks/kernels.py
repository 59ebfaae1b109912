"""The packing rules at full speed: compiled, O(n log n), box for box those of `textbook`.

Vocabulary: a kernel takes sizes in the order to place them ([4., 8., 1.]) and a capacity (10.) and
returns the box of each ([0, 1, 0]); boxes are numbered in the order opened. A tournament tree (here
[4, 4, 1, 4, 3, 1, 0] from index 1 on, over the leaves [4, 3, 1, 0]) keeps in each node the largest of
its two children, `tree[1]` at the top; the children of node k are 2k and 2k + 1.

Sizes and capacity are float64 whole numbers below 2**53 (see `Steps`), so arithmetic is exact and one
compiled version of each kernel is enough. Nothing is checked here: `pack` is the door.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course_lib.arrays import Values, Whole
from course_lib.machine_code import compile_and_keep

NONE = -1

compiled = compile_and_keep(nogil=True)


@compiled
def _tree(leaves: int, value: float) -> Any:
    """Return a tournament tree whose leaves (at least so many, a power of two) all hold `value`."""
    half = 1
    while half < leaves:
        half *= 2
    return np.full(2 * half, value)


@compiled
def _assign(tree: Any, leaf: int, value: float) -> None:
    """Set a leaf and what depends on it."""
    node = leaf + len(tree) // 2
    tree[node] = value
    while node > 1:
        node //= 2
        largest = max(tree[2 * node], tree[2 * node + 1])
        if tree[node] == largest:
            return
        tree[node] = largest


@compiled
def _leftmost(tree: Any, node: int, need: float) -> int:
    """Return the first leaf under `node`, or to the right of it, that holds at least `need`; else NONE."""
    while tree[node] < need:
        while node % 2:  # a right child, or the top: nothing beside it
            node //= 2
        if node == 0:
            return NONE
        node += 1
    while node < len(tree) // 2:
        node = 2 * node if tree[2 * node] >= need else 2 * node + 1
    return node - len(tree) // 2


@compiled
def next_fit(sizes: Values, capacity: float) -> Whole:
    """Place each size in the newest box, or a new one. Time O(n)."""
    box_of = np.empty(len(sizes), np.int64)
    box, room = NONE, -1.0
    for i, size in enumerate(sizes):
        if size > room:
            box, room = box + 1, capacity
        room -= size
        box_of[i] = box
    return box_of


@compiled
def first_fit(sizes: Values, capacity: float) -> Whole:
    """Place each size in the first leaf with room. Time O(n log n).

    Boxes not yet opened stand in the tree with all their room: to open one is to be led to it.
    """
    box_of = np.empty(len(sizes), np.int64)
    rooms = _tree(len(sizes), capacity)
    for i, size in enumerate(sizes):
        box = _leftmost(rooms, 1, size)
        _assign(rooms, box, rooms[len(rooms) // 2 + box] - size)
        box_of[i] = box
    return box_of


@compiled
def worst_fit(sizes: Values, capacity: float) -> Whole:
    """Place each size in the first leaf that has as much room as the top. Time O(n log n).

    Boxes not yet opened have no room at all here, or they would always be the emptiest.
    """
    box_of = np.empty(len(sizes), np.int64)
    rooms = _tree(len(sizes), -1.0)
    opened = 0
    for i, size in enumerate(sizes):
        box = opened
        if rooms[1] >= size:
            box = _leftmost(rooms, 1, rooms[1])
            _assign(rooms, box, rooms[1] - size)
        else:
            opened += 1
            _assign(rooms, box, capacity - size)
        box_of[i] = box
    return box_of


@compiled
def _comes_before(a: int, b: int, room: Values) -> bool:
    """Whether box `a` has less room than `b`, or as much and is older; no box comes after all."""
    return b == NONE or (a != NONE and (room[a] < room[b] or (room[a] == room[b] and a < b)))


@compiled
def _merge(a: int, b: int, room: Values, left: Whole, right: Whole) -> int:
    """Merge two skew heaps of boxes (least room on top, the older of equals) and return the top.

    Amortised O(log n): Sleator & Tarjan, "Self-adjusting heaps", SIAM J. Comput. 15 (1986).
    """
    if _comes_before(b, a, room):
        a, b = b, a
    top = a
    while b != NONE:
        below = right[a]
        if _comes_before(b, below, room):
            below, b = b, below
        # Children change sides on the way down: that alone keeps the heap shallow.
        right[a], left[a] = left[a], below
        a = below
    return top


@compiled
def best_fit(sizes: Values, capacity: float) -> Whole:
    """Place each size in the box with the least room that is enough. Time O(n log n).

    The sizes are known beforehand, so each box is filed under the largest size that it can take. The
    box we look for is on top of the first heap that is not empty at or above the size's own place.
    """
    n, opened = len(sizes), 0
    box_of = np.empty(n, np.int64)
    places, filled = np.sort(sizes), _tree(n, 0.0)
    first_leaf = len(filled) // 2
    top, left, right = np.full(n, NONE), np.full(n, NONE), np.full(n, NONE)
    rooms = np.full(n, capacity)
    for i, size in enumerate(sizes):
        place = _leftmost(filled, first_leaf + np.searchsorted(places, size), 1.0)
        if place == NONE:
            box, opened = opened, opened + 1
        else:
            box = top[place]
            top[place] = _merge(left[box], right[box], rooms, left, right)
            if top[place] == NONE:
                _assign(filled, place, 0.0)
        rooms[box] -= size
        left[box] = right[box] = NONE
        place = np.searchsorted(places, rooms[box], side="right") - 1
        if place >= 0:  # otherwise nothing fits it any more
            top[place] = _merge(top[place], box, rooms, left, right)
            _assign(filled, place, 1.0)
        box_of[i] = box
    return box_of


@compiled
def sort_by_box(box_of: Whole, order: Whole, boxes: int) -> tuple[Whole, Whole]:
    """Return indices sorted by box, within a box in the given order, and where each box ends. O(n)."""
    ends = np.zeros(boxes, np.int64)
    for box in box_of:
        ends[box] += 1
    ends = np.cumsum(ends)
    free, indices = ends.copy(), np.empty_like(order)
    for index in order[::-1]:
        free[box_of[index]] -= 1
        indices[free[box_of[index]]] = index
    return indices, ends


def warm() -> None:
    """Compile every kernel, or load it from numba's cache: then the first packing is as fast as the rest."""
    for kernel in (next_fit, first_fit, best_fit, worst_fit):
        sort_by_box(kernel(np.array([4.0, 8.0, 1.0]), 10.0), np.arange(3), 2)
