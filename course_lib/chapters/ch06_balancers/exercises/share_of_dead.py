"""What a dead pod keeps: from nothing."""

from __future__ import annotations

import math
from collections.abc import Callable

from course_lib.balancers.textbook import share_of_dead as reference
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake

SMALL, LARGE = (1, 2, 3, 4, 5), (6, 8, 10, 12)  # so few that all ways to draw can be gone through
MOST_CHOICES = 5
Of = Callable[[int, int], float]


def formula(
    drawn: Of = lambda pods, choices: (1 / pods) ** choices,
    different: Of = lambda pods, choices: 1 / pods if choices == 1 else 0.0,
    gives: Callable[[float], float] = lambda share: share,
) -> Callable[[int, int, bool], float]:
    """Return the function that gives one share for choices drawn from all, and another for different ones."""
    return lambda pods, choices, with_replacement: gives((drawn if with_replacement else different)(pods, choices))


def cases(of: tuple[int, ...]) -> tuple[tuple[int, int, bool], ...]:
    """Return all cases with so many pods, with up to five choices, the smallest first."""
    found = [
        (pods, choices, drawn)
        for pods in of
        for choices in range(1, min(pods, MOST_CHOICES) + 1)
        for drawn in (True, False)
    ]
    return tuple(sorted(found, key=lambda case: (case[0] + case[1], case)))


