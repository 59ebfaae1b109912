"""The power of d choices: look at d pods, take the one with the fewest requests in flight.

Vocabulary: of two, `first` (4) and `second` (7) are the pods looked at; of any number, `chosen` (4) is the best one so
far and `other` (7) the next one looked at. Of equals the first drawn stays.

Without replacement all that are looked at differ, as in Linkerd, tower and Finagle. With replacement each is drawn from
all, as Envoy does it: one may come twice, and if the busiest comes every time, it is taken. Two that
differ are written out besides, as a learner writes them; `choices(2)` picks the same.
"""

from __future__ import annotations

from course_lib import require
from course_lib.balancers.balancer import MEMORY_WIDTH, Balancer


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


def pick_with_replacement(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return that of some pods, each drawn from all, which has the fewest requests in flight: one a draw.

    Of two pods it takes the busier one in every fourth case. Source: Envoy, least_request.proto.

    >>> [pick_with_replacement(0.0, draws, [2, 0], []) for draws in ([0.0, 0.0], [0.0, 0.5], [0.5, 0.0])]
    [0, 1, 1]
    """
    chosen = int(draws[0] * len(in_flight))
    for choice in range(1, len(draws)):
        other = int(draws[choice] * len(in_flight))
        if in_flight[other] < in_flight[chosen]:
            chosen = other
    return chosen


def pick_without_replacement(now: float, draws: list[float], in_flight: list[int], memory: list[list[float]]) -> int:
    """Return that of some different pods which has the fewest requests in flight: one a draw, or all there are.

    >>> memory = [[0.0] * 3, [0.0] * 3]
    >>> [pick_without_replacement(0.0, draws, [2, 1, 0], memory) for draws in ([0.0, 0.0], [0.0, 0.5], [0.9, 0.9])]
    [1, 2, 2]
    """
    pods = len(in_flight)
    chosen = int(draws[0] * pods)
    memory[1][0] = chosen
    for choice in range(1, min(len(draws), pods)):
        other = draw_another(draws[choice], pods, choice, memory)
        if in_flight[other] < in_flight[chosen]:
            chosen = other
    return chosen


def draw_another(draw: float, pods: int, looked_at: int, memory: list[list[float]]) -> int:
    """Draw a pod that was not looked at; row 1 holds those that were, in rising order, and then this one, too."""
    pod, before = int(draw * (pods - looked_at)), 0
    while before < looked_at and memory[1][before] <= pod:  # the pods after each of them move up to fill its place
        pod, before = pod + 1, before + 1
    for place in range(looked_at, before, -1):
        memory[1][place] = memory[1][place - 1]
    memory[1][before] = pod
    return pod


def choices(number: int = 2, with_replacement: bool = False) -> Balancer:
    """Return the power of so many choices; two without replacement pick as `POWER_OF_TWO_CHOICES` does.

    Raises
    ------
    ValueError
        If the number isn't a whole number from 1 to 32.

    Examples
    --------
    >>> choices(3), choices(3, with_replacement=True).draws
    (Balancer(power_of_3_choices), 3)
    """
    rule = f"be at most {MEMORY_WIDTH}"
    require.that(require.whole("number", number, at_least=1) <= MEMORY_WIDTH, "number", number, rule)
    if with_replacement:
        return Balancer(f"power_of_{number}_with_replacement", pick_with_replacement, draws=number)
    return Balancer(f"power_of_{number}_choices", pick_without_replacement, draws=number)


POWER_OF_TWO_CHOICES = Balancer("power_of_two_choices", pick_of_two)
POWER_OF_TWO_WITH_REPLACEMENT = choices(2, with_replacement=True)
