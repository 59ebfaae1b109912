"""Balancers that look at every pod: least in flight with its ties and its counts, and join-idle-queue.

Vocabulary: `fewest` (0) is the smallest number in flight, `ties` (3) the pods that have it. Among these one is
drawn, as in Envoy; or they are `rotating`, each in its turn, as HAProxy and nginx do it; or it is the `first`: whoever
does that sends everybody's requests to pod 0.

What "least" counts differs, too. Of a pod's 3 requests in flight, 1 is `in service` if it has one worker, and 2 are
`waiting`. `On the wire` are those that were sent and aren't there yet: where the network takes no time, as in this
simulation, none. Each count is what lies between a low (1) and a high (3) of the requests in flight.
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers.balancer import Balancer

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


COUNTS = ("in flight", "waiting", "in service", "on the wire")
LEAST_IN_FLIGHT = Balancer("least_in_flight", pick_least_in_flight, draws=1)
TIES = {
    "drawn": LEAST_IN_FLIGHT,
    "rotating": Balancer("least_in_flight_ties_rotating", pick_least_rotating, draws=0, turn=(1, 0)),
    "rotating from the first": Balancer("least_in_flight_ties_from_the_first", pick_least_rotating, draws=0),
    "first": Balancer("least_in_flight_ties_first", pick_first_of_least, draws=0),
}
JOIN_IDLE_QUEUE = Balancer("join_idle_queue", pick_idle, draws=1)
