"""The probabilities of kube-proxy's rules: a worked example with one gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course_lib.connections import textbook
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import is_finite, same

HALF_A_HUNDREDTH = 0.00501
ByRule = Callable[[int, int], float]
OfLeft = Callable[[float, int], float]
Probabilities = list[float]


def rules(
    left: ByRule = lambda pods, rule: pods - rule,
    made: OfLeft = lambda left, pods: 1 / left,
    ends: Callable[[Probabilities], Probabilities] = lambda found: found,
) -> Callable[[int], Probabilities]:
    """Return the function that makes a probability of how many pods are left at each rule, and ends the list so."""
    return lambda pods: ends([made(left(pods, rule), pods) for rule in range(pods)])


def each(of: ByRule) -> Callable[[int], Probabilities]:
    """Return a function that makes a list, one entry a rule, from the number of pods and of the rule."""
    return rules(left=of, made=lambda value, pods: value)


def last_takes_all(found: Probabilities) -> Probabilities:
    """Give the last rule whatever comes to it."""
    return [*found[:-1], 1.0]


def nearly(one: Any, other: Any) -> bool:
    """Whether two lists of numbers agree but for rounding to two digits or more."""
    lists = isinstance(one, list) and isinstance(other, list) and len(one) == len(other)
    if not lists or not all(map(is_finite, [*one, *other])):
        return same(one, other)
    return all(abs(a - b) < 2 * HALF_A_HUNDREDTH for a, b in zip(one, other, strict=True))


FAMILY = Family(
    rules,
    {
        "left": {
            "same-in-every-rule": Part(
                lambda pods, rule: pods,
                "You give every rule the same probability. But the second rule sees only what the first has let pass:"
                " of ten pods it would get a tenth of nine tenths, the next less, and a good third of all connections"
                " would match no rule at all. How many pods are left when a connection has come to this rule?",
                "fewer pods are left at each rule than at the one before it.",
            ),
            "one-too-many": Part(
                lambda pods, rule: pods - rule + 1,
                "You count one pod too many: at the first rule, number 0, all pods are still possible, not one more."
                " As it is, even the last rule lets some connections pass.",
                "at the first rule, number 0, all pods are possible, not one more.",
            ),
            "one-too-few": Part(
                lambda pods, rule: max(pods - rule - 1, 1),
                "You count one pod too few: at the first rule, number 0, all pods are still possible. As it is, the"
                " last rule but one takes everything, and nothing comes to the last.",
                "at the first rule, number 0, all pods are possible, not one less.",
            ),
            "upside-down": Part(
                lambda pods, rule: rule + 1,
                "Your first rule takes every connection, and nothing comes to the others. Count the pods that are left,"
                " not the rules that there have been.",
                "count the pods that are left, not the rules that there have been.",
            ),
            "ends-one-later": Part(
                lambda pods, rule: rule + 2,
                "The probabilities fall from rule to rule. They have to grow, as fewer pods are left to share what"
                " comes.",
                "fewer pods are left from rule to rule, not more.",
            ),
            "ten-pods": Part(
                lambda pods, rule: 10 - rule,
                "Your answers are right for ten pods and no other number. Use the argument: pods.",
                "use the argument, pods, where you count from ten.",
            ),
        },
        "made": {
            "how-many-are-left": Part(
                lambda left, pods: left,
                "Your list holds how many pods are left. If they all have the same chance, what is the chance of one"
                " of them?",
                "a probability is one part of how many there are, not their number.",
            ),
            "lets-pass": Part(
                lambda left, pods: 1 - 1 / left,
                "Your list holds the chance that a rule lets a connection pass. What's needed is the chance that it"
                " takes it.",
                "give the chance that the rule takes a connection, not that it lets it pass.",
            ),
            "share-that-comes": Part(
                lambda left, pods: left / pods,
                "Your list holds the share of all connections that comes to each rule. What share of those should the"
                " rule take?",
                "give the part that a rule takes of what comes to it, not what comes.",
            ),
            "of-a-pod-s-share": Part(
                lambda left, pods: 1 / left / pods,
                "You divide by how many pods there are as well as by how many are left. A rule's probability is about"
                " the connections that have come to it: divide only by the pods that are left.",
                "divide once, by the pods that are left.",
            ),
            "in-percent": Part(
                lambda left, pods: 100 / left,
                "Your values are right, but in percent. As a probability 25% is 0.25, and the last rule's is 1.",
                "give probabilities, not percent: 25% is 0.25.",
            ),
        },
        "ends": {
            "last-missing": Part(
                lambda found: found[:-1],
                "The last pod has no rule. It needs one, too, though it takes everything: its probability is 1.",
                "the last pod needs a rule, too.",
            ),
            "first-missing": Part(
                lambda found: found[1:],
                "The first rule is missing: at it, all pods are still possible. range(pods) begins with 0 and ends"
                " before pods.",
                "the first rule, number 0, needs its entry, too.",
            ),
            "last-takes-nothing": Part(
                lambda found: [*found[:-1], 0],
                "Your last rule takes nothing. Whatever has come to it has to go to the last pod: its probability is"
                " 1.",
                "the last rule takes whatever comes to it.",
            ),
            "first-alone": Part(
                lambda found: found[:1],
                "Your list holds only the first rule; there is one for each pod. Is the return inside the loop?",
                "one entry for each rule: put the return after the loop.",
            ),
        },
    },
)


iptables_probabilities = FunctionExercise(
    reference=textbook.iptables_probabilities,
    chapter="connections",
    decision="say how kube-proxy chooses a pod, and when",
    cases=tuple((pods,) for pods in range(1, 13)),
    large_cases=tuple((pods,) for pods in range(13, 61)),
    repeat_cases=((5,), (4,), (6,), (3,)),
    mistakes={
        **FAMILY.singles,
        "same-but-the-last": Mistake(
            rules(left=lambda pods, rule: pods, ends=last_takes_all),
            "You give every rule the same probability, and the last takes the rest: with ten pods that is almost four"
            " connections in ten for the last pod. The probability has to grow from rule to rule, as fewer pods are"
            " left.",
        ),
        "upside-down-but-the-last": Mistake(
            rules(left=lambda pods, rule: rule + 1, ends=last_takes_all),
            "Your first rule takes every connection, and nothing comes to the others. Count the pods that are left at"
            " each rule, not the rules that there have been, and the last one's probability is 1 by itself.",
        ),
        "added-up": Mistake(
            each(lambda pods, rule: (rule + 1) / pods),
            "Your list holds what each rule and those before it take together, of all connections. A rule's own"
            " probability is about those that have come to it.",
        ),
        "counted-from-nothing": Mistake(
            each(lambda pods, rule: rule / pods),
            "Your first rule takes nothing, and the last doesn't take everything. The first has to take its fair share"
            " of all connections, and the last whatever has come to it.",
        ),
        "what-the-same-rule-gives": Mistake(
            each(lambda pods, rule: (1 - 1 / pods) ** rule / pods),
            "Your list holds what each pod would get of all connections if every rule took the same part of what comes"
            " to it: less and less. It should be the other way round: every pod gets the same, so what must each rule"
            " take?",
        ),
        "halves": Mistake(
            rules(left=lambda pods, rule: 2, ends=last_takes_all),
            "You give every rule one half, which is right for two pods. With more, the first pod would get half of"
            " everything.",
        ),
        "halves-to-the-last": Mistake(
            rules(left=lambda pods, rule: 2),
            "You give every rule one half: the first pod would get half of everything, and even the last rule would"
            " let half of what comes to it pass. How many pods are left at each rule?",
        ),
        "made-to-add-up": Mistake(
            rules(ends=lambda found: [each / sum(found) for each in found]),
            "Your probabilities add up to 1, as if each were about all connections. They don't have to: each is about"
            " those that have come to its rule.",
        ),
        "halved-again": Mistake(
            each(lambda pods, rule: 0.5 ** (rule + 1)),
            "You halve from rule to rule. What counts is not the rule before, but how many pods are left.",
        ),
        "rounded": Mistake(
            lambda pods: [round(each, 2) for each in textbook.iptables_probabilities(pods)],
            "You round. Then the chances differ a little from pod to pod; kube-proxy writes ten digits. Leave the"
            " numbers as they are.",
            compare=nearly,
        ),
    },
    pairs=FAMILY.pairs,
    hints=(
        "Take three pods by hand. Of all connections each pod should get a third, so the first rule's probability is"
        " 1/3. Two thirds come to the second rule. What share of those makes another third of all?",
        "At the first rule three pods are possible, at the second two, at the third one. In the code, what are pods and"
        " rule at each of them?",
        "With three pods, rule is 0, then 1, then 2. What gives 3, then 2, then 1 as rule goes up?",
    ),
)
