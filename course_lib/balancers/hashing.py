"""Ring hash: each request has a key, and a key always goes to the same pod.

Vocabulary: the `ring` is the line from 0 to 1, bent so that its ends meet. Each pod stands on it at 20 `points`
(0.192, …); a request goes from its `key` (0.15) to the nearest point clockwise.

When a pod joins, only keys move that now meet one of its points first, about one in n. The price: the arcs between
points differ in length, so pods get uneven shares, whatever they are doing. Here every request has a key of its
own. Source: Karger and others, "Consistent hashing and random trees", STOC 1997.
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers.balancer import Balancer


def scramble(number: int) -> float:
    """Return a place on the ring for a whole number: the same on every machine, and without a pattern.

    Products stay below 2**63, so that Python's and a machine's whole numbers agree.

    >>> [round(scramble(number), 3) for number in (1, 2, 3)]
    [0.192, 0.401, 0.874]
    """
    for _ in range(2):
        number = ((number >> 16) ^ number) * 0x45D9F3B & 0xFFFFFFFF
    return ((number >> 16) ^ number) / 4294967296.0


def pick_on_ring(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return the pod whose point comes first clockwise from the key; `memory[0][0]` is the points a pod."""
    points = int(memory[0][0])
    nearest, chosen = 2.0, 0
    for pod in range(len(in_flight)):
        for point in range(points):
            way = scramble(1 + pod * points + point) - draws[0]
            if way < 0.0:  # behind the key: once around
                way += 1.0
            if way < nearest:
                nearest, chosen = way, pod
    return chosen


def ring_hash(points: int = 20) -> Balancer:
    """Return ring hash with so many points a pod: the more, the more even the shares.

    >>> ring_hash(points=100)
    Balancer(ring_hash, settings=(100.0,))
    """
    return Balancer("ring_hash", pick_on_ring, draws=1, settings=(float(require.whole("points", points, at_least=1)),))


RING_HASH = ring_hash()
