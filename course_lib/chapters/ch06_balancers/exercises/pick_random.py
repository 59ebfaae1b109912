"""Pick any pod: the simplest balancer there is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from course_lib.balancers.blind import pick_random as reference
from course_lib.chapters.ch06_balancers.exercises.harnessed import HarnessedExercise, ask_closer
from course_lib.chapters.ch06_balancers.exercises.picking import reply_by_reply, shares
from course_lib.chapters.ch06_balancers.exercises.turns import FIXED
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.mistakes import Function, Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.trial import FunctionTrial


def by_draws(pod: Callable[[list[float], int], float]) -> Function:
    """Return a pick that makes its reply of the draws and of the number of pods."""
    return lambda now, draws, in_flight, memory: pod(draws, len(in_flight))


def least_of_all(now: float, draws: list[float], in_flight: list[int], memory: Any) -> int:
    """Look at what is in flight."""
    return in_flight.index(min(in_flight))


REPLIES = {
    "rounds": Mistake(
        by_draws(lambda draws, pods: round(draws[0] * pods)),
        "You round to the nearest whole number: a draw near 1 then gives a pod that isn't there, and pod 0 comes half"
        " as often as the others. int drops what comes after the point.",
    ),
    "counts-from-one": Mistake(
        by_draws(lambda draws, pods: int(draws[0] * pods) + 1),
        "You count pods from 1: pod 0 never comes, and the last number is no pod. int(draw * pods) is a number from 0"
        " to pods - 1 already.",
    ),
    "not-whole": Mistake(
        by_draws(lambda draws, pods: draws[0] * pods),
        "You stretch the draw to the number of pods, which is right, but 2.7 is no pod: int(…) drops what is behind the"
        " point.",
    ),
    "the-draw-itself": Mistake(
        by_draws(lambda draws, pods: draws[0]),
        "You return the draw itself, a number between 0 and 1. Multiply it by the number of pods, and it lies between 0"
        " and that.",
    ),
    "number-of-pods": Mistake(
        by_draws(lambda draws, pods: pods),
        "You return the number of pods, which is one more than the number of the last pod, and you use no draw.",
    ),
    "one-too-many": Mistake(
        by_draws(lambda draws, pods: int(draws[0] * (pods + 1))),
        "Your replies go up to len(in_flight), one too far: pods are counted from 0, so the last one is"
        " len(in_flight) - 1.",
    ),
    "sum-of-draws": Mistake(
        by_draws(lambda draws, pods: int((draws[0] + draws[1]) * pods)),
        "You add both draws, and the sum may be nearly 2: then your reply is beyond the last pod. One draw is enough.",
    ),
    **{
        f"always-{fixed}-pods": Mistake(
            by_draws(lambda draws, pods, fixed=fixed: int(draws[0] * fixed)),  # type: ignore[misc]
            f"You draw one of {fixed} numbers, 0 to {fixed - 1}, however many pods there are. The number of pods is"
            " len(in_flight).",
        )
        for fixed in FIXED
    },
}


def replies(trial: FunctionTrial) -> Finding | None:
    """Find a mistake by replies, pods or not, draw by draw."""
    found = ask_closer(trial.answer, REPLIES, reply_by_reply, reference, trial.small).suspect
    return found and Finding(found[0], found[1].sentence)


UNEVEN = (
    "Your pods are not equally likely: with {pods} of them, pod {most} is taken with {often:g}% of all draws, and pod"
    " {least} with {seldom:g}%. Divide the range from 0 to 1 into parts of equal length, one for each pod."
)


def unevenness(trial: FunctionTrial) -> Finding | None:
    """Find which pods come most and least often."""
    share = trial.outcome.value
    if not isinstance(share, list):
        return None
    most, least = share.index(max(share)), share.index(min(share))
    words = UNEVEN.format(pods=len(share), most=most, often=share[most], least=least, seldom=share[least])
    return Finding("uneven", words)


pick_random = HarnessedExercise(
    reference=reference,
    chapter="balancers",
    decision="say what a balancer that knows nothing does",
    harness=shares,
    case_text="pick_random with in_flight={in_flight}, in percent of all draws (one decimal), pod by pod,",
    example=0,
    cases=(*(([load] * pods,) for pods, load in product((2, 1, 3, 4), (0, 1))), ([0, 2, 1],), ([3, 0],)),
    large_cases=tuple(([pods % 3] * pods,) for pods in (6, 8, 10)),
    repeat_cases=(([0, 1, 0, 0],), ([2, 0],), ([0, 0, 5, 0, 0],)),
    mistakes={
        "always-pod-0": Mistake(
            by_draws(lambda draws, pods: 0),
            "Every request gets pod 0. A draw is below 1, so int(draw) is always 0: multiply first, by the number of"
            " pods, and drop what is behind the point then.",
        ),
        "always-the-last": Mistake(
            by_draws(lambda draws, pods: pods - 1),
            "Every request gets the last pod, whatever is drawn. Use a draw, draws[0].",
        ),
        "last-left-out": Mistake(
            by_draws(lambda draws, pods: int(draws[0] * (pods - 1))),
            "The last pod is never taken, unless it is the only one: you draw one of pods - 1 numbers. A draw is below"
            " 1, so int(draw * pods) never reaches pods.",
        ),
        "product-of-draws": Mistake(
            by_draws(lambda draws, pods: int(draws[0] * draws[1] * pods)),
            "You multiply both draws. A product of two numbers below 1 is small more often than not, so low pods come"
            " too often. One draw is enough.",
        ),
        "mean-of-draws": Mistake(
            by_draws(lambda draws, pods: int((draws[0] + draws[1]) / 2 * pods)),
            "You take the mean of both draws, and that is near the middle more often than not: pods in the middle come"
            " too often. One draw is enough.",
        ),
        "returns-the-load": Mistake(
            lambda now, draws, in_flight, memory: in_flight[reference(now, draws, in_flight, memory)],
            "You return how many requests a pod has in flight, and not its number: in_flight[pod] is a load, and the"
            " pod is the number between the brackets.",
        ),
        "rounds-among-fewer": Mistake(
            by_draws(lambda draws, pods: round(draws[0] * (pods - 1))),
            "You round to the nearest of 0 to pods - 1, so the first and the last pod come half as often as those"
            " between them. int drops what comes after the point: then each pod has an equal part of the draws.",
        ),
        "least-in-flight": Mistake(
            least_of_all,
            "You take the pod with the fewest requests in flight. That is another balancer; this one looks at nothing"
            " and draws.",
        ),
    },
    closer_looks=(when_wrong(replies),),
    own_explainers=(when_wrong(unevenness),),
    hints=(
        "draws[0] is a number from 0 up to, but not including, 1. Times the number of pods it is one from 0 up to that"
        " number.",
        "With three pods, 0.5 * 3 is 1.5. Which pod is that? int(1.5) drops what comes after the point.",
    ),
)
