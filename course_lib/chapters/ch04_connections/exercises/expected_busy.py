"""How many pods get anything, on average: from nothing."""

from __future__ import annotations

from course_lib.connections import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.trial import Mistake

PODS, CONNECTIONS = (1, 2, 3, 4, 5, 8), (1, 2, 3, 4, 6, 9)


def swapped(pods: int, connections: int) -> float:
    """Take pods for connections, and the other way round."""
    return textbook.expected_busy(connections, pods)


expected_busy = FunctionExercise(
    reference=textbook.expected_busy,
    chapter="connections",
    decision="say how many pods some connections can keep busy",
    cases=tuple(sorted(((pods, count) for pods in PODS for count in CONNECTIONS), key=lambda case: (sum(case), case))),
    more=tuple((pods, count) for pods in (10, 30, 100) for count in (1, 2, 5, 10, 20, 50, 100, 200)),
    again=((2, 3), (5, 2), (10, 2), (3, 2)),
    mistakes=(
        Mistake(
            "as-many-as-there-are",
            lambda pods, connections: min(pods, connections),
            "As many as there are connections, until all pods have one. So it is if they never meet. Drawn at random,"
            " two go to the same pod now and then, while others stay idle: ten connections keep six or seven of ten"
            " pods busy, not ten.",
        ),
        Mistake(
            "idle-ones",
            lambda pods, connections: pods * (1 - 1 / pods) ** connections,
            "That is how many pods stay idle, on average. The others are busy.",
        ),
        Mistake(
            "chance-of-one-pod",
            lambda pods, connections: 1 - (1 - 1 / pods) ** connections,
            "That is the chance that one pod is busy. Asked for is how many are: all have the same chance, so add it up"
            " over the pods.",
        ),
        Mistake(
            "ten-pods",
            lambda pods, connections: pods * (1 - 0.9**connections),
            "You have put in ten pods: 0.9 is the chance to miss one of ten. With `pods` pods it is 1 - 1 / pods.",
        ),
        Mistake(
            "whole-division",
            lambda pods, connections: pods * (1 - (1 - 1 // pods) ** connections),
            "// divides and drops what is after the point: 1 // 2 is 0. Take /, with one stroke.",
        ),
        Mistake(
            "swapped",
            swapped,
            "Pods and connections have changed places. Each connection misses a pod with the chance 1 - 1/pods, and"
            " there are as many of these chances as connections.",
        ),
        Mistake(
            "misses-for-hits",
            lambda pods, connections: pods * (1 - (1 / pods) ** connections),
            "(1/pods) ** connections is the chance that all connections hit a pod. It is idle if all *miss* it.",
        ),
        Mistake(
            "one-connection-less",
            lambda pods, connections: pods * (1 - (1 - 1 / pods) ** (connections - 1)),
            "One connection is missing in the power: with a single connection one pod is busy, not none.",
        ),
        Mistake(
            "power-of-the-pods",
            lambda pods, connections: pods * (1 - (1 - 1 / pods) ** pods),
            "The number of connections doesn't come into it. Each of them has to miss a pod for it to stay idle: that"
            " many factors.",
        ),
        Mistake(
            "every-one-another",
            lambda pods, connections: connections,
            "That is how many connections there are. Two may go to one pod, and there can't be more busy pods than"
            " pods.",
        ),
        Mistake(
            "mean-load",
            lambda pods, connections: connections / pods,
            "That is how many connections a pod has on average. How many pods have any is another question.",
        ),
        Mistake(
            "all-outcomes-alike",
            lambda pods, connections: pods * connections / (pods + connections - 1),
            "That holds if all ways to write down how many each pod has were equally likely. They aren't: for two"
            " connections and two pods, one on each comes up as often as both on one.",
        ),
        Mistake(
            "pairs-alone",
            lambda pods, connections: connections - connections * (connections - 1) / (2 * pods),
            "You take off every pair that meets. With three on one pod that takes off three, where only two are lost;"
            " for many connections it falls below nothing.",
        ),
        Mistake(
            "times-for-power",
            lambda pods, connections: pods * (1 - (1 - 1 / pods) * connections),
            "Chances that all have to come true are multiplied with one another: one factor for each connection is a"
            " power, **, not a product with their number.",
        ),
        Mistake(
            "no-parentheses",
            lambda pods, connections: pods * 1 - (1 - 1 / pods) ** connections,
            "Without parentheses only the 1 is multiplied by pods. Put a pair around the whole chance of being busy.",
        ),
        Mistake(
            "in-percent",
            lambda pods, connections: 100 * (1 - (1 - 1 / pods) ** connections),
            "That is the share of the pods that are busy, in percent. Asked for is their number.",
        ),
        Mistake(
            "rounded",
            lambda pods, connections: round(textbook.expected_busy(pods, connections)),
            "You round to whole pods. An average need not be whole: with two pods and two connections it is 1.5.",
        ),
        Mistake(
            "rounded-down",
            lambda pods, connections: int(textbook.expected_busy(pods, connections)),
            "You round down. An average need not be whole: half of the time it is one pod, half of the time two.",
        ),
    ),
    hints=(
        "Look at one pod only. With which chance does one connection miss it? And with which chance do all of them?",
        "If all miss it, it is idle; else it is busy. That is a chance between 0 and 1.",
        "Every pod has that same chance, so the expected number of busy pods is the sum over all pods. (That they"
        " depend on one another doesn't matter for a mean.)",
    ),
)
