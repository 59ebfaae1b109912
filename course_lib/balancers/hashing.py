"""Ring hash: each request has a key, and a key always goes to the same pod.

Vocabulary: the `ring` is the line from 0 to 1, bent so that its ends meet. Each pod stands on it at 20 `points`
(0.192, …); a request goes from its `key` (0.15) to the nearest point clockwise.

When a pod joins, only keys move that now meet one of its points first, about one in n. The price: the arcs between
points differ in length, so pods get uneven shares, whatever they are doing. Here every request has a key of its
own. Source: Karger and others, "Consistent hashing and random trees", STOC 1997.
"""

from __future__ import annotations

import math

from course_lib import require
from course_lib.balancers.balancer import Balancer

STEPS = 2**32  # around the ring; each point is at one
MOST_POINTS = 100_000  # a pod
NUMBERS = 2**30  # more than there are points


def scramble(number: int) -> int:
    """Return a whole number below 2**32 for another: the same on every machine, without a pattern, and no two alike.

    Products stay below 2**63, so that Python's and a machine's whole numbers agree.

    >>> [scramble(number) for number in (0, 1, 2)]
    [0, 824515495, 1722258072]
    """
    number = ((number >> 16) ^ number) * 0x45D9F3B & 0xFFFFFFFF
    number = ((number >> 16) ^ number) * 0x45D9F3B & 0xFFFFFFFF
    return (number >> 16) ^ number


def place(point: int) -> float:
    """Return where on the ring a point is; the points of all pods are counted from 1.

    >>> [round(place(point), 3) for point in (1, 2, 3)]
    [0.192, 0.401, 0.874]
    """
    return scramble(point) / STEPS


def pick_on_ring(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod whose point comes first clockwise from the key; `memory[0][0]` is the points a pod.

    The way to a point, in steps, and the point's number are in one number: then a processor compares several at once.
    """
    points, key = int(memory[0][0]), math.ceil(draws[0] * STEPS)
    nearest = STEPS * NUMBERS
    for point in range(1, len(in_flight) * points + 1):
        way = (scramble(point) - key) % STEPS * NUMBERS + point
        if way < nearest:
            nearest = way
    return (nearest % NUMBERS - 1) // points


def ring_hash(points: int = 20) -> Balancer:
    """Return ring hash with so many points a pod, at most 100,000: the more, the more even the shares.

    >>> ring_hash(points=100)
    Balancer(ring_hash, settings=(100.0,))
    """
    rule = f"be at most {MOST_POINTS:,}"
    require.that(require.whole("points", points, at_least=1) <= MOST_POINTS, "points", points, rule)
    return Balancer("ring_hash", pick_on_ring, draws=1, settings=(float(points),))


RING_HASH = ring_hash()
