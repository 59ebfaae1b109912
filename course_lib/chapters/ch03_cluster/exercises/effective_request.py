"""A pod's effective request: a worked example with one gap."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import numpy as np

from course_lib.chapters.ch03_cluster.exercises.effective_request_mistakes import MISTAKES
from course_lib.chapters.ch03_cluster.exercises.effective_request_steps import FAMILY
from course_lib.chapters.ch03_cluster.exercises.reserving import Inits
from course_lib.cluster import textbook
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case

CONTAINERS = ((100, 64), (200, 32))
INITS = ((50, 256, False), (300, 16, False), (100, 64, True))
OVERHEADS = ((0, 0), (10, 8))


def small() -> tuple[Case, ...]:
    """Return every pod of up to two containers and two init containers, the smallest first; one of no size last."""
    apps = [list(chosen) for n in (1, 2) for chosen in combinations_with_replacement(CONTAINERS, n)]
    inits = [list(chosen) for n in (0, 1, 2) for chosen in product(INITS, repeat=n)]
    every = list(product(apps, inits, OVERHEADS))
    every.sort(key=lambda case: (len(case[0]) + len(case[1]), case[2], len(case[1])))
    return (*every, ([(0, 0)], [], (0, 0)))


def large() -> tuple[Case, ...]:
    """Return fifty pods of three or four containers and as many init containers."""
    draw = np.random.default_rng(3)
    return tuple(
        (
            [tuple(draw.integers(1, 40, 2) * 10) for _ in range(draw.integers(3, 5))],
            [(*(draw.integers(1, 90, 2) * 10), bool(draw.integers(2))) for _ in range(draw.integers(3, 5))],
            (0, 0),
        )
        for _ in range(50)
    )


def staying(inits: Inits) -> list[bool]:
    """Return of each init container whether it stays."""
    return [init[2] for init in inits]


WHERE: Aspects = {
    "where a pod has a native sidecar": lambda containers, inits, overhead: any(staying(inits)),
    "where a pod has an init container that ends": lambda containers, inits, overhead: not all(staying(inits)),
    "where a pod has both kinds of init containers": lambda containers, inits, overhead: len({*staying(inits)}) == 2,
    "where a pod has several native sidecars": lambda containers, inits, overhead: sum(staying(inits)) > 1,
    "where several init containers end": lambda containers, inits, overhead: staying(inits).count(False) > 1,
    "where a sidecar comes before an init container that ends": lambda containers, inits, overhead: (
        staying(inits) != sorted(staying(inits))
    ),
    "where a sidecar comes after an init container that ends": lambda containers, inits, overhead: (
        staying(inits) != sorted(staying(inits), reverse=True)
    ),
    "where a pod has several containers": lambda containers, inits, overhead: len(containers) > 1,
    "where a pod has no init container": lambda containers, inits, overhead: not inits,
    "where a pod has an overhead": lambda containers, inits, overhead: overhead != (0, 0),
}


effective_request = FunctionExercise(
    reference=textbook.effective_request,
    chapter="cluster",
    decision="say what a pod reserves on its node",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([(320, 200)], [(100, 50, True), (300, 400, False)], (10, 5)),
        ([(100, 100), (150, 50)], [(400, 20, False), (50, 60, True)], (20, 10)),
        ([(300, 100)], [(200, 300, False), (100, 120, True), (250, 100, False)], (10, 20)),
        ([(500, 256)], [(100, 128, True), (100, 400, False)], (50, 30)),
    ),
    mistakes=MISTAKES,
    pairs=FAMILY.pairs,
    own_explainers=(differs_only(WHERE),),
    hints=(
        "A pod lives through two phases: first the init containers, one after the other; then everything that stays."
        " It must fit on the node in both.",
        "While the pod does its work, the containers and the sidecars run at the same time: running + sidecars. The"
        " init phase"
        " needs `largest` at most.",
        "The larger of the two: max(running + sidecars, largest).",
    ),
)
