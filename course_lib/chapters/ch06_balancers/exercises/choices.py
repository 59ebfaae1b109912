"""Ways to choose between two pods that are wrong, and what comes of them together with two pods that are wrong.

Vocabulary: a `choice` (1) is made of the first pod (2), the second (1) and what is in flight ([0, 1, 3]);
`WRONG_CHOICES` are the mistakes in making one, by name, and `DOUBLE` pairs each of them with each wrong pair of pods.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from course_lib.balancers.textbook import two_different
from course_lib.chapters.ch06_balancers.exercises.double import told_together
from course_lib.chapters.ch06_balancers.exercises.two_pods import WRONG_PAIRS, Pair
from course_lib.framework.exercise.mistakes import Function, Mistake

Choice = Callable[[int, int, list[int]], int]
Key = Callable[[int], Any]


class WrongChoice(NamedTuple):
    """A wrong way to choose one of two pods, and what to say of it."""

    choose: Choice
    sentence: str


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


def pick_by(pair: Pair, choose: Choice) -> Function:
    """Return a pick that draws its two pods in one way and chooses in another; of a single pod, that."""

    def pick(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
        pods = len(in_flight)
        first, second = pair(draws, pods) if pods > 1 else (0, 0)
        return choose(first, second, in_flight)  # type: ignore[arg-type]

    return pick


WRONG_CHOICES = {
    "picks-the-busier": WrongChoice(
        by(lambda pod, in_flight: -in_flight[pod]),
        "You take the busier of the two. Is the comparison the wrong way round?",
    ),
    "ties-to-the-lower": WrongChoice(
        by(lambda pod, in_flight: (in_flight[pod], pod)),
        "Of two equals you always take the one with the lower number. When most pods are idle, most are equal: pod 0"
        " gets the most requests, and if it is the one that fails, the most errors. Take the first one drawn.",
    ),
    "ties-to-the-higher": WrongChoice(
        by(lambda pod, in_flight: (in_flight[pod], -pod)),
        "Of two equals you always take the one with the higher number, so the last pod wins every tie. Take the first"
        " one drawn.",
    ),
    "ties-to-pod-0": WrongChoice(
        pod_0_if_equal,
        "Of two equals you take pod 0, whether it is one of the two or not. When most pods are idle, most are equal."
        " Take the first one drawn.",
    ),
    "takes-the-first": WrongChoice(
        lambda first, second, in_flight: first,
        "What is in flight plays no part in your choice: every pod gets the same share, as at random. Compare"
        " in_flight[first] with in_flight[second].",
    ),
    "compares-pods": WrongChoice(
        by(lambda pod, in_flight: pod),
        "You take the pod with the lower number, whatever its load, so pod 0 always wins. What is in flight at the two"
        " is in_flight[first] and in_flight[second].",
    ),
    "takes-the-higher-number": WrongChoice(
        by(lambda pod, in_flight: -pod),
        "You take the pod with the higher number, whatever its load, so the last pod always wins. What is in flight at"
        " the two is in_flight[first] and in_flight[second].",
    ),
    "compares-load-with-pod": WrongChoice(
        lambda first, second, in_flight: first if in_flight[first] <= second else second,
        "You compare what is in flight at the first pod with the second one's number. Both sides should be loads:"
        " in_flight[first] and in_flight[second].",
    ),
    "index-of-the-load": WrongChoice(
        lambda first, second, in_flight: in_flight.index(min(in_flight[first], in_flight[second])),
        "You take the first pod in the whole list that has the smaller load. That may be a third pod, which wasn't"
        " drawn at all, and is mostly one with a low number. Return first or second itself.",
    ),
    "busy-or-idle": WrongChoice(
        by(lambda pod, in_flight: in_flight[pod] > 0),
        "Your code sees whether a pod is busy, but not how busy: two requests count as much as one. It is as if only"
        " the request being served counted, and not the queue. Compare the numbers.",
    ),
    "returns-the-load": WrongChoice(
        lambda first, second, in_flight: min(in_flight[first], in_flight[second]),
        "You return how many requests are in flight, not at which pod. The smaller of two loads is a load, too. Return"
        " first or second.",
    ),
}
# Told apart only if the two pods are drawn wrongly as well; fairly drawn, each pod gets what it gets by another rule.
TOLD_TOGETHER = {
    "ties-to-the-second": WrongChoice(
        second_if_equal, "Of two equals you take the second one drawn, where it should be the first."
    ),
    "takes-the-second": WrongChoice(
        lambda first, second, in_flight: second,
        "What is in flight plays no part in your choice: you take the second pod drawn, whatever its load.",
    ),
    "picks-the-busier-or-the-second": WrongChoice(
        lambda first, second, in_flight: first if in_flight[first] > in_flight[second] else second,
        "You take the busier of the two, and of equals the second. Is the comparison the wrong way round?",
    ),
}


def choose_rightly(first: int, second: int, in_flight: list[int]) -> int:
    """Return the pod with less in flight, of equals the first."""
    return lighter(first, second, in_flight.__getitem__)


SINGLE = {
    **{name: Mistake(pick_by(two_different, wrong.choose), wrong.sentence) for name, wrong in WRONG_CHOICES.items()},
    **{name: Mistake(pick_by(wrong.draw, choose_rightly), wrong.sentence) for name, wrong in WRONG_PAIRS.items()},
}
DOUBLE = {
    f"{pair}-and-{choice}": Mistake(
        pick_by(WRONG_PAIRS[pair].draw, wrong.choose), told_together(WRONG_PAIRS[pair].sentence, wrong.sentence)
    )
    for pair in WRONG_PAIRS
    for choice, wrong in {**WRONG_CHOICES, **TOLD_TOGETHER}.items()
}
