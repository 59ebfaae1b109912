"""What those that can shrink must lose until proxies are paid for: a worked example with one gap."""

from __future__ import annotations

from itertools import product

import numpy as np

from course_lib.chapters.ch09_mesh.exercises.loss_steps import ALL, OTHERS
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.mesh import textbook

FLEETS = ((1, 1), (2, 1), (3, 2), (10, 2), (10, 10), (10, 9), (1000, 200), (300, 200))  # with a proxy, can shrink
ROOM = ((250, 100), (250, 20), (500, 100), (100, 100), (50, 80), (250, 0))  # a pod's request, a proxy's


def small() -> tuple[Case, ...]:
    """Return one to a thousand pods, of which all or a fifth can shrink."""
    return tuple((pod_m, proxy_m, *fleet) for fleet, (pod_m, proxy_m) in product(FLEETS, ROOM))


def large() -> tuple[Case, ...]:
    """Return fifty seeded fleets."""
    draw = np.random.default_rng(9)

    def fleet() -> Case:
        with_proxy = int(draw.integers(5, 3000))
        can_shrink = int(draw.integers(1, with_proxy + 1))
        return round(float(draw.uniform(20, 2000)), 1), round(float(draw.uniform(5, 200)), 1), with_proxy, can_shrink

    return tuple(fleet() for _ in range(50))


WHERE: Aspects = {
    "where some pods can't shrink": lambda *case: case[3] < case[2],
    "where all pods can shrink": lambda *case: case[3] == case[2],
    "where several pods can shrink": lambda *case: case[3] > 1,
    "where several pods get a proxy": lambda *case: case[2] > 1,
    "where more than all would have to go": lambda *case: textbook.least_loss(*case) > 1,
}

least_loss = FunctionExercise(
    reference=textbook.least_loss,
    chapter=CHAPTER,
    decision="say what share of the pods has to go until proxies are paid for",
    cases=small(),
    large_cases=large(),
    repeat_cases=((400, 100, 500, 250), (150, 50, 900, 300), (90, 30, 400, 100), (300, 20, 800, 100)),
    paper_within=0.005,
    mistakes={**ALL.singles, **OTHERS},
    pairs=ALL.pairs,
    own_explainers=(differs_only(WHERE),),
    hints=(
        "Suppose that all pods that can shrink went. What would no longer be requested?",
        "A pod that goes takes its proxy with it. So each of them frees two requests.",
        "Add up the two requests, and multiply by the number of pods that can shrink. (Brackets around the sum!)",
    ),
)
