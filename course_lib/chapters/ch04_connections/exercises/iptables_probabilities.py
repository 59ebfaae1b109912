"""The probabilities of kube-proxy's rules: a worked example with one gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.connections import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import is_finite, same

HALF_A_HUNDREDTH = 0.00501


def each(of: Callable[[int, int], float]) -> Callable[[int], list[float]]:
    """Return a function that makes a list, one entry a rule, from the number of pods and of the rule."""
    return lambda pods: [of(pods, rule) for rule in range(pods)]


def last_takes_all(of: Callable[[int, int], float]) -> Callable[[int], list[float]]:
    """Return the same, with a last rule that takes whatever comes."""
    return each(lambda pods, rule: 1.0 if rule == pods - 1 else of(pods, rule))


def nearly(one: Any, other: Any) -> bool:
    """Whether two lists of numbers agree but for rounding to two digits or more."""
    lists = isinstance(one, list) and isinstance(other, list) and len(one) == len(other)
    if not lists or not all(map(is_finite, [*one, *other])):
        return same(one, other)
    return all(abs(a - b) < 2 * HALF_A_HUNDREDTH for a, b in zip(one, other, strict=True))


iptables_probabilities = FunctionExercise(
    reference=textbook.iptables_probabilities,
    chapter="connections",
    decision="say how kube-proxy chooses a pod, and when",
    cases=tuple((pods,) for pods in range(1, 13)),
    large_cases=tuple((pods,) for pods in range(13, 61)),
    repeat_cases=((5,), (4,), (6,), (3,)),
    mistakes={
        "same-in-every-rule": Mistake(
            each(lambda pods, rule: 1 / pods),
            "The same probability in every rule. The second rule sees only what the first has let pass: of ten pods it"
            " would get a tenth of nine tenths, the next less, and a good third of all connections would match no rule"
            " at all. How many pods are left when a connection has come to this rule?",
        ),
        "same-but-the-last": Mistake(
            last_takes_all(lambda pods, rule: 1 / pods),
            "The same probability in every rule, and the last takes the rest: with ten pods that is almost four"
            " connections in ten for the last pod. The probability has to grow from rule to rule, as fewer pods are"
            " left.",
        ),
        "one-too-many": Mistake(
            each(lambda pods, rule: 1 / (pods - rule + 1)),
            "One pod too many: at the first rule, number 0, all pods are still possible, not one more. With yours even"
            " the last rule lets some connections pass.",
        ),
        "upside-down": Mistake(
            each(lambda pods, rule: 1 / (rule + 1)),
            "You count the rules there have been. So the first one takes every connection, and nothing comes to the"
            " others. Count the pods that are left.",
        ),
        "ends-one-later": Mistake(
            each(lambda pods, rule: 1 / (rule + 2)),
            "The probabilities fall from rule to rule; they have to grow, as fewer pods are left to share what comes.",
        ),
        "how-many-are-left": Mistake(
            each(lambda pods, rule: pods - rule),
            "That is how many pods are left. If they are to have the same chance, which part is one of them?",
        ),
        "lets-pass": Mistake(
            each(lambda pods, rule: 1 - 1 / (pods - rule)),
            "That is the chance that a rule lets a connection pass. Asked for is the chance that it takes it.",
        ),
        "added-up": Mistake(
            each(lambda pods, rule: (rule + 1) / pods),
            "That is what this rule and those before it take together, of all connections. A rule's own probability is"
            " about those that have come to it.",
        ),
        "counted-from-nothing": Mistake(
            each(lambda pods, rule: rule / pods),
            "Your first rule takes nothing, and the last not all. The first is to take its fair part of all"
            " connections, the last whatever has come to it.",
        ),
        "share-that-comes": Mistake(
            each(lambda pods, rule: (pods - rule) / pods),
            "That is the share of all connections that comes to a rule. Which part of those should it take?",
        ),
        "halves": Mistake(
            last_takes_all(lambda pods, rule: 0.5),
            "One half in every rule is right for two pods. With more, the first pod would get half of everything.",
        ),
        "halved-again": Mistake(
            each(lambda pods, rule: 0.5 ** (rule + 1)),
            "You halve from rule to rule. It is not the rule before that decides, but how many pods are left.",
        ),
        "in-percent": Mistake(
            each(lambda pods, rule: 100 / (pods - rule)),
            "The right values in percent. As a probability 25% is 0.25, and the last rule's is 1.",
        ),
        "last-missing": Mistake(
            lambda pods: textbook.iptables_probabilities(pods)[:-1],
            "The last pod has no rule. It needs one, too, though it takes everything: its probability is 1.",
        ),
        "rounded": Mistake(
            lambda pods: [round(each, 2) for each in textbook.iptables_probabilities(pods)],
            "You round. Then the chances differ a little from pod to pod; kube-proxy writes ten digits. Leave the"
            " numbers as they are.",
            compare=nearly,
        ),
    },
    hints=(
        "Take three pods by hand. Of all connections each pod should get a third, so the first rule's probability is"
        " 1/3. Two thirds come to the second rule. Which part of those makes another third of all?",
        "At the first rule three pods are possible, at the second two, at the third one. In the code, what are pods and"
        " rule at each of them?",
        "With three pods, rule is 0, then 1, then 2. What takes 3 to 2 to 1 as rule goes up?",
    ),
)
