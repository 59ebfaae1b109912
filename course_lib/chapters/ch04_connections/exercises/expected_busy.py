"""How many pods get anything, on average: from nothing."""

from __future__ import annotations

from course_lib.connections import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

PODS, CONNECTIONS = (1, 2, 3, 4, 5, 8), (1, 2, 3, 4, 6, 9)


expected_busy = FunctionExercise(
    reference=textbook.expected_busy,
    chapter="connections",
    decision="say how many pods some connections can keep busy",
    cases=tuple(sorted(((pods, count) for pods in PODS for count in CONNECTIONS), key=lambda case: (sum(case), case))),
    large_cases=tuple((pods, count) for pods in (10, 30, 100) for count in (1, 2, 5, 10, 20, 50, 100, 200)),
    repeat_cases=((2, 3), (5, 2), (10, 2), (3, 2)),
    mistakes={
        "as-many-as-there-are": Mistake(
            lambda pods, connections: min(pods, connections),
            "As many as there are connections, until all pods have one. So it is if they never meet. Drawn at random,"
            " two go to the same pod now and then, while others stay idle: ten connections keep six or seven of ten"
            " pods busy, not ten.",
        ),
        "idle-ones": Mistake(
            lambda pods, connections: pods * (1 - 1 / pods) ** connections,
            "That is how many pods stay idle, on average. The others are busy.",
        ),
        "chance-of-one-pod": Mistake(
            lambda pods, connections: 1 - (1 - 1 / pods) ** connections,
            "That is the chance that one pod is busy. Asked for is how many are: all have the same chance, so add it up"
            " over the pods.",
        ),
        "ten-pods": Mistake(
            lambda pods, connections: pods * (1 - 0.9**connections),
            "You have put in ten pods: 0.9 is the chance to miss one of ten. With `pods` pods it is 1 - 1 / pods.",
        ),
        "whole-division": Mistake(
            lambda pods, connections: pods * (1 - (1 - 1 // pods) ** connections),
            "// divides and drops what is after the point: 1 // 2 is 0. Take /, with one stroke.",
        ),
        "swapped": Mistake(
            lambda pods, connections: textbook.expected_busy(connections, pods),
            "Pods and connections have changed places. Each connection misses a pod with the chance 1 - 1/pods, and"
            " there are as many of these chances as connections.",
        ),
        "misses-for-hits": Mistake(
            lambda pods, connections: pods * (1 - (1 / pods) ** connections),
            "(1/pods) ** connections is the chance that all connections hit a pod. It is idle if all *miss* it.",
        ),
        "one-connection-less": Mistake(
            lambda pods, connections: pods * (1 - (1 - 1 / pods) ** (connections - 1)),
            "One connection is missing in the power: with a single connection one pod is busy, not none.",
        ),
        "power-of-the-pods": Mistake(
            lambda pods, connections: pods * (1 - (1 - 1 / pods) ** pods),
            "The number of connections doesn't come into it. Each of them has to miss a pod for it to stay idle: that"
            " many factors.",
        ),
        "every-one-another": Mistake(
            lambda pods, connections: connections,
            "That is how many connections there are. Two may go to one pod, and there can't be more busy pods than"
            " pods.",
        ),
        "mean-load": Mistake(
            lambda pods, connections: connections / pods,
            "That is how many connections a pod has on average. How many pods have any is another question.",
        ),
        "all-outcomes-alike": Mistake(
            lambda pods, connections: pods * connections / (pods + connections - 1),
            "That holds if all ways to write down how many each pod has were equally likely. They aren't: for two"
            " connections and two pods, one on each comes up as often as both on one.",
        ),
        "pairs-alone": Mistake(
            lambda pods, connections: connections - connections * (connections - 1) / (2 * pods),
            "You take off every pair that meets. With three on one pod that takes off three, where only two are lost;"
            " for many connections it falls below nothing.",
        ),
        "times-for-power": Mistake(
            lambda pods, connections: pods * (1 - (1 - 1 / pods) * connections),
            "Chances that all have to come true are multiplied with one another: one factor for each connection is a"
            " power, **, not a product with their number.",
        ),
        "no-parentheses": Mistake(
            lambda pods, connections: pods * 1 - (1 - 1 / pods) ** connections,
            "Without parentheses only the 1 is multiplied by pods. Put a pair around the whole chance of being busy.",
        ),
        "in-percent": Mistake(
            lambda pods, connections: 100 * (1 - (1 - 1 / pods) ** connections),
            "That is the share of the pods that are busy, in percent. Asked for is their number.",
        ),
        "rounded": Mistake(
            lambda pods, connections: round(textbook.expected_busy(pods, connections)),
            "You round to whole pods. An average need not be whole: with two pods and two connections it is 1.5.",
        ),
        "rounded-down": Mistake(
            lambda pods, connections: int(textbook.expected_busy(pods, connections)),
            "You round down. An average need not be whole: half of the time it is one pod, half of the time two.",
        ),
    },
    hints=(
        "Look at one pod only. With which chance does one connection miss it? And with which chance do all of them?",
        "If all miss it, it is idle; else it is busy. That is a chance between 0 and 1.",
        "Every pod has that same chance, so the expected number of busy pods is the sum over all pods. (That they"
        " depend on one another doesn't matter for a mean.)",
    ),
)
