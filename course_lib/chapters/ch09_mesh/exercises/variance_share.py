"""Deeper: how much of what isn't known of a result is one input's, from the draws there are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from course_lib.chapters.ch09_mesh.exercises.variance_steps import ALL, OTHERS
from course_lib.chapters.ch09_mesh.setting import CHAPTER
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.mesh import textbook

FEW = (
    ([1, 2, 3, 4], [1, 2, 3, 4], 2),
    ([4, 1, 3, 2], [8, 2, 9, 3], 2),
    ([1, 2, 3, 4, 5, 6], [2, 7, 1, 8, 2, 9], 2),
    ([1, 2, 3, 4, 5, 6], [5, 1, 6, 2, 9, 4], 3),
    ([1, 2, 4, 8, 9, 11], [1, 4, 9, 8, 5, 3], 3),
    ([2, 4, 1, 3], [5, 1, 4, 2], 2),
    ([3, 1, 4, 2], [1, 9, 2, 8], 4),
    ([2, 5, 1], [4, 1, 3], 3),
    ([5, 2, 4, 1, 3], [3, 8, 2, 6, 5], 5),
    ([6, 1, 5, 2, 4, 3], [2, 7, 1, 8, 2, 9], 3),
    ([6, 1, 5, 2, 4, 3], [2, 7, 1, 8, 2, 9], 2),
    ([30, 10, 60, 20, 50, 40, 80, 70], [1, 4, 2, 8, 5, 7, 3, 6], 4),
)


def drawn(draw: np.random.Generator, groups: int, size: int) -> Case:
    """Return draws of a result that follows its input, more or less."""
    x = draw.permutation(np.linspace(1, 9, groups * size)).round(3)
    y = draw.uniform(-2, 2) * x + draw.uniform(0, 4) * draw.normal(size=len(x)) + draw.uniform(0, 3) * (x - 5) ** 2 / 5
    return x.tolist(), y.round(2).tolist(), groups


def small() -> tuple[Case, ...]:
    """Return a few draws by hand, and forty seeded sets of 12 to 40."""
    draw = np.random.default_rng(9)
    return (*FEW, *(drawn(draw, groups, size) for groups in (2, 3, 4, 5) for size in (3, 4, 6, 7, 8) for _ in range(2)))


def large() -> tuple[Case, ...]:
    """Return twelve seeded sets of hundreds of draws."""
    draw = np.random.default_rng(10)
    return tuple(drawn(draw, groups, size) for groups in (10, 20, 25) for size in (20, 40) for _ in range(2))


def is_sorted(values: list[float]) -> bool:
    """Whether values rise."""
    return all(low <= high for low, high in pairwise(values))


WHERE: Aspects = {
    "where the draws don't come in the order of x": lambda *case: not is_sorted(case[0]),
    "where there are more than two groups": lambda *case: case[2] > 2,
    "where a group has several draws": lambda *case: len(case[0]) > case[2],
    "where groups have another size than there are groups": lambda *case: len(case[0]) != case[2] ** 2,
}

variance_share = FunctionExercise(
    reference=textbook.variance_share,
    chapter=CHAPTER,
    decision="say which input is behind most of what isn't known",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([3, 1, 4, 2], [6, 1, 8, 3], 2),
        ([2, 1, 4, 3], [1, 5, 3, 7], 2),
        ([1, 4, 2, 3], [2, 6, 4, 8], 2),
        ([4, 3, 2, 1], [9, 1, 3, 7], 2),
    ),
    paper_within=0.005,
    mistakes={**ALL.singles, **OTHERS},
    pairs=ALL.pairs,
    own_explainers=(differs_only(WHERE),),
    is_deeper=True,
    hints=(
        "A group's draws have nearly the same x. So what is the mean of y in it? It's what you'd expect of y once you"
        " know x.",
        "`members` are positions: y[draw] is the result of one of them. fmean takes a list, or one value after"
        " another.",
        "The means differ from group to group, and y itself differs more. Compare their variances with pvariance.",
    ),
)
