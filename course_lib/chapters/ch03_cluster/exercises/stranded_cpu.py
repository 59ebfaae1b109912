"""Free CPU that no further pod can use: from nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement, product
from typing import Any

import numpy as np

from course_lib.cluster import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake
from course_lib.framework.exercise.values import is_finite, same

Pair = tuple[float, float]
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


def over_nodes(on_one: Callable[[float, float, float, float], float]) -> Callable[[Sequence[Pair], Pair], float]:
    """Return a function that adds up, over the nodes, something of free CPU, free memory and a pod's two."""
    return lambda free, pod: sum(on_one(cpu, memory, *pod) for cpu, memory in free)


def as_one_pool(free: Sequence[Pair], pod: Pair) -> float:
    """Take all nodes for one large one."""
    cpu, memory = sum(node[0] for node in free), sum(node[1] for node in free)
    return textbook.stranded_cpu([(cpu, memory)], pod)


def strict(cpu: float, memory: float, c: float, m: float) -> float:
    """Let pods come while there is more room than they take, not just as much."""
    while cpu > c and memory > m:
        cpu, memory = cpu - c, memory - m
    return cpu


def in_percent(free: Sequence[Pair], pod: Pair) -> float:
    """Return the part of the free CPU that is stranded, which fails where none is free."""
    return 100 * textbook.stranded_cpu(free, pod) / sum(cpu for cpu, _ in free)


def same_part(one: Any, other: Any) -> bool:
    """Whether one is a part in percent, and the other the same, or a share, or in whole percent."""
    if not (is_finite(one) and is_finite(other)):
        return same(one, other)
    return same(one, other) or same(one / 100, other) or other in (math.floor(one), round(one))


