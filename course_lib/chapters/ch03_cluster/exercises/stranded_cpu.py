"""Free CPU that no further pod can use: from nothing."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement, product

import numpy as np

from course_lib.chapters.ch03_cluster.exercises.stranded_cpu_mistakes import MISTAKES
from course_lib.chapters.ch03_cluster.exercises.stranded_cpu_steps import FAMILY, Pair
from course_lib.cluster import textbook
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case

FREE = tuple(product((0, 500, 1000, 1500, 2500), (0, 256, 512, 1280)))
PODS = ((500, 256), (500, 512), (1000, 256))


def small() -> tuple[Case, ...]:
    """Return up to two nodes with every little room, and three shapes of pod; the smallest first, no node last."""
    nodes = [list(chosen) for n in (0, 1, 2) for chosen in combinations_with_replacement(FREE, n)]
    every = [(free, pod) for free in nodes for pod in PODS]
    return tuple(sorted(every, key=lambda case: (not case[0], len(case[0]), sum(map(sum, case[0])), case[1])))


def large() -> tuple[Case, ...]:
    """Return fifty clusters of three to nine nodes."""
    draw = np.random.default_rng(7)
    return tuple(
        (
            [tuple(map(int, draw.integers(0, 16000, 2))) for _ in range(draw.integers(3, 10))],
            (int(draw.integers(1, 20)) * 100, int(draw.integers(1, 20)) * 64),
        )
        for _ in range(50)
    )


def on_some_node(tells: Callable[[float, float], bool]) -> Callable[[Sequence[Pair], Pair], bool]:
    """Return whether there is a node of which it is true; it sees how many pods its CPU allows, and its memory."""
    return lambda free, pod: any(tells(cpu // pod[0], memory // pod[1]) for cpu, memory in free)


WHERE: Aspects = {
    "where there is no node": lambda free, pod: not free,
    "where there are several nodes": lambda free, pod: len(free) > 1,
    "where there is a node on which no pod fits": on_some_node(lambda by_cpu, by_memory: min(by_cpu, by_memory) < 1),
    "where there is a node on which a pod fits": on_some_node(lambda by_cpu, by_memory: min(by_cpu, by_memory) >= 1),
    "where several pods fit on a node": on_some_node(lambda by_cpu, by_memory: min(by_cpu, by_memory) > 1),
    "where a node's memory runs out before its CPU": on_some_node(lambda by_cpu, by_memory: by_memory < by_cpu),
    "where a node's CPU runs out before its memory": on_some_node(lambda by_cpu, by_memory: by_cpu < by_memory),
    "where a node's CPU and memory allow equally many pods": on_some_node(operator.eq),
}


stranded_cpu = FunctionExercise(
    reference=textbook.stranded_cpu,
    chapter="cluster",
    decision="say how much of the free capacity pods can really use",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([(3000, 768), (1200, 4000)], (500, 256)),
        ([(2500, 400), (300, 900)], (400, 200)),
        ([(1700, 1000), (4000, 500)], (600, 250)),
        ([(2100, 2000), (3100, 200)], (700, 300)),
    ),
    mistakes=MISTAKES,
    pairs=FAMILY.pairs,
    own_explainers=(differs_only(WHERE),),
    hints=(
        "Take one node. How many more pods of this shape does its free CPU allow, and how many does its free memory?",
        "As many come as the scarcer of the two allows, whole pods only: min(cpu // pod[0], memory // pod[1]).",
        "The CPU they take is that number times pod[0]. The rest of the node's free CPU is stranded; add it up over all"
        " nodes.",
    ),
)
