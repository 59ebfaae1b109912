"""Ways to make a pod of a turn that give no pod at all, at least with some number of pods.

Vocabulary: a `turn` (7) is how many requests came before; a `rule` makes a reply of it and of the number of pods. The
replies (0, 1, 2, … without an end) tell the mistakes apart, although none of them is the number of a pod.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from course_lib.chapters.ch06_balancers.exercises.double import told_together
from course_lib.framework.exercise.mistakes import Function, Mistake

Memory = list[list[float]]
Rule = Callable[[int, int], float]
FIXED = range(2, 33)  # pods, or whatever else was counted: memory has 12 rows of 32 numbers


class WrongRule(NamedTuple):
    """A wrong rule, and what to say of it."""

    reply: Rule
    sentence: str


def by_turn(rule: Rule, before: int = 0) -> Function:
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
    "no-remainder": WrongRule(
        lambda turn, pods: turn,
        "Your replies are the turns themselves, 0, 1, 2 and so on without an end, and after the last pod there is none."
        " Which number is left over when the turn is divided by the number of pods?",
    ),
    "quotient": WrongRule(
        lambda turn, pods: turn // pods,
        "Your replies are the turn divided by the number of pods, without the remainder: how many full rounds there"
        " have been. Which pod it is depends on what the division leaves over.",
    ),
    "exact-quotient": WrongRule(
        lambda turn, pods: turn / pods,
        "Your replies are the turn divided by the number of pods, with everything after the point. Which pod it is"
        " depends on what a whole division leaves over: the remainder.",
    ),
    "one-pod-too-many": WrongRule(
        lambda turn, pods: turn % (pods + 1),
        "Your turns go on to len(in_flight) before they begin again, one too far. Pods are counted from 0, so the last"
        " one is len(in_flight) - 1.",
    ),
    "one-pod-too-few": WrongRule(
        lambda turn, pods: turn % (pods - 1),
        "Your turns go round one pod too few: the last one never gets a request, and with a single pod you divide by"
        " zero.",
    ),
    "counts-from-one": WrongRule(
        lambda turn, pods: turn % pods + 1,
        "You count pods from 1: pod 0 never gets a request, and the last number is no pod. The remainder itself is a"
        " number from 0 to len(in_flight) - 1.",
    ),
    "counts-down": WrongRule(
        lambda turn, pods: pods - turn,
        "Your replies are the number of pods less the turn: they begin with a number that no pod has, and end up below"
        " zero. Which number is left over when the turn is divided by the number of pods?",
    ),
    "starts-over-once": WrongRule(
        lambda turn, pods: 0 if turn == pods else turn,
        "After the first round you begin again, but only for one request: then your replies go on above the last pod."
        " The turn in memory still grows. Set it back, too, or take a remainder.",
    ),
    "past-the-end": WrongRule(
        lambda turn, pods: range(pods)[turn],
        "In the first round each pod gets its turn, and after the last one you look for a pod that isn't there. Which"
        " number is left over when the turn is divided by the number of pods?",
    ),
    "divided-the-wrong-way": WrongRule(
        lambda turn, pods: pods % turn,
        "You divide the number of pods by the turn, which is 0 at first. It is the other way round: what is left over"
        " when the turn is divided by the number of pods?",
    ),
    "number-of-pods": WrongRule(
        lambda turn, pods: pods,
        "Your replies are always len(in_flight), the number of pods, and no pod has that number. What do you make of"
        " the turn?",
    ),
    **{
        f"always-{fixed}-pods": WrongRule(
            goes_round(fixed),
            f"Your replies go round {fixed} numbers, 0 to {fixed - 1}, however many pods there are. The number of pods"
            " is len(in_flight).",
        )
        for fixed in FIXED
    },
}
FROM_ONE = "The first request should get pod 0, the turn that is in memory at first."
REPLIES = {
    **{name: Mistake(by_turn(wrong.reply), wrong.sentence) for name, wrong in WRONG_RULES.items()},
    **{
        f"{name}-and-moves-before": Mistake(by_turn(wrong.reply, before=1), told_together(wrong.sentence, FROM_ONE))
        for name, wrong in WRONG_RULES.items()
        if name not in ("number-of-pods", "counts-from-one")
    },
}
