"""What a balancer is built from, as a person would write it: counting what is in flight, drawing pods, and how often.

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


def share_of_dead(pods: int, choices: int, with_replacement: bool) -> float:
    """Return the share of requests sent to a pod that never answers, when each goes to the least busy of some choices.

    What it gets stays in flight there, so before long it is the busiest, and only taken where all that are looked at
    are this one. Source of the first case: Envoy, least_request.proto, for two choices of two pods.

    Parameters
    ----------
    pods : int
        All pods, the dead one among them.
    choices : int
        Pods looked at, at least 1 and at most all.
    with_replacement : bool
        Whether each is drawn from all pods; else all that are looked at differ.

    Examples
    --------
    >>> share_of_dead(pods=2, choices=2, with_replacement=True), share_of_dead(2, 2, with_replacement=False)
    (0.25, 0.0)
    """
    if with_replacement:
        return (1 / pods) ** choices
    return 1 / pods if choices == 1 else 0.0
