"""Deeper: the fewest pods that keep a percentile below its objective."""

from __future__ import annotations

import math
from itertools import product

import numpy as np

from course_lib.chapters.ch07_sizing.exercises.closer import looking, of_the_pods
from course_lib.chapters.ch07_sizing.exercises.objective_steps import OBJECTIVE
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.given_lines import put_back
from course_lib.framework.exercise.mistakes import Case
from course_lib.sizing import textbook

LOG_IS_TWO = 1 - math.exp(-2)
JUST_WHOLE: Case = (3, 0.5, 2.0, LOG_IS_TWO)
JUST_REACHED: Case = (10, 0.5, 1.0, LOG_IS_TWO)
"""Exact in floats, however they are worked out: the logarithm is 2, and all else are halves.

The work takes 3 pods and no part of one; the mean may be just as long as the service time.
"""


def small() -> tuple[Case, ...]:
    """Return services from one pod's work to twenty; the last objectives are out of reach.

    Then one that takes a whole number of pods, and one that only pods without work would meet.
    """
    every = product((0.01, 0.02), (0.5, 1.5, 4, 9, 20), (20, 8, 5, 3, 0.7), (0.9, 0.95, 0.99))
    found = [(offered / service_s, service_s, times * service_s, share) for service_s, offered, times, share in every]
    return (*sorted(found, key=lambda case: (textbook.pods_for_objective(*case), case)), JUST_WHOLE, JUST_REACHED)


def large() -> tuple[Case, ...]:
    """Return fifty seeded services, some with objectives that no number of pods will meet."""
    draw = np.random.default_rng(7)
    found: list[Case] = []
    for _ in range(50):
        service_s, offered = float(draw.uniform(0.001, 2)), float(draw.uniform(0.3, 300))
        found.append((offered / service_s, service_s, service_s * float(draw.uniform(2, 20)), 0.95))
    return tuple(found)


WHERE: Aspects = {
    "where no number of pods will do": lambda *case: textbook.pods_for_objective(*case) == float("inf"),
    "where the objective can be met": lambda *case: textbook.pods_for_objective(*case) < float("inf"),
    "where the work is less than one pod's": lambda *case: case[0] * case[1] < 1,
    "where the work is more than one pod's": lambda *case: case[0] * case[1] > 1,
}


pods_for_objective = FunctionExercise(
    reference=textbook.pods_for_objective,
    chapter="sizing",
    decision="say how many pods a latency objective takes",
    cases=small(),
    large_cases=large(),
    repeat_cases=((300, 0.02, 0.2, 0.99), (500, 0.01, 0.05, 0.95), (120, 0.05, 0.5, 0.9), (900, 0.01, 0.06, 0.99)),
    mistakes=OBJECTIVE.singles,
    pairs=OBJECTIVE.pairs,
    own_explainers=(put_back(textbook.pods_for_objective, "mean_s"), looking(of_the_pods), differs_only(WHERE)),
    hints=(
        "There are three gaps. For the first: a request takes its service time even where none has to wait. Which means"
        " can't be reached, then?",
        "For the second: in chapter 05 the mean was service_s / (1 - utilisation). Which utilisation makes it mean_s?",
        "For the third: requests_per_s * service_s pods would be busy all the time. Each may only be busy for a share"
        " `utilisation` of it, so it takes more: divide, and round up with ceil(…).",
    ),
    is_deeper=True,
)
