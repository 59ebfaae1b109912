"""How many pods get anything, on average: from nothing."""

from __future__ import annotations

import math
from collections.abc import Callable

from course_lib.connections import textbook
from course_lib.framework.exercise.calling import VALUE
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.framework.exercise.values import is_finite

PODS, CONNECTIONS = (1, 2, 3, 4, 5, 8), (1, 2, 3, 4, 6, 9)
NEAR = 0.15
Of = Callable[[int, int], float]


def formula(
    times: Of = lambda pods, connections: pods,
    misses: Of = lambda pods, connections: 1 - 1 / pods,
    power: Of = lambda pods, connections: connections,
    busy: Callable[[float], float] = lambda idle: 1 - idle,
    gives: Callable[[float], float] = lambda found: found,
) -> Of:
    """Return the function that takes the chance to miss a pod to a power, and what is left of 1 so many times."""
    return lambda pods, connections: gives(
        times(pods, connections) * busy(misses(pods, connections) ** power(pods, connections))
    )


def find_near(trial: FunctionTrial) -> Finding | None:
    """Find that all small answers are nearly right, as those of a simulation are."""
    outcomes = trial.small_outcomes
    near = [
        outcome.kind == VALUE
        and is_finite(outcome.value)
        and math.isclose(outcome.value, textbook.expected_busy(*case), rel_tol=NEAR)
        for case, outcome in zip(trial.small, outcomes, strict=True)
    ]
    message = (
        "All your answers to the small cases are close, but some aren't exact. A simulation gives such answers,"
        " however often you draw. The average over everything that chance can do can be worked out exactly: begin with"
        " one pod, and the chance that every connection misses it."
    )
    return Finding("near", message) if all(near) else None


FAMILY = Family(
    formula,
    {
        "times": {
            "chance-of-one-pod": Part(
                lambda pods, connections: 1,
                "Your number is the chance that one pod is busy. The question is how many are: all have the same"
                " chance, so add it up over the pods.",
                "add the chance up over all pods.",
            ),
            "times-the-connections": Part(
                lambda pods, connections: connections,
                "You add up the chance of being busy over the connections. It's the pods that are busy or idle: add it"
                " up over the pods.",
                "it's the pods that are busy or idle: add the chance up over the pods, not over the connections.",
            ),
            "ten-times": Part(
                lambda pods, connections: 10,
                "You add up the chance of being busy over ten pods. Use the argument: there are `pods` of them.",
                "there are `pods` pods, not always ten.",
            ),
            "in-percent": Part(
                lambda pods, connections: 100,
                "Your number is the share of the pods that are busy, in percent. The question is how many they are.",
                "give the number of busy pods, not a percentage.",
            ),
        },
        "misses": {
            "misses-for-hits": Part(
                lambda pods, connections: 1 / pods,
                "(1/pods) ** connections is the chance that all connections hit a pod. It is idle if all *miss* it.",
                "a pod is idle if all connections miss it, not if all hit it: 1 - 1/pods is the chance of a miss.",
            ),
            "ten-pods": Part(
                lambda pods, connections: 0.9,
                "You have put in ten pods: 0.9 is the chance of missing one of ten. With `pods` pods it is 1 - 1 /"
                " pods.",
                "0.9 is the chance of missing one of ten pods: with `pods` pods it's 1 - 1 / pods.",
            ),
            "whole-division": Part(
                lambda pods, connections: 1 - 1 // pods,
                "Your answer is 0 wherever there are two pods or more. Does 1/pods come out as 0? // and int(…) drop"
                " what is after the point; a single / keeps it.",
                "1/pods must keep what is after the point: / rather than // or int(…).",
            ),
            "one-of-the-connections": Part(
                lambda pods, connections: 1 - 1 / connections,
                "You take 1/connections for the chance that a connection hits a pod. A connection chooses among the"
                " pods: 1/pods.",
                "the chance of hitting a pod is 1/pods, not 1/connections.",
            ),
        },
        "power": {
            "one-connection-less": Part(
                lambda pods, connections: connections - 1,
                "One connection is missing from the power: with a single connection one pod is busy, not none.",
                "each connection has to miss the pod: none may be missing from the power.",
            ),
            "one-connection-more": Part(
                lambda pods, connections: connections + 1,
                "There is one connection too many in the power: with a single connection just one pod is busy, not"
                " more.",
                "there are as many misses as connections, not one more.",
            ),
            "power-of-the-pods": Part(
                lambda pods, connections: pods,
                "How many connections there are doesn't matter in your formula. Each of them has to miss a pod for it"
                " to stay idle: that many factors.",
                "raise the chance of missing a pod to the number of connections: each of them has to miss it.",
            ),
            "one-connection": Part(
                lambda pods, connections: 1,
                "Your answer is one busy pod, always. That's right for one connection; with more, all of them have to"
                " miss a pod for it to stay idle.",
                "all connections have to miss a pod for it to stay idle, not only one.",
            ),
        },
        "busy": {
            "idle-ones": Part(
                lambda idle: idle,
                "Your number is how many pods stay idle, on average. The others are busy.",
                "what's needed are the busy pods: those that aren't idle.",
            ),
        },
        "gives": {
            "rounded": Part(
                round,
                "You round to whole pods. An average need not be whole: with two pods and two connections it is 1.5.",
                "don't round: an average need not be whole.",
            ),
            "rounded-down": Part(
                int,
                "You round down. An average need not be whole: half of the time it is one pod, half of the time two.",
                "don't round down: an average need not be whole.",
            ),
            "rounded-up": Part(
                math.ceil,
                "You round up. An average need not be whole: with two pods and two connections it is 1.5.",
                "don't round up: an average need not be whole.",
            ),
        },
    },
)