FAMILY = Family(
    formula,
    {
        "drawn": {
            "times-for-power": Part(
                lambda pods, choices: choices / pods,
                "With replacement you multiply 1/pods by the number of choices. The dead pod gets a request only if the"
                " first draw hits it, *and* the second, and all others. When several things must all happen, their"
                " chances are multiplied with one another: a power, **.",
                "with replacement all draws must hit the dead pod: their chances make a power.",
            ),
            "hit-at-least-once": Part(
                lambda pods, choices: 1 - (1 - 1 / pods) ** choices,
                "With replacement you give the chance that at least one draw hits the dead pod. That isn't enough to"
                " get the request: if another pod is drawn beside it, that one is less busy. All draws must hit it.",
                "with replacement one hit isn't enough: all draws must hit the dead pod.",
            ),
            "hit-exactly-once": Part(
                lambda pods, choices: choices / pods * (1 - 1 / pods) ** (choices - 1),
                "With replacement you give the chance that exactly one draw hits the dead pod. With two choices the"
                " other one is then a pod that is less busy, and gets the request. *All* draws must hit the dead one.",
                "with replacement not exactly one, but all draws must hit the dead pod.",
            ),
            "missed-by-all": Part(
                lambda pods, choices: (1 - 1 / pods) ** choices,
                "With replacement you give the chance that all draws miss the dead pod. It gets a request if all *hit*"
                " it; the chance that one does is 1/pods.",
                "with replacement all draws must hit the dead pod, not miss it.",
            ),
            "one-draw": Part(
                lambda pods, choices: 1 / pods,
                "With replacement your share doesn't depend on the number of choices: it's that of a single draw."
                " With two, both must hit the dead pod.",
                "with replacement every draw has to hit the dead pod, not only one.",
            ),
            "two-draws": Part(
                lambda pods, choices: (1 / pods) ** 2,
                "With replacement your share is right for two choices and no other number. Use the argument: choices.",
                "with replacement use the argument, choices, where you always take two.",
            ),
            "one-draw-less": Part(
                lambda pods, choices: (1 / pods) ** (choices - 1),
                "With replacement one draw is missing from the power: with a single choice the dead pod gets one"
                " request out of as many as there are pods, not all of them.",
                "with replacement no draw may be missing from the power.",
            ),
            "changed-places": Part(
                lambda pods, choices: (1 / choices) ** pods,
                "With replacement pods and choices have changed places. One draw hits the dead pod with the chance"
                " 1/pods, and there are as many draws as choices.",
                "with replacement the chance is 1/pods, once for each of the choices.",
            ),
            "ten-pods": Part(
                lambda pods, choices: 0.1**choices,
                "You have put in ten pods: 0.1 is the chance of hitting one of ten. Use the argument: 1 / pods.",
                "0.1 is the chance of hitting one of ten pods: with `pods` pods it's 1 / pods.",
            ),
            "whole-division": Part(
                lambda pods, choices: (1 // pods) ** choices,
                "With replacement your share is 0 wherever there are two pods or more. Does 1/pods come out as 0? //"
                " and int(…) drop what is after the point; a single / keeps it.",
                "1/pods must keep what is after the point: / rather than // or int(…).",
            ),
            "never-twice": Part(
                lambda pods, choices: 1 / pods if choices == 1 else 0.0,
                "Your share is 0 for two choices or more, even with replacement. But then each pod is drawn from all,"
                " and the same one may come every time. How likely is that for the dead one?",
                "with replacement the dead pod may come in every draw.",
            ),
        },
        "different": {
            "as-with-replacement": Part(
                lambda pods, choices: (1 / pods) ** choices,
                "You give the same share with and without replacement. Without it the pods looked at differ: of two,"
                " at most one is the dead pod, and the other is less busy.",
                "without replacement the pods looked at differ, so one beats the dead pod.",
            ),
            "as-if-not-compared": Part(
                lambda pods, choices: 1 / pods,
                "Without replacement your share doesn't depend on the number of choices. As soon as a second pod is"
                " looked at, it isn't the dead one: what does the balancer do then?",
                "without replacement a second pod isn't the dead one, and wins.",
            ),
            "looked-at": Part(
                lambda pods, choices: choices / pods,
                "Without replacement you give the chance that the dead pod is among those looked at. It is, that"
                " often; but with two or more another pod is looked at beside it. Which one gets the request?",
                "without replacement to be looked at isn't to be taken.",
            ),
            "one-set-of-all": Part(
                lambda pods, choices: 1 / math.comb(pods, choices),
                "Without replacement you give the chance of one set of pods among all that may be looked at. With two"
                " choices or more there is no set of the dead pod alone: whichever it is, another pod is in it.",
                "without replacement no set of two or more is the dead pod alone.",
            ),
            "none-of-one-choice": Part(
                lambda pods, choices: 0.0,
                "Without replacement your share is always 0. With a single choice there is nothing to compare: the"
                " balancer sends wherever the one draw hits.",
                "without replacement, too, a single choice compares nothing: the share is even.",
            ),
            "one-pod-less-each-time": Part(
                lambda pods, choices: math.prod(1 / (pods - choice) for choice in range(choices)),
                "Without replacement you let the second draw hit one particular pod of those that are left. The dead"
                " pod isn't among them any more: it has been drawn.",
                "without replacement a pod that has been drawn can't be hit again.",
            ),
        },
        "gives": {
            "in-percent": Part(
                lambda share: 100 * share,
                "Your values are right, but in percent. As a share, 25% is 0.25.",
                "give shares, not percent: 25% is 0.25.",
            ),
            "turned-over": Part(
                lambda share: 1 / share if share else 0.0,
                "Your number says of how many requests the dead pod gets one. A share is one divided by that: of every"
                " fourth request 0.25.",
                "give a share: where the dead pod gets every fourth request it's 0.25, not 4.",
            ),
            "of-the-others": Part(
                lambda share: 1 - share,
                "Your number is the share of all other pods together. The dead one gets the rest.",
                "give the dead pod's share, not that of the others.",
            ),
        },
    },
)


share_of_dead = FunctionExercise(
    reference=reference,
    chapter="balancers",
    decision="say what a pod that never answers keeps, and whether another choice would help",
    cases=cases(SMALL),
    large_cases=cases(LARGE),
    repeat_cases=((4, 2, True), (5, 2, True), (2, 3, True), (10, 3, True)),
    mistakes={
        **FAMILY.singles,
        "as-at-random": Mistake(
            lambda pods, choices, with_replacement: 1 / pods,
            "You return 1/pods, which is what every pod gets at random. The more choices, the less of it the dead pod"
            " keeps. Begin with two choices of two pods: which draws send a request there?",
        ),
        "looked-at-is-taken": Mistake(
            lambda pods, choices, with_replacement: choices / pods,
            "You return choices/pods, about the chance that the dead pod is among those looked at. To be looked at"
            " isn't to be taken: if another pod is looked at beside it, that one is less busy, and gets the request.",
        ),
        "nothing": Mistake(
            lambda pods, choices, with_replacement: 0.0,
            "You return 0: the dead pod would never get anything. With one choice it gets its even share, as nothing"
            " is compared. And with replacement all draws may hit it.",
        ),
        "other-way-round": Mistake(
            lambda pods, choices, with_replacement: reference(pods, choices, not with_replacement),
            "With and without replacement have changed places. *With* it each pod is drawn from all, so one may come"
            " twice; *without* it all that are looked at differ.",
        ),
    },
    pairs=FAMILY.pairs,
    hints=(
        "The dead pod is the busiest of all. So which pods has the balancer looked at, if it sends a request there?",
        "With replacement each draw hits the dead pod with a chance of 1/pods, whatever the others hit. What is the"
        " chance that all of them do?",
        "Without replacement no pod is looked at twice. With one choice that makes no difference; with two or more"
        " there is always another pod beside the dead one.",
    ),
    is_deeper=True,
)
