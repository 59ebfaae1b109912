"""What learners read and rewrite: connections and pods as a person would count them, without checks.

Vocabulary: `pods` (10) share a service, `connections` (50) go to any of them alike; a `draw` (0.37) is a number
from 0 to below 1, and int(draw * pods) the pod that it chooses.
"""

from __future__ import annotations


def iptables_probabilities(pods: int) -> list[float]:
    """Return with which probability each of kube-proxy's rules sends a connection that has come to it to its pod.

    >>> iptables_probabilities(4)
    [0.25, 0.3333333333333333, 0.5, 1.0]
    """
    probabilities = []
    for rule in range(pods):  # the first rule is number 0
        still_possible = pods - rule  # this rule's pod, and those of the rules after it
        probabilities.append(1 / still_possible)
    return probabilities


def requests_per_pod(connections: list[int], draws: list[float], pods: int) -> list[int]:
    """Return how many requests each pod gets, where a pod is chosen for a connection and not for a request.

    One entry a request, in order: the number of its connection, and a draw of which only a new connection makes use.

    >>> requests_per_pod([7, 7, 8, 7], [0.9, 0.1, 0.3, 0.5], pods=4)
    [0, 1, 0, 3]
    """
    counts = [0] * pods
    goes_to: dict[int, int] = {}  # the pod of each connection that is open
    for connection, draw in zip(connections, draws, strict=True):
        if connection not in goes_to:
            goes_to[connection] = int(draw * pods)
        pod = goes_to[connection]  # the one that gets this request
        counts[pod] += 1
    return counts


def expected_busy(pods: int, connections: int) -> float:
    """Return how many pods get one connection or more, on average over all that chance may do.

    >>> round(expected_busy(10, 10), 3)
    6.513
    """
    idle_chance = (1 - 1 / pods) ** connections  # all connections miss this pod
    return pods * (1 - idle_chance)


def busiest_over_mean(replays: list[list[float]], pods: int) -> float:
    """Return how many times the mean the busiest pod gets, on average over replays.

    A replay is a list of draws, one a connection; replays may differ in length.

    >>> busiest_over_mean([[0.1, 0.2, 0.7], [0.1, 0.5, 0.9]], pods=2)
    1.3333333333333333
    """
    total = 0.0
    for draws in replays:
        counts = [0] * pods
        for draw in draws:
            counts[int(draw * pods)] += 1
        total += max(counts) / (len(draws) / pods)
    return total / len(replays)


def share_on_new(old: float, new: float, age_minutes: float, minutes: float) -> float:
    """Return the share of the requests that new pods get, some minutes after they joined the old ones.

    Connections end at an age, each at another moment, and then choose among all pods.

    >>> share_on_new(old=5, new=5, age_minutes=30, minutes=6)
    0.1
    """
    renewed = min(minutes / age_minutes, 1)
    return renewed * new / (old + new)
