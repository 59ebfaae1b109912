"""Pods onto nodes, one after the other, at full speed: compiled, O(pods · nodes).

Vocabulary: `used` ((3000, 8589934592)) is what the pods on a node request; `counted` is what the scores count for
them, which is more where pods request nothing; `weights` (1, 0, 1, 0) say how much each of the four scores counts;
a pod's `kind` (2) is a row of the table `allowed`, which says on which nodes it may run.

The scores are written once, here: `scores` calls them as they are, the kernel compiles them. Nothing is checked;
`scores` and `placing` are the doors. Amounts stay below 2**53: a hundred times as much still fits into 64 bits.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from course_lib.arrays import Flags, Whole
from course_lib.machine_code import compile_and_keep, helper

Resources = tuple[int, ...]
Weights = tuple[int, int, int, int]
NONE = -1
FULL_SCORE = 100
CPU_AND_MEMORY = (1, 1)
# The columns of a node; all but the last are CPU and memory. One array, as it is ten times as fast as six.
ALLOCATABLE, USED, COUNTED, PODS_LEFT = 0, 2, 4, 6


@helper
def mean_percent(requested: Resources, allocatable: Resources, weights: Resources, free: bool) -> int:
    """Return the weighted mean of what is requested, or free, in percent: each rounded down, and the mean."""
    total = weight = 0
    for i in range(len(allocatable)):
        if allocatable[i] > 0:
            amount = min(requested[i], allocatable[i])
            if free:
                amount = allocatable[i] - amount
            total += weights[i] * (amount * FULL_SCORE // allocatable[i])
            weight += weights[i]
    return total // weight if weight else 0


@helper
def balance(requested: Resources, allocatable: Resources) -> int:
    """Return 100 less half the percentage points between the shares of CPU and memory requested, rounded down."""
    if allocatable[0] == 0 or allocatable[1] == 0:
        return FULL_SCORE
    cpu, memory = requested[0] / allocatable[0], requested[1] / allocatable[1]
    deviation = abs(min(cpu, 1.0) - min(memory, 1.0)) / 2
    return int((1 - deviation) * FULL_SCORE)


@helper
def left_over(requested: Resources, allocatable: Resources) -> float:
    """Return the share of CPU left over plus the share of memory."""
    total = 0.0
    for i in range(2):
        if allocatable[i] > 0:
            total += (allocatable[i] - requested[i]) / allocatable[i]
    return total


@helper
def score(requested: Resources, counted: Resources, allocatable: Resources, weights: Weights) -> float:
    """Return the weighted sum of a node's scores: least and most allocated, balanced, and less left over."""
    total = 0.0
    if weights[0]:
        total += weights[0] * mean_percent(counted, allocatable, CPU_AND_MEMORY, True)
    if weights[1]:
        total += weights[1] * mean_percent(counted, allocatable, CPU_AND_MEMORY, False)
    # A pod that requests nothing at all is not scored for balance: kubernetes/kubernetes#130260.
    if weights[2]:
        total += weights[2] * balance(requested, allocatable)
    if weights[3]:
        total -= weights[3] * left_over(requested, allocatable)
    return total


@helper
def _fits(node: Whole, request: Resources) -> bool:
    """Whether a node has room for the request, and for one more pod."""
    return bool(
        node[USED] + request[0] <= node[ALLOCATABLE]
        and node[USED + 1] + request[1] <= node[ALLOCATABLE + 1]
        and node[PODS_LEFT] > 0
    )


@helper
def _best(nodes: Whole, request: Resources, counted: Resources, may: Flags, weights: Weights) -> int:
    """Return the first of those nodes that fit and score most; NONE if none fits."""
    best, most = NONE, -np.inf
    for i in range(len(nodes)):
        if may[i] and _fits(nodes[i], request):
            node = nodes[i]
            used = node[USED] + request[0], node[USED + 1] + request[1]
            seen = node[COUNTED] + counted[0], node[COUNTED + 1] + counted[1]
            points = score(used, seen, (node[ALLOCATABLE], node[ALLOCATABLE + 1]), weights)
            if points > most:
                best, most = i, points
    return best


@helper
def _open(nodes: Whole, pods_most: Whole, request: Resources, may: Flags) -> int:
    """Open the first closed node that the pod would fit, and return it; NONE if there is none."""
    for i in range(len(nodes)):
        if pods_most[i] and may[i]:
            nodes[i, PODS_LEFT] = pods_most[i]
            if _fits(nodes[i], request):
                pods_most[i] = 0
                return i
            nodes[i, PODS_LEFT] = 0
    return NONE


def place(pods: Whole, nodes: Whole, kind_of: Whole, allowed: Flags, weights: Weights, as_needed: bool) -> Whole:
    """Return the node of each pod, placed in the order given, NONE where it fits nowhere; `nodes` are filled.

    A row of `pods` is what it requests and what is counted for it, CPU and memory each. A node that is closed yet has
    no pods left; how many it will take then stands in `pods_most`, which is 0 for open ones.
    """
    pods_most = nodes[:, PODS_LEFT].copy()
    if as_needed:
        nodes[:, PODS_LEFT] = 0
    until = 0 if as_needed else len(nodes)
    node_of = np.full(len(pods), NONE)
    for i in range(len(pods)):
        request, counted = (pods[i, 0], pods[i, 1]), (pods[i, 2], pods[i, 3])
        own = (weights[0], weights[1], weights[2] if request[0] or request[1] else 0, weights[3])
        node = _best(nodes[:until], request, counted, allowed[kind_of[i]], own)
        if node == NONE and as_needed:
            node = _open(nodes, pods_most, request, allowed[kind_of[i]])
            until = max(until, node + 1)
        if node != NONE:
            nodes[node, USED:PODS_LEFT] += pods[i]
            nodes[node, PODS_LEFT] -= 1
        node_of[i] = node
    return node_of


@cache
def compiled() -> Any:
    """Return `place` compiled, or as another process left it on disk; as it is, where nothing compiles it."""
    return compile_and_keep(nogil=True)(place)


def warm() -> None:
    """Compile the kernel, or load it from numba's cache: then the first placement is as fast as the rest."""
    one = np.ones((1, 1), np.int64)
    compiled()(np.tile(one, 4), np.tile(one, 7), one[0] - 1, one > 0, (1, 0, 1, 0), True)
