"""Balancers that look at every pod: least in flight, and join-idle-queue.

Vocabulary: `fewest` (0) is the smallest number in flight, `ties` (3) the pods that have it. Among these one is
drawn: whoever always takes the first sends everybody's requests to pod 0.
"""

from __future__ import annotations

from course_lib.balancers.balancer import Balancer


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


LEAST_IN_FLIGHT = Balancer("least_in_flight", pick_least_in_flight, draws=1)
JOIN_IDLE_QUEUE = Balancer("join_idle_queue", pick_idle, draws=1)
