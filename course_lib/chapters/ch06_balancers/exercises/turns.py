"""Ways to make a pod of a turn that give no pod at all, at least with some number of pods.

Vocabulary: a `turn` (7) is how many requests came before; a `rule` makes a reply of it and of the number of pods. The
replies (0, 1, 2, … without an end) tell the mistakes apart, although none of them is the number of a pod.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Function

Memory = list[list[float]]
Rule = Callable[[int, int], float]
FIXED = range(2, 33)  # pods, or whatever else was counted: memory has 12 rows of 32 numbers


def remainder(turn: int, pods: int) -> int:
    """Return the pod whose turn it is."""
    return turn % pods


def by_turn(rule: Rule = remainder, before: int = 0) -> Function:
    """Return a pick that makes its reply of how many turns there have been, and of the number of pods."""

    def pick(now: float, draws: Any, in_flight: list[int], memory: Memory) -> float:
        turn = int(memory[1][0])
        memory[1][0] += 1
        return rule(turn + before, len(in_flight))

    return pick


def goes_round(fixed: int) -> Rule:
    """Return a rule that goes round so many pods, however many there are."""
    return lambda turn, pods: turn % fixed


WRONG_RULES = {
    "no-remainder": Part(
        lambda turn, pods: turn,
        "Your replies are the turns themselves, 0, 1, 2 and so on without an end, and after the last pod there is none."
        " Which number is left over when the turn is divided by the number of pods?",
        "take what is left over when the turn is divided by the number of pods, not the turn itself.",
    ),
    "quotient": Part(
        lambda turn, pods: turn // pods,
        "Your replies are the turn divided by the number of pods, without the remainder: how many full rounds there"
        " have been. Which pod it is depends on what the division leaves over.",
        "take what is left over when the turn is divided by the number of pods, not the full rounds.",
    ),
    "exact-quotient": Part(
        lambda turn, pods: turn / pods,
        "Your replies are the turn divided by the number of pods, with everything after the point. Which pod it is"
        " depends on what a whole division leaves over: the remainder.",
        "take the remainder of a whole division, not the quotient with everything after the point.",
    ),
    "one-pod-too-many": Part(
        lambda turn, pods: turn % (pods + 1),
        "Your turns go on to len(in_flight) before they begin again, one too far. Pods are counted from 0, so the last"
        " one is len(in_flight) - 1.",
        "begin again after len(in_flight) - 1, the last pod: yours goes one too far.",
    ),
    "one-pod-too-few": Part(
        lambda turn, pods: turn % (pods - 1),
        "Your turns go round one pod too few: the last one never gets a request, and with a single pod you divide by"
        " zero.",
        "go round all pods: the last one never gets a request.",
    ),
    "counts-from-one": Part(
        lambda turn, pods: turn % pods + 1,
        "You count pods from 1: pod 0 never gets a request, and the last number is no pod. The remainder itself is a"
        " number from 0 to len(in_flight) - 1.",
    ),
    "counts-down": Part(
        lambda turn, pods: pods - turn,
        "Your replies are the number of pods less the turn: they begin with a number that no pod has, and end up below"
        " zero. Which number is left over when the turn is divided by the number of pods?",
        "take what is left over when the turn is divided by the number of pods, not that number less the turn.",
    ),
    "starts-over-once": Part(
        lambda turn, pods: 0 if turn == pods else turn,
        "After the first round you begin again, but only for one request: then your replies go on above the last pod."
        " The turn in memory still grows. Set it back, too, or take a remainder.",
        "begin again after every round, not only after the first.",
    ),
    "past-the-end": Part(
        lambda turn, pods: range(pods)[turn],
        "In the first round each pod gets its turn, and after the last one you look for a pod that isn't there. Which"
        " number is left over when the turn is divided by the number of pods?",
        "after the last pod the first one comes again: yours looks for a pod that isn't there.",
    ),
    "divided-the-wrong-way": Part(
        lambda turn, pods: pods % turn,
        "You divide the number of pods by the turn, which is 0 at first. It is the other way round: what is left over"
        " when the turn is divided by the number of pods?",
        "divide the turn by the number of pods, not the other way round.",
    ),
    "number-of-pods": Part(
        lambda turn, pods: pods,
        "Your replies are always len(in_flight), the number of pods, and no pod has that number. What do you make of"
        " the turn?",
    ),
    **{
        f"always-{fixed}-pods": Part(
            goes_round(fixed),
            f"Your replies go round {fixed} numbers, 0 to {fixed - 1}, however many pods there are. The number of pods"
            " is len(in_flight).",
            f"go round all len(in_flight) pods, instead of always {fixed} numbers.",
        )
        for fixed in FIXED
    },
}
MOVES_BEFORE = Part(
    1,
    "Your very first request goes to pod 1. It is a round robin, and just as even; here it should begin with pod 0, so"
    " that two engines agree. Does the turn move on before you use it?",
    "give the first request pod 0, the turn that stands in memory at first.",
)
FAMILY = Family(by_turn, {"rule": WRONG_RULES, "before": {"moves-before": MOVES_BEFORE}})
REPLIES = {**FAMILY.singles, **FAMILY.pairs}
