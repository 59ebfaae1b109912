"""An index of pods by what they have in flight, kept as requests come and go, so that nobody looks at them all.

Vocabulary
----------
load    2: what a pod has in flight
tree    row 2 + load of memory: tree[0] pods have that load; of these tree[1] to tree[10] are in one tenth of all pods
        each, and so on, from node to ten children, down to the pods
leaf    111: where pod 0 would come in a tree, and the others after it. There is nothing there, as `in_flight` says
        what they have
met     memory[1][0] pods are in the trees, and their leaf is memory[1][1]
"""

from __future__ import annotations

LOADS = 10  # that have a tree


def meet(pods: int, memory: list[list[float]]) -> int:
    """Put each pod not met before among the idle, and return the leaf."""
    while memory[1][0] < pods:
        memory[1][1] = leaf_of(len(memory[1]))
        add(1, int(memory[1][1] + memory[1][0]), memory[2])
        memory[1][0] += 1
    return int(memory[1][1])


def add(change: int, place: int, tree: list[float]) -> None:
    """Change how many there are in the parts that a place belongs to, from a tenth of a tenth up to all."""
    while place > 0:
        place = (place - 1) // 10
        tree[place] += change


def nth(skip: int, load: int, in_flight: list[int], tree: list[float], leaf: int) -> int:
    """Return the pod that comes after so many others of its load."""
    first = 1
    while first < leaf:
        node, skip = part(skip, first, tree)
        first = 10 * node + 1
    chosen, seen = first - leaf, 0
    for pod in range(chosen, min(chosen + 10, len(in_flight))):
        seen += in_flight[pod] == load
        if seen <= skip:
            chosen = pod + 1
    return chosen


def part(skip: int, first: int, tree: list[float]) -> tuple[int, int]:
    """Return which of ten nodes holds what comes after so many others, and how many of these are in it, too.

    None is left out: where a loop ends sooner, a processor can't guess, and guessing wrong takes it longer.
    """
    chosen, before, seen = first, 0, 0
    for node in range(first, first + 10):
        seen += int(tree[node])
        if seen <= skip:
            chosen, before = node + 1, seen
    return chosen, skip - before


def leaf_of(pods: int) -> int:
    """Return where the first of so many pods comes in a tree: above a thousand stand a hundred, ten and one.

    >>> [leaf_of(pods) for pods in (10, 100, 101, 1000, 10_000)]
    [1, 11, 111, 111, 1111]
    """
    leaf = 1
    while 9 * leaf + 1 < pods:
        leaf = 10 * leaf + 1
    return leaf