stranded_cpu = FunctionExercise(
    reference=textbook.stranded_cpu,
    chapter="cluster",
    decision="say how much of the free capacity is of any use",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([(3000, 768), (1200, 4000)], (500, 256)),
        ([(2500, 400), (300, 900)], (400, 200)),
        ([(1700, 1000), (4000, 500)], (600, 250)),
        ([(2100, 2000), (3100, 200)], (700, 300)),
    ),
    mistakes={
        "pooled": Mistake(
            as_one_pool,
            "You take the nodes for one large node. A pod can't use the CPU of one node and the memory of another:"
            " work out each node on its own, then add.",
        ),
        "memory-forgotten": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu % c),
            "You look at the CPU alone. A pod needs memory as well: on each node as many more fit as the scarcer of"
            " the two allows.",
        ),
        "cpu-forgotten": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu - memory // m * c),
            "You look at the memory alone, so more pods come than the CPU allows. As many fit as the scarcer of the"
            " two allows: min.",
        ),
        "max-for-min": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu - max(cpu // c, memory // m) * c),
            "You take the resource that allows more pods. A pod needs both, so the scarcer one decides: min.",
        ),
        "parts-of-pods": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu - min(cpu / c, memory / m) * c),
            "You let parts of a pod come. Only whole pods do: divide with //.",
        ),
        "rounded-up": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu - math.ceil(min(cpu / c, memory / m)) * c),
            "You round up, so that a pod comes which does not fit. Round down: //.",
        ),
        "rounded-to-nearest": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu - round(min(cpu / c, memory / m)) * c),
            "You round to the nearest, so that now and then a pod comes which does not fit. Only whole pods that fit"
            " do: round down, //.",
        ),
        "strict": Mistake(
            over_nodes(strict),
            "A pod that takes exactly what is left does fit, and you turn it away. Compare with >= in place of >.",
        ),
        "memory-not-used-up": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu % c if memory >= m else cpu),
            "You ask whether one pod finds memory, and then let as many come as the CPU allows. Each of them takes"
            " memory, too: take it off with the CPU, or count how many pods the memory allows.",
        ),
        "mixed-up": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu - min(cpu // m, memory // c) * c),
            "You divide CPU by memory and memory by CPU. The first entry of each pair is the CPU, the second the"
            " memory: cpu // pod[0] and memory // pod[1].",
        ),
        "memory-bound-only": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu - memory // m * c if memory // m < cpu // c else 0),
            "You count the nodes on which the memory runs out first. Where the CPU does, something is left over, too:"
            " what is less than one more pod takes. No pod can use that either, so add it.",
        ),
        "remainder-forgotten": Mistake(
            over_nodes(lambda cpu, memory, c, m: max(cpu // c - memory // m, 0) * c),
            "You count the pods for which there is CPU but no memory. Beside them, CPU is left over that is too little"
            " for a pod: take what the pods use off *all* the CPU that is free on the node.",
        ),
        "nothing-fits-forgotten": Mistake(
            over_nodes(
                lambda cpu, memory, c, m: (
                    textbook.stranded_cpu([(cpu, memory)], (c, m)) if cpu >= c and memory >= m else 0
                )
            ),
            "You leave out the nodes into which no pod fits. All their free CPU is stranded: with 0 more pods nothing"
            " comes off, and the same sum works for them.",
        ),
        "all-or-nothing": Mistake(
            over_nodes(lambda cpu, memory, c, m: 0 if cpu >= c and memory >= m else cpu),
            "You count the free CPU of nodes into which no pod fits. What is left over on the other nodes after as"
            " many more pods as fit is stranded as well.",
        ),
        "all-that-is-free": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu),
            "That is all the CPU that is free. The part which further pods can use is not stranded: take it off.",
        ),
        "usable": Mistake(
            over_nodes(lambda cpu, memory, c, m: min(cpu // c, memory // m) * c),
            "That is the CPU that further pods can use. Stranded is the rest of what is free.",
        ),
        "number-of-pods": Mistake(
            over_nodes(lambda cpu, memory, c, m: min(cpu // c, memory // m)),
            "That is how many more pods fit. Asked for is the CPU that is free and stays free when they have come.",
        ),
        "per-node": Mistake(
            lambda free, pod: [textbook.stranded_cpu([node], pod) for node in free],
            "You return what is stranded on each node, one by one. Asked for is one number for all nodes: add them up,"
            " sum(…).",
        ),
        "returns-early": Mistake(
            lambda free, pod: textbook.stranded_cpu(free[:1], pod) if free else None,
            "Your function ends after the first node: its return stands inside the loop. Move it to the left, level"
            " with the for, so that every node gets its turn.",
        ),
        "last-node-alone": Mistake(
            lambda free, pod: textbook.stranded_cpu(free[-1:], pod),
            "That is what is stranded on the last node. Is there a = where += should be? Then each node overwrites"
            " those before it. Begin with 0 ahead of the loop, and add.",
        ),
        "first-node-alone": Mistake(
            lambda free, pod: textbook.stranded_cpu(free[:1], pod),
            "That is what is stranded on the first node. Asked for is the sum over all nodes: go through them with a"
            " for, and add.",
        ),
        "first-item": Mistake(
            lambda free, pod: textbook.stranded_cpu([free[0]], pod),
            "That is what is stranded on free[0], the first node, and where there is no node it stops with an"
            " IndexError. Asked for is the sum over all: for cpu, memory in free. Of no node that is 0.",
        ),
        "last-item": Mistake(
            lambda free, pod: textbook.stranded_cpu([free[-1]], pod),
            "That is what is stranded on free[-1], the last node, and where there is no node it stops with an"
            " IndexError. Asked for is the sum over all: for cpu, memory in free. Of no node that is 0.",
        ),
        "percent": Mistake(
            lambda free, pod: in_percent(free, pod) if any(cpu for cpu, _ in free) else 0,
            "That is the part of the free CPU which is stranded. Asked for is the stranded CPU itself, in the unit in"
            " which it comes: don't divide.",
            compare=same_part,
        ),
        "percent-of-nothing": Mistake(
            in_percent,
            "You divide by all the CPU that is free. Where none is, that stops with a ZeroDivisionError, and it would"
            " give a part; asked for is the stranded CPU itself. Don't divide.",
            compare=same_part,
        ),
        "memory-asked": Mistake(
            over_nodes(lambda cpu, memory, c, m: memory - min(cpu // c, memory // m) * m),
            "That is the stranded memory. Asked for is the CPU: the first entry of each pair.",
        ),
        "one-pod": Mistake(
            over_nodes(lambda cpu, memory, c, m: cpu - c if cpu >= c and memory >= m else cpu),
            "You let one more pod come to each node. As many come as fit: how many times do its CPU and its memory go"
            " into what is free?",
        ),
    },
    hints=(
        "Take one node. How many more pods of this shape does its free CPU allow, and how many its free memory?",
        "As many come as the scarcer of the two allows, whole pods only: min(cpu // pod[0], memory // pod[1]).",
        "What they take is that number times pod[0]. The rest of the node's free CPU is stranded; add it up over all"
        " nodes.",
    ),
)
