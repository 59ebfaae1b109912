"""Ways to choose between two pods that are wrong, and what comes of them together with two pods that are wrong.

Vocabulary: a `choice` (1) is made of the first pod (2), the second (1) and what is in flight ([0, 1, 3]);
`WRONG_CHOICES` are the mistakes in making one, by name, and `DOUBLE` pairs each of them with each wrong pair of pods.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.balancers.textbook import two_different
from course_lib.chapters.ch06_balancers.exercises.two_pods import WRONG_PAIRS, Pair
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Function

Choice = Callable[[int, int, list[int]], int]
Key = Callable[[int], Any]


def lighter(first: int, second: int, load: Key) -> int:
    """Return the one with less load, of equals the first."""
    return first if load(first) <= load(second) else second


def by(load: Callable[[int, list[int]], Any]) -> Choice:
    """Return a choice of what is less by some measure of a pod and of what is in flight, of equals the first."""
    return lambda first, second, in_flight: lighter(first, second, lambda pod: load(pod, in_flight))


def pod_0_if_equal(first: int, second: int, in_flight: list[int]) -> int:
    """Choose rightly, but pod 0 where there are equals."""
    return 0 if in_flight[first] == in_flight[second] else lighter(first, second, in_flight.__getitem__)


def second_if_equal(first: int, second: int, in_flight: list[int]) -> int:
    """Choose rightly, but the second where there are equals."""
    return first if in_flight[first] < in_flight[second] else second


def choose_rightly(first: int, second: int, in_flight: list[int]) -> int:
    """Return the pod with less in flight, of equals the first."""
    return lighter(first, second, in_flight.__getitem__)


def pick_by(pair: Pair = two_different, choose: Choice = choose_rightly) -> Function:
    """Return a pick that draws its two pods in one way and chooses in another; of a single pod, that."""

    def pick(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
        pods = len(in_flight)
        first, second = pair(draws, pods) if pods > 1 else (0, 0)
        return choose(first, second, in_flight)  # type: ignore[arg-type]

    return pick


WRONG_CHOICES = {
    "picks-the-busier": Part(
        by(lambda pod, in_flight: -in_flight[pod]),
        "You take the busier of the two. Is the comparison the wrong way round?",
        "take the pod with less in flight, not the busier one.",
    ),
    "ties-to-the-lower": Part(
        by(lambda pod, in_flight: (in_flight[pod], pod)),
        "Of two equals you always take the one with the lower number. When most pods are idle, most are equal: pod 0"
        " gets the most requests, and if it is the one that fails, the most errors. Take the first one drawn.",
        "of two equals take the first one drawn, not the one with the lower number.",
    ),
    "ties-to-the-higher": Part(
        by(lambda pod, in_flight: (in_flight[pod], -pod)),
        "Of two equals you always take the one with the higher number, so the last pod wins every tie. Take the first"
        " one drawn.",
        "of two equals take the first one drawn, not the one with the higher number.",
    ),
    "ties-to-pod-0": Part(
        pod_0_if_equal,
        "Of two equals you take pod 0, whether it is one of the two or not. When most pods are idle, most are equal."
        " Take the first one drawn.",
        "of two equals take the first one drawn, not pod 0.",
    ),
    "takes-the-first": Part(
        lambda first, second, in_flight: first,
        "What is in flight plays no part in your choice: every pod gets the same share, as at random. Compare"
        " in_flight[first] with in_flight[second].",
        "compare what is in flight at the two: yours takes the first, whatever its load.",
    ),
    "compares-pods": Part(
        by(lambda pod, in_flight: pod),
        "You take the pod with the lower number, whatever its load, so pod 0 wins whenever it is one of the two. What"
        " is in flight at the two is in_flight[first] and in_flight[second].",
        "compare what is in flight at the two: yours takes the lower number, whatever its load.",
    ),
    "takes-the-higher-number": Part(
        by(lambda pod, in_flight: -pod),
        "You take the pod with the higher number, whatever its load, so the last pod always wins. What is in flight at"
        " the two is in_flight[first] and in_flight[second].",
        "compare what is in flight at the two: yours takes the higher number, whatever its load.",
    ),
    "compares-load-with-pod": Part(
        lambda first, second, in_flight: first if in_flight[first] <= second else second,
        "You compare what is in flight at the first pod with the second one's number. Both sides should be loads:"
        " in_flight[first] and in_flight[second].",
        "compare two loads, not what is in flight at the first pod with the second one's number.",
    ),
    "index-of-the-load": Part(
        lambda first, second, in_flight: in_flight.index(min(in_flight[first], in_flight[second])),
        "You take the first pod in the whole list that has the smaller load. That may be a third pod, which wasn't"
        " drawn at all, and is mostly one with a low number. Return first or second itself.",
        "return one of the two pods drawn, not the first in the whole list that has the smaller load.",
    ),
    "busy-or-idle": Part(
        by(lambda pod, in_flight: in_flight[pod] > 0),
        "Your code sees whether a pod is busy, but not how busy: two requests count as much as one. It is as if only"
        " the request being served counted, and not the queue. Compare the numbers.",
        "compare how many requests are in flight, not only whether there are any.",
    ),
    "returns-the-load": Part(
        lambda first, second, in_flight: min(in_flight[first], in_flight[second]),
        "You return how many requests are in flight, not the number of a pod. Return first or second,"
        " whichever of the two has less.",
        "return the number of a pod, not how many requests are in flight there.",
    ),
}
# Told apart only if the two pods are drawn wrongly as well; fairly drawn, each pod gets what it gets by another rule.
TOLD_TOGETHER = {
    "ties-to-the-second": Part(
        second_if_equal,
        "Of two equals you take the second one drawn, where it should be the first.",
        "of two equals take the first one drawn, not the second.",
    ),
    "takes-the-second": Part(
        lambda first, second, in_flight: second,
        "What is in flight plays no part in your choice: you take the second pod drawn, whatever its load.",
        "compare what is in flight at the two: yours takes the second, whatever its load.",
    ),
    "picks-the-busier-or-the-second": Part(
        lambda first, second, in_flight: first if in_flight[first] > in_flight[second] else second,
        "You take the busier of the two, and of equals the second. Is the comparison the wrong way round?",
        "take the pod with less in flight, not the busier one, and of equals the first, not the second.",
    ),
}


SINGLE = Family(pick_by, {"choose": WRONG_CHOICES, "pair": WRONG_PAIRS}).singles
DOUBLE = Family(pick_by, {"pair": WRONG_PAIRS, "choose": {**WRONG_CHOICES, **TOLD_TOGETHER}}).pairs
