"""The power of two choices: look at two pods, take the one with fewer requests in flight.

Vocabulary: `first` (4) and `second` (7) are the pods looked at. Linkerd, tower and Finagle draw two that differ, as
here. `d_choices` has any number of them, and Envoy's way: each drawn from all pods.
"""

from __future__ import annotations

from course_lib.balancers.balancer import Balancer


def pick_of_two(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return that of two different pods, drawn at random, which has fewer requests in flight.

    Of equals the first drawn, as in tower (tower/src/balance/p2c).

    >>> [pick_of_two(0.0, draws, [2, 0, 2], []) for draws in ([0.0, 0.0], [0.0, 0.5], [0.9, 0.0])]
    [1, 0, 2]
    >>> pick_of_two(0.0, [0.9, 0.9], [5], [])
    0
    """
    pods = len(in_flight)
    first = int(draws[0] * pods)
    second = int(draws[1] * (pods - 1))
    if second >= first and pods > 1:  # the pods after the first move up to fill its place
        second += 1
    return first if in_flight[first] <= in_flight[second] else second


POWER_OF_TWO_CHOICES = Balancer("power_of_two_choices", pick_of_two)
