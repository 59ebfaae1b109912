"""How many pods an autoscaler wants: a worked example with one gap."""

from __future__ import annotations

import math
from itertools import product

import numpy as np

from course_lib.chapters.ch07_sizing.exercises.closer import looking, of_the_count, whatever
from course_lib.chapters.ch07_sizing.exercises.replica_steps import ALL, BOTH, WITHOUT_LAST
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.given_lines import put_back
from course_lib.framework.exercise.mistakes import Case, Mistake, Remark
from course_lib.sizing import textbook

REQUEST_M = 500
Pods = tuple[int, list[int], list[int], int]


def alike(pods: int, used_m: int, target: int, unready: int = 0) -> Pods:
    """Return pods that all use the same; some more aren't ready."""
    return pods + unready, [used_m] * pods, [REQUEST_M] * pods, target


ORACLE: dict[str, Pods] = {
    "H1": (10, [500, *[0] * 9], [REQUEST_M] * 10, 50),
    "H2": alike(10, 275, 50),
    "H3": alike(10, 279, 50),
    "H3b": alike(10, 224, 50),
    "H4": alike(6, 100, 50, unready=4),
    "H8": (7, [1450] * 7, [REQUEST_M] * 7, 70),
    "H9": alike(10, 350, 70),
    "H9 with a sidecar": (10, [360] * 10, [600] * 10, 70),
}
"""Rows of the oracle, executed against Kubernetes' own code; H8 is where floats give one pod more than fractions."""


def is_covered(replicas: int, usage_m: list[int], request_m: list[int], target: int) -> bool:
    """Whether the exercise's rule is all there is to it: above the target, unready pods would count as 0."""
    return replicas == len(usage_m) or 100 * sum(usage_m) // sum(request_m) <= target


def small() -> tuple[Case, ...]:
    """Return one to five ready pods, some of them beside others that aren't ready; fewest first."""
    every = product(
        (1, 2, 3, 5),
        (50, 100, 225, 230, 240, 250, 260, 270, 275, 290, 350, 425, 450, 500, 650),
        (50, 70, 100),
        (0, 1, 3),
    )
    found = [alike(*each) for each in every]
    mixed = [
        (2, [500, 100], [500, 500], 50),
        (2, [100, 500], [200, 1000], 50),
        (2, [150, 300], [200, 1000], 50),
        (2, [300, 150], [600, 200], 70),
        (3, [90, 500, 20], [100, 600, 500], 50),
        (3, [279, 280, 281], [500, 500, 500], 50),
        (4, [500, 0, 0, 0], [500, 500, 500, 500], 50),
        (4, [550, 550, 40, 40], [600, 600, 500, 500], 70),
        (5, [167, 167, 167], [300, 300, 300], 70),
        alike(5, 404, 50),
        alike(10, 225, 50),
        alike(8, 225, 50, unready=2),
    ]
    rows = [ORACLE[name] for name in ("H1", "H2", "H3", "H3b", "H4", "H9", "H9 with a sidecar")]
    ordered = sorted([*found, *mixed], key=lambda case: (len(case[1]), case[0], sum(case[1])))
    return tuple(case for case in (*ordered, *rows) if is_covered(*case))


def large() -> tuple[Case, ...]:
    """Return fifty seeded deployments; exact or in floats, the count is the same."""
    draw = np.random.default_rng(7)
    found: list[Pods] = []
    while len(found) < 50:
        ready = int(draw.integers(2, 60))
        request_m = [int(each) for each in draw.choice([100, 250, 500], ready)]
        usage_m = [int(each * draw.uniform(0.2, 1.6)) for each in request_m]
        case = (ready + int(draw.integers(0, 5)), usage_m, request_m, int(draw.integers(50, 91)))
        found += [case] * is_covered(*case)
    return tuple(found)


def in_millicores(replicas: int, usage_m: list[int], request_m: list[int], target: int) -> int:
    """Return what the documentation's formula gives in real numbers, without a tolerance."""
    return math.ceil(replicas * (sum(usage_m) / len(usage_m)) / (request_m[0] * target / 100))


def ratio_of(replicas: int, usage_m: list[int], request_m: list[int], target: int) -> float:
    """Return the ratio of the whole percentage and the target."""
    return 100 * sum(usage_m) // sum(request_m) / target


WHERE: Aspects = {
    "inside the tolerance": lambda *case: 0.9 <= ratio_of(*case) <= 1.1,
    "outside the tolerance": lambda *case: not 0.9 <= ratio_of(*case) <= 1.1,
    "where pods are to come": lambda *case: ratio_of(*case) > 1.1,
    "where pods are to go": lambda *case: ratio_of(*case) < 0.9,
    "where some pods aren't ready": lambda *case: case[0] > len(case[1]),
    "where all pods are ready": lambda *case: case[0] == len(case[1]),
    "where some pods aren't ready and pods are to go": lambda *case: case[0] > len(case[1]) and ratio_of(*case) < 0.9,
    "where pods request different amounts": lambda *case: len(set(case[2])) > 1,
    "at the very edges of the tolerance": lambda *case: ratio_of(*case) in (0.9, 1.1),
}


WHATEVER = whatever({"replicas": 0, "target": 3})
IN_FLOATS = (
    "(Seven pods at 290%, with a target of 70, are 29 for you, and 30 for Kubernetes: it divides first and then"
    " multiplies, in floats, and rounds 29.000000000000004 up. More of that at the end of the chapter.)"
)

desired_replicas = FunctionExercise(
    reference=textbook.desired_replicas,
    chapter="sizing",
    decision="say how many pods an autoscaler wants, and why",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        (4, [150, 150, 150], [500, 500, 500], 50),
        (6, [600, 500, 700, 640, 590, 610], [500, 500, 500, 500, 500, 500], 80),
        (9, [100, 120, 140, 100, 120], [400, 400, 400, 400, 400], 60),
        (5, [300, 310, 320, 290, 280], [400, 400, 400, 400, 400], 70),
    ),
    mistakes={
        **ALL.singles,
        **BOTH,
        "in-millicores": Mistake(
            in_millicores,
            "You work with millicores in real numbers, and for all replicas. Kubernetes makes a whole percentage of two"
            " sums, changes nothing from 0.9 to 1.1, and multiplies by the pods that are ready. The lines that are"
            " given begin with that: go on from `ratio`.",
        ),
    },
    pairs=WITHOUT_LAST.pairs,
    remarks=(Remark(ORACLE["H8"], 29, IN_FLOATS),),
    own_explainers=(
        put_back(textbook.desired_replicas, "utilisation", "ratio"),
        WHATEVER,
        differs_only(WHERE),
        looking(of_the_count),
    ),
    hints=(
        "The ratio says how many times as many pods the work takes. When is it so near to 1 that nothing should"
        " change?",
        "From 0.9 to 1.1, both included, the autoscaler keeps the replicas. For the rest: the ratio was measured at"
        " pods that are ready. How many are those, and how is a part of a pod made whole?",
        "Outside the tolerance it's the ratio times len(usage_m), rounded up: ceil(…) is imported above. An if before"
        " the last line takes care of the tolerance.",
    ),
)
