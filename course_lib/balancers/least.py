"""Balancers that look at every pod: least in flight, and join-idle-queue.

Vocabulary: `fewest` (0) is the smallest number in flight, `ties` (3) the pods that have it. Among these one is drawn:
whoever always takes the first sends everybody's requests to pod 0. Other ways are in the module `ties`, and other
counts in `counts`. Where there are many pods, the same picks come from an index of `loads`.
"""

from __future__ import annotations

from course_lib.balancers.balancer import Balancer, Index
from course_lib.balancers.loads import LOADS, add, meet, nth


def pick_least_in_flight(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return a pod with the fewest requests in flight ("join the shortest queue").

    >>> [pick_least_in_flight(0.0, [draw], [4, 1, 7, 1], []) for draw in (0.0, 0.49, 0.5, 0.99)]
    [1, 1, 3, 3]
    """
    fewest, ties = in_flight[0], 0
    for pod in range(len(in_flight)):
        if in_flight[pod] < fewest:
            fewest, ties = in_flight[pod], 0
        if in_flight[pod] == fewest:
            ties += 1
    skip = int(draws[0] * ties)
    for pod in range(len(in_flight)):
        if in_flight[pod] == fewest:
            if skip == 0:
                return pod
            skip -= 1
    return 0


def pick_idle(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return an idle pod if there is one, else any ("join-idle-queue").

    Real ones keep idle pods on a list, so that no request looks at them all. Source: Lu and others,
    "Join-Idle-Queue", Performance Evaluation 68 (2011).

    >>> [pick_idle(0.0, [draw], [4, 0, 7, 0], []) for draw in (0.0, 0.5)]
    [1, 3]
    >>> pick_idle(0.0, [0.5], [4, 1, 7, 1], [])
    2
    """
    idle = 0
    for pod in range(len(in_flight)):
        if in_flight[pod] == 0:
            idle += 1
    skip = int(draws[0] * idle)
    for pod in range(len(in_flight)):
        if in_flight[pod] == 0:
            if skip == 0:
                return pod
            skip -= 1
    return int(draws[0] * len(in_flight))


def pick_least_by_index(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod that `pick_least_in_flight` returns."""
    leaf = meet(len(in_flight), memory)
    for load in range(LOADS):
        tree = memory[2 + load]
        if tree[0] > 0:
            return nth(int(draws[0] * tree[0]), load, in_flight, tree, leaf)
    return pick_least_in_flight(now, draws, in_flight, memory)  # where every pod has more than there are trees


def pick_idle_by_index(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod that `pick_idle` returns."""
    leaf = meet(len(in_flight), memory)
    tree = memory[2]
    if tree[0] > 0:
        return nth(int(draws[0] * tree[0]), 0, in_flight, tree, leaf)
    return int(draws[0] * len(in_flight))


def track_loads(pod: int, was: int, in_flight: list[int], memory: list[list[float]]) -> None:
    """Move a pod from the tree of the load that it had to the tree of the one that it has."""
    place = meet(len(in_flight), memory) + pod
    if was < LOADS:
        add(-1, place, memory[2 + was])
    if in_flight[pod] < LOADS:
        add(1, place, memory[2 + in_flight[pod]])


def track_idle(pod: int, was: int, in_flight: list[int], memory: list[list[float]]) -> None:
    """Take a pod out of the tree of the idle, or put it back in."""
    place = meet(len(in_flight), memory) + pod
    if was == 0:
        add(-1, place, memory[2])
    if in_flight[pod] == 0:
        add(1, place, memory[2])


LEAST_IN_FLIGHT = Balancer(
    "least_in_flight", pick_least_in_flight, draws=1, index=Index(pick_least_by_index, track_loads, pods=64)
)
JOIN_IDLE_QUEUE = Balancer(
    "join_idle_queue", pick_idle, draws=1, index=Index(pick_idle_by_index, track_idle, pods=64)
)
