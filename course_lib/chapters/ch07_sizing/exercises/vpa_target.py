"""Deeper: what the Vertical Pod Autoscaler recommends, worked out by hand."""

from __future__ import annotations

import numpy as np

from course_lib.chapters.ch07_sizing.exercises.closer import after_p90, looking
from course_lib.chapters.ch07_sizing.exercises.numpys_methods import other_method
from course_lib.chapters.ch07_sizing.exercises.vpa_steps import AT_ONCE, BEFORE_THE_BUCKET, HELD_BEFORE, IN_STEPS
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.sizing import textbook

ORACLE: dict[str, Case] = {
    "V1": ([*[100] * 24, 800],),
    "V2": ([*[100] * 11, 800, *[100] * 11, 800, 800],),
}
"""Rows of the oracle, from the recommender's own code: 96% of the samples at 100m, and 88%."""


def small() -> tuple[Case, ...]:
    """Return one to forty samples, few and low ones first, then many different ones, and the oracle's."""
    draw = np.random.default_rng(7)
    single = [([used_m],) for used_m in (4, 12, 20, 35, 70, 100, 150, 330, 700, 800, 1200)]
    several = [
        ([int(each) for each in draw.choice([5, 15, 40, 90, 100, 260, 500, 800], samples)],)
        for samples in (2, 3, 4, 5, 8, 10, 10, 10, 11, 15, 20, 20, 40)
        for _ in "123"
    ]
    many_values = ([*[10] * 20, *range(10, 210, 10)],)  # P90 isn't the largest even of the values counted once
    return (*single, *several, many_values, *ORACLE.values())


def large() -> tuple[Case, ...]:
    """Return fifty seeded days, some calm and some with spikes."""
    draw = np.random.default_rng(8)
    found: list[Case] = []
    for _ in range(50):
        samples, usual_m = int(draw.integers(30, 300)), float(draw.uniform(5, 900))
        spikes = 1 + 6 * (draw.random(samples) < draw.uniform(0, 0.3))
        found.append(([int(each) + 1 for each in usual_m * draw.uniform(0.5, 1.5, samples) * spikes],))
    return tuple(found)


WHERE: Aspects = {
    "where there is one sample": lambda usage_m: len(usage_m) == 1,
    "where there are several samples": lambda usage_m: len(usage_m) > 1,
    "where the recommendation is the least there is, 25m": lambda usage_m: textbook.vpa_target(usage_m) == 25,
    "where nine tenths of the samples are a whole number": lambda usage_m: len(usage_m) % 10 == 0,
    "where nine tenths of the samples aren't a whole number": lambda usage_m: len(usage_m) % 10 > 0,
}


vpa_target = FunctionExercise(
    reference=textbook.vpa_target,
    chapter="sizing",
    decision="tell a percentile with a margin from sizing for the average",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([20, 30, 25, 40, 30, 20, 35, 30, 90, 30],),
        ([50, 60, 50, 55, 50],),
        ([15, 28, 15, 15, 15, 15, 28, 15, 15, 15],),
        ([120, 45, 45, 45, 45, 45, 45, 45, 45, 95],),
    ),
    mistakes=IN_STEPS.singles | HELD_BEFORE.singles | AT_ONCE.singles | BEFORE_THE_BUCKET,
    pairs=IN_STEPS.pairs | HELD_BEFORE.pairs | AT_ONCE.pairs,
    own_explainers=(other_method, looking(after_p90), differs_only(WHERE)),
    hints=(
        "There are two gaps. For the first: sort the samples. Of ten, nine have to stay at or below P90: which place is"
        " that, if places begin at 0?",
        "For the second: after the loop, the bucket begins at start_m and is width_m wide. Where does it end? Drop what"
        " comes after the point, put 15% of that on top (again without what comes after the point), and mind the least"
        " there is.",
        "P90 is at place ceil(0.9 * len(usage_m)) - 1. The end is int(start_m + width_m), its margin int(0.15 * the"
        " end), and max(25, …) is never below 25.",
    ),
    is_deeper=True,
)