expected_busy = FunctionExercise(
    reference=textbook.expected_busy,
    chapter="connections",
    decision="say how many pods some connections can keep busy",
    cases=tuple(sorted(((pods, count) for pods in PODS for count in CONNECTIONS), key=lambda case: (sum(case), case))),
    large_cases=tuple((pods, count) for pods in (10, 30, 100) for count in (1, 2, 5, 10, 20, 50, 100, 200)),
    repeat_cases=((2, 3), (5, 2), (10, 2), (3, 2)),
    mistakes={
        **FAMILY.singles,
        "as-many-as-there-are": Mistake(
            lambda pods, connections: min(pods, connections),
            "You return as many pods as there are connections, until all pods have one. That would be right if no two"
            " connections shared a pod. Drawn at random, two go to the same pod now and then, while other pods stay"
            " idle: ten connections keep six or seven of ten pods busy, not ten.",
        ),
        "all-of-them": Mistake(
            lambda pods, connections: pods,
            "You return all pods. Some stay idle: with a single connection only one pod is busy.",
        ),
        "swapped": Mistake(
            lambda pods, connections: textbook.expected_busy(connections, pods),
            "Pods and connections have changed places. Each connection misses a pod with the chance 1 - 1/pods, with"
            " one such factor for each connection.",
        ),
        "chance-of-idling": Mistake(
            formula(times=lambda pods, connections: 1, busy=lambda idle: idle),
            "Your number is the chance that one pod stays idle. Otherwise it's busy. And there are several pods: how"
            " many of them are busy, on average?",
        ),
        "every-one-another": Mistake(
            lambda pods, connections: connections,
            "Your number is how many connections there are. Two may go to one pod, and there can't be more busy pods"
            " than pods.",
        ),
        "mean-load": Mistake(
            lambda pods, connections: connections / pods,
            "Your number is how many connections a pod has on average. How many pods have any is another question.",
        ),
        "pods-over-connections": Mistake(
            lambda pods, connections: pods / connections,
            "You divide pods by connections. Begin with one pod: what is the chance that a connection misses it?",
        ),
        "all-outcomes-alike": Mistake(
            lambda pods, connections: pods * connections / (pods + connections - 1),
            "That holds if all ways to write down how many each pod has were equally likely. They aren't: for two"
            " connections and two pods, one on each comes up as often as both on one.",
        ),
        "pairs-alone": Mistake(
            lambda pods, connections: connections - connections * (connections - 1) / (2 * pods),
            "You take off every pair that meets. With three on one pod that takes off three, where only two are lost;"
            " for many connections it falls below 0.",
        ),
        "times-for-power": Mistake(
            lambda pods, connections: pods * (1 - (1 - 1 / pods) * connections),
            "When several things must all happen, their chances are multiplied. One factor for each connection makes a"
            " power, **, not a product with their number.",
        ),
        "no-parentheses": Mistake(
            lambda pods, connections: pods * 1 - (1 - 1 / pods) ** connections,
            "You take the chance that one pod is idle off the number of pods. Take it off 1: that's the chance that one"
            " pod is busy. Then multiply all of that by pods; it needs parentheses.",
        ),
        "never-meet": Mistake(
            lambda pods, connections: math.prod((pods - k) / pods for k in range(connections)),
            "Your number is the chance that no two connections meet on a pod. The question is how many pods have any:"
            " begin with one pod, and the chance that all connections miss it.",
        ),
        "just-one": Mistake(
            lambda pods, connections: connections * (1 - 1 / pods) ** (connections - 1),
            "Your number is how many pods get exactly one connection, on average. Those with two or more are busy,"
            " too.",
        ),
        "very-many-pods": Mistake(
            lambda pods, connections: pods * (1 - math.exp(-connections / pods)),
            "exp(-connections / pods) comes near only where there are many pods. The exact value is as easy: the"
            " chance of missing a pod, as a factor once for each connection.",
        ),
    },
    pairs=FAMILY.pairs,
    own_explainers=(when_wrong(find_near),),
    hints=(
        "Look at one pod only. What is the chance that one connection misses it? And that all of them do?",
        "If all miss it, it is idle; otherwise it is busy. So what is the chance that it's busy?",
        "Every pod has that same chance, so the expected number of busy pods is the sum over all pods. (That they"
        " depend on one another doesn't matter for a mean.)",
    ),
)
