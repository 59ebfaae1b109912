"""What a balancer is built from, as a person would write it: counting what is in flight, and drawing two pods.

Vocabulary: a `request` (2, 0.0, 1.5, 4.0) is its pod, when it arrived there, when a worker began with it, and when
it ended. The balancers hold the same inside themselves; a test sees to it that they agree.
"""

from __future__ import annotations

from collections.abc import Sequence


def count_in_flight(now: float, requests: Sequence[tuple[int, float, float, float]], pods: int) -> list[int]:
    """Return for each pod how many requests are there at an instant: waiting or being worked on.

    What ends at this very instant has gone, what arrives at it is there.

    >>> requests = [(0, 0.0, 0.0, 4.0), (0, 1.0, 4.0, 5.0), (1, 2.0, 2.0, 3.0)]
    >>> count_in_flight(2.5, requests, pods=3), count_in_flight(4.0, requests, pods=3)
    ([2, 1, 0], [1, 0, 0])
    """
    in_flight = [0] * pods
    for pod, arrival, _start, finish in requests:
        if arrival <= now < finish:
            in_flight[pod] += 1
    return in_flight


def two_different(draws: Sequence[float], pods: int) -> tuple[int, int]:
    """Return two different pods, of two or more; over all draws each pair is equally likely.

    >>> two_different([0.5, 0.2], pods=4), two_different([0.5, 0.9], pods=4)
    ((2, 0), (2, 3))
    """
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first:  # the pods after the first move up to fill its place
        second += 1
    return first, second
