"""Weighted least request, as Envoy does it: round robin by deadline, where a busy pod's next one is later.

Vocabulary: a pod's `weight` (2.0) over its requests in flight and this one, to the power of the `bias` (1.0),
says how often it comes: its `deadline` (3.5) is one over that after its turn. The pod with the earliest deadline
is next; of equals the one that has waited longest for its turn (its `place` in the queue is the lowest).

Sources: Envoy, source/common/upstream/edf_scheduler.h and least_request_lb.cc. Envoy does this only where
weights differ, newer ones also where a bias is set; else it is two choices with replacement. As there, some turns,
fewer than there are pods, go by before the first request: else many proxies would march in step.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from course_lib import require
from course_lib.balancers.balancer import Balancer


def interval(pod: int, in_flight: list[int], memory: list[list[float]]) -> float:
    """Return how long after its turn a pod's deadline is: row 0 holds bias, how many weights, and the weights."""
    bias = memory[0][0]
    weight = memory[0][2 + pod] if pod < memory[0][1] else 1.0
    if bias == 1.0:
        weight = weight / (in_flight[pod] + 1)
    elif bias != 0.0:
        weight = weight / math.pow(in_flight[pod] + 1.0, bias)
    return 1.0 / weight


def enqueue(pod: int, in_flight: list[int], memory: list[list[float]]) -> None:
    """Give a pod its next deadline (row 1) and its place (row 2); row 3 holds the time and the next place."""
    memory[1][pod] = memory[3][0] + interval(pod, in_flight, memory)
    memory[2][pod] = memory[3][1]
    memory[3][1] += 1


def take_turn(in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod whose deadline is the earliest, and set its next."""
    deadline, place = memory[1], memory[2]
    chosen = 0
    for pod in range(1, len(in_flight)):
        tie = deadline[pod] == deadline[chosen] and place[pod] < place[chosen]
        if deadline[pod] < deadline[chosen] or tie:
            chosen = pod
    memory[3][0] = deadline[chosen]
    enqueue(chosen, in_flight, memory)
    return chosen


def pick_by_deadline(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod with the earliest deadline and set its next.

    `memory[3][2]` pods have one already, and `memory[3][3]` turns go by first.

    >>> memory = [[1.0, 2.0, 2.0, 1.0], [0.0] * 2, [0.0] * 2, [0.0] * 4]  # bias 1, two weights: 2 and 1
    >>> [pick_by_deadline(0.0, [], [0, 0], memory) for _ in range(6)]
    [0, 1, 0, 0, 1, 0]
    """
    while memory[3][2] < len(in_flight):
        enqueue(int(memory[3][2]), in_flight, memory)
        memory[3][2] += 1
    while memory[3][3] > 0:
        take_turn(in_flight, memory)
        memory[3][3] -= 1
    return take_turn(in_flight, memory)


def weighted_least_request(weights: Sequence[float] = (), bias: float = 1.0) -> Balancer:
    """Return weighted least request; pods beyond the weights given weigh 1, and a bias of 0 is round robin.

    >>> weighted_least_request([2.0, 1.0])
    Balancer(weighted_least_request, settings=(1.0, 2.0, 2.0, 1.0))
    """
    require.that(require.number("bias", bias) >= 0, "bias", bias, "be zero or more")
    checked = [require.positive(f"weights[{pod}]", weight) for pod, weight in enumerate(weights)]
    settings = (float(bias), float(len(checked)), *checked)
    return Balancer("weighted_least_request", pick_by_deadline, draws=0, settings=settings, turn=(3, 3))


WEIGHTED_LEAST_REQUEST = weighted_least_request()
