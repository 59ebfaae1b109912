"""Least request by other counts: of a pod's requests in flight, not all need count.

Vocabulary: of a pod's 3 requests in flight, 1 is `in service` if it has one worker, and 2 are `waiting`. `On the wire`
are those that were sent and aren't there yet: where the network takes no time, as in this simulation, none. Each count
is what lies between a low (1) and a high (3) of the requests in flight.
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers.balancer import Balancer
from course_lib.balancers.least import pick_least_in_flight

NO_LIMIT = 2.0**62
COUNTS = ("in flight", "waiting", "in service", "on the wire")


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
