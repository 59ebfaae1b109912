"""The first exercise: one line, to learn how the exercises of this course work."""

from typing import Any

from course_lib.chapters.ch00_start_here.study import sidecar_share as start_here
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import is_finite, same

REQUESTS = (50, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 2000)
SIDECARS = (0, 10, 20, 50, 100, 150, 200, 500)


def nearly(one: Any, other: Any) -> bool:
    """Whether two percentages agree, rounded to whole percents or not."""
    return is_finite(one) and is_finite(other) and abs(one - other) < 1


def same_or_rounded(one: Any, other: Any) -> bool:
    """Whether a number is another one, or the other one rounded to some digits after the point.

    >>> same_or_rounded(0.1667, 0.1667), same_or_rounded(0.1667, 0.17), same_or_rounded(0.1667, 0.16)
    (True, True, False)
    """
    return same(one, other) or (is_finite(one) and any(same(round(one, digits), other) for digits in (1, 2, 3, 4)))


def same_size(one: Any, other: Any) -> bool:
    """Whether two numbers agree but for their sign."""
    return is_finite(one) and is_finite(other) and same(abs(one), abs(other))


sidecar_share = FunctionExercise(
    reference=start_here.sidecar_share,
    chapter="start_here",
    decision="say what share of the requested CPU a sidecar takes",
    cases=tuple(sorted(((pod, car) for pod in REQUESTS for car in SIDECARS), key=lambda case: (sum(case), case))),
    large_cases=tuple((37 * k % 3989 + 1, 53 * k % 977) for k in range(50)),
    repeat_cases=((400, 100), (150, 50), (700, 300), (1900, 100)),
    mistakes={
        "of-the-pod-alone": Mistake(
            lambda pod, sidecar: sidecar / pod,
            "That is the sidecar's request divided by the pod's own. The share is of everything that is requested, the"
            " sidecar included: divide by the sum of both.",
            same_or_rounded,
        ),
        "the-pods-share": Mistake(
            lambda pod, sidecar: pod / (pod + sidecar),
            "That is the share that the pod keeps. The question is what share goes to the sidecar.",
            same_or_rounded,
        ),
        "percent": Mistake(
            lambda pod, sidecar: 100 * sidecar / (pod + sidecar),
            "That is the right share in percent. Return it as a number between 0 and 1: 25% is 0.25.",
            nearly,
        ),
        "percent-of-the-pod": Mistake(
            lambda pod, sidecar: 100 * sidecar / pod,
            "That is the sidecar's request in percent of the pod's own. Two things to change: divide by the sum of both"
            " requests, and return a number between 0 and 1 (25% is 0.25).",
            nearly,
        ),
        "percent-for-the-pod": Mistake(
            lambda pod, sidecar: 100 * pod / (pod + sidecar),
            "That is the pod's own share, in percent. The question is about the sidecar's, as a number between 0 and 1"
            " (25% is 0.25).",
            nearly,
        ),
        "whole-division": Mistake(
            lambda pod, sidecar: sidecar // (pod + sidecar),
            "Your function returns 0 every time. A share lies between 0 and 1: keep what is behind the decimal point.",
            where={
                "//": "// drops that: divide with a single /.",
                "int": "int(…) drops that: leave it out.",
                "floor": "floor(…) drops that: leave it out.",
            },
        ),
        "brackets-forgotten": Mistake(
            lambda pod, sidecar: sidecar / pod + sidecar,
            "That is sidecar / pod, with the sidecar added on top. Python divides before it adds, unless brackets"
            " say otherwise: put the whole sum that you divide by in brackets.",
        ),
        "brackets-forgotten-for-the-pod": Mistake(
            lambda pod, sidecar: pod / pod + sidecar,
            "That is pod / pod, which is 1, with the sidecar added on top. Put the sum that you divide by in"
            " brackets; and it is the sidecar's share that you want, not the pod's.",
        ),
        "upside-down": Mistake(
            lambda pod, sidecar: (pod + sidecar) / sidecar,
            "Your fraction is upside down: it is the whole divided by the part. Divide the part by the whole.",
        ),
        "pod-over-sidecar": Mistake(
            lambda pod, sidecar: pod / sidecar,
            "That is the pod's own request divided by the sidecar's. For the sidecar's share, divide what the"
            " sidecar requests by the sum of both.",
        ),
        "of-the-difference": Mistake(
            lambda pod, sidecar: sidecar / (pod - sidecar),
            "You divide by the difference of the two requests. What the pod asks for itself doesn't include the"
            " sidecar, so there is nothing to take away: together they request the sum.",
        ),
        "what-is-left-of-the-pod": Mistake(
            lambda pod, sidecar: (pod - sidecar) / pod,
            "That treats the sidecar's request as a piece of the pod's own, and gives the share of the rest. But the"
            " sidecar's request comes on top: divide it by the sum of both.",
        ),
        "the-sum": Mistake(
            lambda pod, sidecar: pod + sidecar,
            "That is the sum of the requests. Divide the sidecar's part by it.",
        ),
        "the-mean": Mistake(
            lambda pod, sidecar: (pod + sidecar) / 2,
            "That is the mean of the two requests, in millicores. A share is a part divided by the whole.",
        ),
        "the-product": Mistake(
            lambda pod, sidecar: sidecar * (pod + sidecar),
            "You multiply the sidecar's request by the sum of both. A share is a part divided by the whole: divide.",
        ),
        "the-difference": Mistake(
            lambda pod, sidecar: pod - sidecar,
            "That is the difference between the two requests, in millicores. For a share, divide the sidecar's request"
            " by the sum.",
            same_size,
        ),
        "the-sidecar-itself": Mistake(
            lambda pod, sidecar: sidecar,
            "That is the sidecar's request itself, in millicores. To make a share of it, divide by all that is"
            " requested.",
        ),
        "of-a-core": Mistake(
            lambda pod, sidecar: sidecar / 1000,
            "That is the sidecar's request in cores. The question is its share of all that this pod requests: divide"
            " by the sum of both requests.",
        ),
        "sidecar-in-cores": Mistake(
            lambda pod, sidecar: (sidecar / 1000) / (pod + sidecar / 1000),
            "That is what comes out if the sidecar's request is turned into cores and the pod's is left in millicores."
            " Use the same unit for both; you needn't convert anything.",
        ),
        "pod-in-cores": Mistake(
            lambda pod, sidecar: sidecar / (pod / 1000 + sidecar),
            "That is what comes out if the pod's request is turned into cores and the sidecar's is left in millicores."
            " Use the same unit for both; you needn't convert anything.",
        ),
    },
    hints=(
        "A share is a part divided by the whole. What is the whole here?",
        "The whole is all that this pod requests: its own part and the sidecar's.",
        "sidecar_millicores / (…): put the sum of both in the brackets.",
    ),
)
