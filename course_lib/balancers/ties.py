"""Least in flight with other ways to settle ties, which are pods that all have the fewest in flight.

Vocabulary: one is `drawn`, as in Envoy; or they are `rotating`, each in its turn, as HAProxy and nginx do it; or it is
the `first`: whoever does that sends everybody's requests to pod 0.
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers.balancer import Balancer
from course_lib.balancers.least import LEAST_IN_FLIGHT


def pick_least_rotating(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the first of the pods with the fewest in flight, counted on from the pod picked last.

    >>> memory = [[0.0], [0.0]]
    >>> [pick_least_rotating(0.0, [], [4, 1, 7, 1], memory) for _ in range(3)]
    [1, 3, 1]
    """
    pods = len(in_flight)
    begin = int(memory[1][0]) % pods
    chosen = begin
    for step in range(1, pods):
        pod = (begin + step) % pods
        if in_flight[pod] < in_flight[chosen]:
            chosen = pod
    memory[1][0] = chosen + 1
    return chosen


def pick_first_of_least(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the first of the pods with the fewest in flight.

    >>> pick_first_of_least(0.0, [], [4, 1, 7, 1], [])
    1
    """
    chosen = 0
    for pod in range(1, len(in_flight)):
        if in_flight[pod] < in_flight[chosen]:
            chosen = pod
    return chosen


def least_in_flight(ties: str = "drawn") -> Balancer:
    """Return least in flight that takes a pod drawn among equals, the next in turn ("rotating"), or the "first".

    Where ties rotate, each of many proxies begins at a pod drawn for it; "rotating from the first" is that all begin
    with the first pod, as nginx's workers do.

    Raises
    ------
    ValueError
        If ties are none of these.

    Examples
    --------
    >>> least_in_flight(ties="rotating")
    Balancer(least_in_flight_ties_rotating)
    """
    require.one_of("ties", ties, TIES)
    return TIES[ties]


TIES = {
    "drawn": LEAST_IN_FLIGHT,
    "rotating": Balancer("least_in_flight_ties_rotating", pick_least_rotating, draws=0, turn=(1, 0)),
    "rotating from the first": Balancer("least_in_flight_ties_from_the_first", pick_least_rotating, draws=0),
    "first": Balancer("least_in_flight_ties_first", pick_first_of_least, draws=0),
}
