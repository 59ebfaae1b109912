"""What the autoscaler sees of a hot pod with a limit: a condition and a step are missing."""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import inf

import numpy as np

from course_lib.chapters.ch07_sizing.exercises.closer import are_two, one_of_two, two_numbers, whatever
from course_lib.chapters.ch07_sizing.exercises.seen_steps import ALL, WITHOUT_LAST
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.sizing import textbook

REQUEST_M = 500
LIMITS = (inf, 500, 800)


def small() -> tuple[Case, ...]:
    """Return one to four pods, without a limit, with one at the request and with one above; the hottest pod first."""
    demands = [
        list(demand)[::-1] for pods in (1, 2, 4) for demand in combinations_with_replacement((50, 133, 600, 1000), pods)
    ]
    return tuple((demand, REQUEST_M, limit_m) for demand in demands for limit_m in LIMITS)


def large() -> tuple[Case, ...]:
    """Return fifty seeded deployments with a hot pod somewhere."""
    draw = np.random.default_rng(7)
    found: list[Case] = []
    for _ in range(50):
        pods, request_m = int(draw.integers(3, 40)), int(draw.choice([100, 250, 400]))
        demand_m = [int(each) for each in draw.uniform(0.1, 1.2, pods) * request_m]
        demand_m[int(draw.integers(pods))] *= int(draw.integers(2, 12))
        found.append((demand_m, request_m, (inf, request_m, 2 * request_m)[int(draw.integers(3))]))
    return tuple(found)


def is_hot(demand_m: list[int], request_m: int, limit_m: float) -> bool:
    """Whether some pod wants more than it may use."""
    return max(demand_m) > limit_m


def is_short(demand_m: list[int], request_m: int, limit_m: float) -> bool:
    """Whether all pods together want more than they may use."""
    return sum(demand_m) > len(demand_m) * limit_m


WHERE: Aspects = {
    "where the pods have no limit": lambda *case: case[2] == inf,
    "where the pods have a limit": lambda *case: case[2] < inf,
    "where some pod wants more than its limit": is_hot,
    "where no pod wants more than its limit": lambda *case: not is_hot(*case),
    "where all pods together want more than their limits": is_short,
    "where some pod wants more than its limit, and the others have room": lambda *case: (
        is_hot(*case) and not is_short(*case)
    ),
    "where there is one pod": lambda *case: len(case[0]) == 1,
    "where there are several pods": lambda *case: len(case[0]) > 1,
}


seen_by_hpa = FunctionExercise(
    reference=textbook.seen_by_hpa,
    chapter="sizing",
    decision="tell what an autoscaler cannot see",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([900, 200, 100], 400, 400),
        ([1200, 100, 150, 150], 500, 1000),
        ([700, 700, 700], 500, 600),
        ([1500, 300, 200, 200, 200], 300, 400),
    ),
    mistakes=ALL.singles,
    pairs=WITHOUT_LAST.pairs,
    own_explainers=(
        two_numbers("what is seen now, and what with the demand balanced"),
        one_of_two(
            "Your second percentage is right in every case, the first isn't. What does a pod use that wants more than"
            " its limit, and what does one that wants less?",
            "Your first percentage is right in every case, the second isn't. Balanced, each pod wants the mean: what do"
            " all of them use together then, if none may use more than its limit?",
        ),
        whatever({"limit_m": 2}, are_two),
        differs_only(WHERE),
    ),
    hints=(
        "There are two gaps. For the first: a pod wants 1,300m and may use 500m. What does the metrics server"
        " measure? And at a pod that wants 100m?",
        "For the second: the pods share the demand equally, so each wants the mean. What do they use together, if no"
        " pod may use more than its limit?",
        "The pod is held back where wanted_m is larger than limit_m. Balanced, the pods use sum(demand_m) together, but"
        " pods * limit_m at most: Python's min(…) takes the smaller of two numbers.",
    ),
)
