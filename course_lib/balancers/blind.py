"""Balancers that look at no load: random and round robin.

Vocabulary: `memory[1][0]` (7.0) is how many turns of round robin went by, and so whose it is.

Of many proxies each begins at a pod drawn for it, as in gRPC (grpc/grpc, round_robin.cc: the picker's first index is
random) and in Envoy (load_balancer_impl.cc: a seed of its own for each worker). If all began with one pod, they would
go on side by side for thousands of requests, and crowd one pod after the other. nginx's workers do begin with the
first pod, all of them.
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers.balancer import Balancer


def pick_random(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return any pod, each with the same chance: what kube-proxy does with connections.

    >>> pick_random(0.0, [0.25], [9, 0, 0, 0], [])
    1
    """
    return int(draws[0] * len(in_flight))


def pick_round_robin(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod whose turn it is.

    >>> memory = [[0.0], [0.0]]
    >>> [pick_round_robin(0.0, [], [9, 0, 0], memory) for _ in range(5)]
    [0, 1, 2, 0, 1]
    """
    pod = int(memory[1][0]) % len(in_flight)
    memory[1][0] += 1
    return pod


def round_robin(start: str = "drawn") -> Balancer:
    """Return round robin whose many proxies begin at a pod drawn for each, or all at the "first".

    Raises
    ------
    ValueError
        If the start is neither.

    Examples
    --------
    >>> round_robin(start="first")
    Balancer(round_robin_from_the_first)
    """
    require.one_of("start", start, STARTS)
    return STARTS[start]


RANDOM = Balancer("random", pick_random, draws=1)
ROUND_ROBIN = Balancer("round_robin", pick_round_robin, draws=0, turn=(1, 0))
STARTS = {"drawn": ROUND_ROBIN, "first": Balancer("round_robin_from_the_first", pick_round_robin, draws=0)}
