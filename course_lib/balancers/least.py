"""Balancers that look at every pod: least in flight, the same by other counts, and join-idle-queue.

Vocabulary: `fewest` (0) is the smallest number in flight, `ties` (3) the pods that have it. Among these one is drawn:
whoever always takes the first sends everybody's requests to pod 0. The module `ties` has other ways.

What "least" counts differs, too. Of a pod's 3 requests in flight, 1 is `in service` if it has one worker, and 2 are
`waiting`. `On the wire` are those that were sent and aren't there yet: where the network takes no time, as in this
simulation, none. Each count is what lies between a low (1) and a high (3) of the requests in flight.

Where there are many pods, the same picks come from an index, which is kept as requests come and go:

load    2: what a pod has in flight
tree    row 2 + load of memory: tree[0] pods have that load; of these tree[1] to tree[10] are in one tenth of all pods
        each, and so on, from node to ten children, down to the pods
leaf    111: where pod 0 would come in a tree, and the others after it. There is nothing there, as `in_flight` says
        what they have
met     memory[1][0] pods are in the trees, and their leaf is memory[1][1]
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers.balancer import Balancer, Index

COUNTS = ("in flight", "waiting", "in service", "on the wire")
LOADS = 10  # that have a tree
NO_LIMIT = 2.0**62


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


def pick_least_counted(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return a pod of which the fewest requests count: those between `memory[0][0]` and `memory[0][1]` in flight.

    >>> memory = [[1.0, 9.0], [0.0] * 3]  # one worker: who is beyond 1 waits
    >>> [pick_least_counted(0.0, [draw], [1, 3, 0], memory) for draw in (0.0, 0.9)]
    [0, 2]
    """
    for pod in range(len(in_flight)):
        memory[1][pod] = min(max(in_flight[pod], memory[0][0]), memory[0][1])
    counted = memory[1][: len(in_flight)]
    return pick_least_in_flight(now, draws, counted, memory)  # type: ignore[arg-type]  # whole numbers all the same


def least_counted(count: str = "in flight", workers: int = 1) -> Balancer:
    """Return a balancer that sends to where the fewest requests count, by one of `COUNTS`; of equals one is drawn.

    Parameters
    ----------
    count : str
        One of `COUNTS`: "in flight", "waiting", "in service" or "on the wire".
    workers : int
        A pod: so many of its requests in flight are in service at most, and those beyond wait. What the balancer
        sends is all that comes: with several proxies no count is what the pod would say.

    Raises
    ------
    ValueError
        If an argument breaks its rule.

    Examples
    --------
    >>> least_counted("in service", workers=4)
    Balancer(least_in_service, settings=(0.0, 4.0))
    """
    require.one_of("count", count, COUNTS)
    served = float(require.whole("workers", workers, at_least=1))
    between = {
        "in flight": (0.0, NO_LIMIT),
        "waiting": (served, NO_LIMIT),
        "in service": (0.0, served),
        "on the wire": (0.0, 0.0),
    }
    return Balancer(f"least_{count.replace(' ', '_')}", pick_least_counted, draws=1, settings=between[count])


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


def meet(pods: int, memory: list[list[float]]) -> int:
    """Put each pod not met before among the idle, and return the leaf."""
    while memory[1][0] < pods:
        memory[1][1] = leaf_of(len(memory[1]))
        add(1, int(memory[1][1] + memory[1][0]), memory[2])
        memory[1][0] += 1
    return int(memory[1][1])


def leaf_of(pods: int) -> int:
    """Return where the first of so many pods comes in a tree: above a thousand stand a hundred, ten and one.

    >>> [leaf_of(pods) for pods in (10, 100, 101, 1000, 10_000)]
    [1, 11, 111, 111, 1111]
    """
    leaf = 1
    while 9 * leaf + 1 < pods:
        leaf = 10 * leaf + 1
    return leaf


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


LEAST_IN_FLIGHT = Balancer(
    "least_in_flight", pick_least_in_flight, draws=1, index=Index(pick_least_by_index, track_loads, pods=64)
)
JOIN_IDLE_QUEUE = Balancer(
    "join_idle_queue", pick_idle, draws=1, index=Index(pick_idle_by_index, track_idle, pods=64)
)
