"""The first exercise: one line, to learn how the exercises of this course work."""

from typing import Any

from course_lib.chapters.ch00_start_here.study import sidecar_share as start_here
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import is_finite

REQUESTS = (50, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 2000)
SIDECARS = (0, 10, 20, 50, 100, 150, 200, 500)


def nearly(one: Any, other: Any) -> bool:
    """Whether two percentages agree, rounded to whole percents or not."""
    return is_finite(one) and is_finite(other) and abs(one - other) < 1


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
            "You divide by the pod's own request. The share is of all that is requested, the sidecar included:"
            " that sum belongs below the line.",
        ),
        "the-pods-share": Mistake(
            lambda pod, sidecar: pod / (pod + sidecar),
            "That is the share that the pod keeps. Asked for is the sidecar's.",
        ),
        "percent": Mistake(
            lambda pod, sidecar: 100 * sidecar / (pod + sidecar),
            "That is in percent. The answer is a share between 0 and 1: 25% is 0.25. So do not multiply by 100.",
            nearly,
        ),
        "whole-division": Mistake(
            lambda pod, sidecar: sidecar // (pod + sidecar),
            "// divides and drops what is behind the point. A single / keeps it.",
        ),
        "brackets-forgotten": Mistake(
            lambda pod, sidecar: sidecar / pod + sidecar,
            "Without brackets Python divides first and adds then: the whole sum below the line needs brackets.",
        ),
        "upside-down": Mistake(
            lambda pod, sidecar: (pod + sidecar) / sidecar,
            "Your fraction stands on its head: the part goes above the line, the whole below it.",
        ),
        "the-sum": Mistake(
            lambda pod, sidecar: pod + sidecar,
            "That is the sum of the requests. Divide the sidecar's part by it.",
        ),
    },
    hints=(
        "A share is a part divided by the whole. What is the whole here?",
        "The whole is all that this pod requests: its own part and the sidecar's.",
        "sidecar_millicores / (…): put the sum of both into the brackets.",
    ),
)
