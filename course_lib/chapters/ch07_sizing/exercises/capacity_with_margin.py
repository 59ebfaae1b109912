"""A capacity by quantile and margin, and what share of the time is above it: from a blank."""

from __future__ import annotations

import ast
import operator
from itertools import product

import numpy as np

from course_lib.chapters.ch07_sizing.exercises.capacity import Demand, nearest_rank
from course_lib.chapters.ch07_sizing.exercises.capacity_steps import ALL, WITHOUT_LAST
from course_lib.chapters.ch07_sizing.exercises.closer import (
    are_two,
    looking,
    of_the_capacity,
    one_of_two,
    two_numbers,
    whatever,
)
from course_lib.chapters.ch07_sizing.exercises.numpys_methods import other_method
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.calling import ERROR
from course_lib.framework.exercise.explainers import when_wrong
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake
from course_lib.framework.exercise.result import Finding
from course_lib.framework.exercise.tree import text_tree_of
from course_lib.framework.exercise.trial import FunctionTrial
from course_lib.sizing import textbook

MARGINS = (0.0, 0.25, 0.5)  # exact as floats, so that a total may be just as large as the capacity


def demands(pods: int, times: int, seed: int) -> list[list[int]]:
    """Return what pods want at a few times, in steps of 50m, each with peaks of its own."""
    draw = np.random.default_rng([seed, pods, times])
    usual, peaks = draw.integers(1, 9, (pods, times)), draw.random((pods, times)) < 0.2
    return [[int(each) for each in row] for row in (usual * (1 + 3 * peaks) * 50).tolist()]


def small() -> tuple[Case, ...]:
    """Return one to three pods at four to twenty times; the smallest first."""
    sizes = ((1, 4), (2, 4), (2, 5), (3, 5), (2, 10), (3, 10), (2, 20))
    every = product(sizes, range(3), (0.5, 0.75, 0.9), MARGINS)
    just_above = ([[83, 100, 83, 83]], 0.75, 0.2)  # 100m, which 99.6m are not enough for
    return (just_above, *((demands(*size, seed), share, margin) for size, seed, share, margin in every))


def large() -> tuple[Case, ...]:
    """Return thirty days of a few pods; the odd margins never make a capacity that is a total as well."""
    draw = np.random.default_rng(7)
    return tuple(
        (demands(int(draw.integers(2, 12)), 48, seed), (0.5, 0.9, 0.95, 0.99)[seed % 4], float(draw.uniform(0.01, 0.6)))
        for seed in range(30)
    )


def each_pod_by_itself(demand_m: Demand, share: float, margin: float) -> tuple[float, float]:
    """Return a capacity for each pod by its own quantile, added up, and when some pod passes its own."""
    each_m = [nearest_rank(pod, share) * (1 + margin) for pod in demand_m]
    passed = [any(map(operator.gt, at_once, each_m)) for at_once in zip(*demand_m, strict=True)]
    return sum(each_m), sum(passed) / len(passed)


def each_pod_on_average(demand_m: Demand, share: float, margin: float) -> tuple[float, float]:
    """Return a capacity for each pod by its own quantile, added up, and how often a pod passes its own on average."""
    each_m = [nearest_rank(pod, share) * (1 + margin) for pod in demand_m]
    passed = [sum(used > most for used in pod) / len(pod) for pod, most in zip(demand_m, each_m, strict=True)]
    return sum(each_m), sum(passed) / len(passed)


NO_STAR = (
    "zip(demand_m), without a star, gives you one pod's whole list at a time, in a tuple of its own, and a list can't"
    " be added to a number. With the star, zip(*demand_m), you get the values of all pods at one time."
)


def zip_without_a_star(trial: FunctionTrial) -> Finding | None:
    """Find zip(demand_m) in code that stops with an error."""
    tree = text_tree_of(trial.answer)
    if trial.outcome.kind != ERROR or tree is None:
        return None
    calls = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return Finding("zip-without-a-star", NO_STAR) if "zip(demand_m)" in calls else None


WHERE: Aspects = {
    "where there is one pod": lambda *case: len(case[0]) == 1,
    "where there are several pods": lambda *case: len(case[0]) > 1,
    "where the margin is 0": lambda *case: case[2] == 0,
    "where the margin is above 0": lambda *case: case[2] > 0,
    "where the share is one half": lambda *case: case[1] == 0.5,
    "where the share is above one half": lambda *case: case[1] > 0.5,
    "where share times the number of times is a whole number": lambda *case: (case[1] * len(case[0][0])).is_integer(),
    "where share times the number of times isn't a whole number": lambda *case: (
        not (case[1] * len(case[0][0])).is_integer()
    ),
    "where the capacity is never passed": lambda *case: textbook.capacity_with_margin(*case)[1] == 0,
    "where the capacity is passed at some time": lambda *case: textbook.capacity_with_margin(*case)[1] > 0,
}


capacity_with_margin = FunctionExercise(
    reference=textbook.capacity_with_margin,
    chapter="sizing",
    decision="decide whether to size for the average, a quantile or the peak",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([[100, 200, 100, 400], [100, 100, 500, 100]], 0.75, 0.5),
        ([[300, 100, 100, 200, 100], [100, 100, 200, 400, 100]], 0.8, 0.25),
        ([[200, 300, 900, 100]], 0.5, 0.25),
        ([[100, 100, 600, 100], [200, 100, 600, 200]], 0.75, 0.5),
    ),
    mistakes={
        **ALL.singles,
        "each-pod-on-average": Mistake(
            each_pod_on_average,
            "You size each pod by itself, add up, and return how often a pod passes its own part on average. The"
            " capacity is for all pods together: add up what they want at each time first, and count when that is too"
            " much.",
        ),
        "each-pod-by-itself": Mistake(
            each_pod_by_itself,
            "You size each pod by itself, and add up. Pods rarely peak at the same time, so together they need another"
            " capacity, and it is passed at other times: add up what they want at each time first.",
        ),
    },
    pairs=WITHOUT_LAST.pairs,
    closer_looks=(when_wrong(zip_without_a_star),),
    own_explainers=(
        other_method,
        two_numbers("the capacity for all pods together, and the share of time above it"),
        whatever({"share": 1, "margin": 2}, are_two),
        one_of_two(
            "The share of time is right in every case, the capacity isn't.",
            "The capacity is right in every case, the share of time isn't. Count the totals above the capacity, and"
            " divide by how many totals there are.",
        ),
        looking(of_the_capacity, are_two),
        differs_only(WHERE),
    ),
    hints=(
        "Begin with what all pods want together at each time: zip(*demand_m) gives you the first time of all pods, then"
        " the second, and so on.",
        "Sort these totals. A share `share` of them stays at or below which place in the list? Places begin at 0.",
        "Of n totals, ceil(share * n) have to be at or below the quantile: the last of these is at place"
        " ceil(share * n) - 1. Multiply it by 1 + margin, count the totals above that, and divide by n.",
    ),
)
