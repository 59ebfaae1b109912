"""The scheduler's score of a node: a condition and a rounding are missing."""

from __future__ import annotations

from itertools import product

import numpy as np

from course_lib.chapters.ch03_cluster.exercises.score_mistakes import MISTAKES
from course_lib.chapters.ch03_cluster.exercises.score_steps import FAMILY, LEAST, MOST, Pair
from course_lib.cluster import textbook
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case

NODE = (3000, 7000)


def small() -> tuple[Case, ...]:
    """Return a node with more and more on it, under both strategies; the largest fills are beyond what it has.

    The last but one is 29 % full, which a float makes 28.999…; the last is another node.
    """
    fills = product((0, 1000, 1500, 2000, 3000, 3300), (0, 1000, 2500, 3500, 5000, 7000, 8000))
    every = [*sorted(fills, key=sum), (870, 2500)]
    cases = [*((fill, NODE) for fill in every), ((1000, 4096), (4000, 16384))]
    return tuple((fill, node, strategy) for fill, node in cases for strategy in (LEAST, MOST))


def large() -> tuple[Case, ...]:
    """Return fifty nodes of several shapes, seeded."""
    draw = np.random.default_rng(5)
    nodes = [(int(draw.integers(2, 97)) * 1000, int(draw.integers(4, 385)) * 1024) for _ in range(50)]
    return tuple(
        ((int(draw.integers(0, cpu)), int(draw.integers(0, memory))), (cpu, memory), (LEAST, MOST)[index % 2])
        for index, (cpu, memory) in enumerate(nodes)
    )


def is_overfull(requested: Pair, allocatable: Pair, strategy: str) -> bool:
    """Whether more of something is requested than the node has."""
    return any(asked > has for asked, has in zip(requested, allocatable, strict=True))


WHERE: Aspects = {
    f"under {LEAST}": lambda requested, allocatable, strategy: strategy == LEAST,
    f"under {MOST}": lambda requested, allocatable, strategy: strategy == MOST,
    "where more is requested than the node has": is_overfull,
    f"under {LEAST} where more is requested than the node has": lambda *case: case[2] == LEAST and is_overfull(*case),
    f"under {MOST} where more is requested than the node has": lambda *case: case[2] == MOST and is_overfull(*case),
    "where nothing is requested": lambda requested, allocatable, strategy: not any(requested),
    "where something is requested": lambda requested, allocatable, strategy: any(requested),
    "where a percentage isn't a whole number": lambda requested, allocatable, strategy: any(
        100 * asked % has for asked, has in zip(requested, allocatable, strict=True) if asked < has
    ),
}


score = FunctionExercise(
    reference=textbook.score,
    chapter="cluster",
    decision="say which node the scheduler will take, and why",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ((1000, 2000), (3000, 7000), LEAST),
        ((2000, 5000), (3000, 9000), MOST),
        ((2500, 1000), (7500, 6000), LEAST),
        ((500, 7000), (8000, 9000), MOST),
    ),
    mistakes=MISTAKES,
    pairs=FAMILY.pairs,
    own_explainers=(differs_only(WHERE),),
    hints=(
        "LeastAllocated likes nodes with a lot left, MostAllocated those with little. Which of `used` and"
        " `capacity - used` does each of them count?",
        "The score of one resource is `counted`, in percent of the capacity, rounded down: whole numbers are divided"
        " with //. Multiply by 100 before you divide.",
        'counted = capacity - used if strategy == "LeastAllocated" else used; then total += counted * 100 // capacity.',
    ),
)
