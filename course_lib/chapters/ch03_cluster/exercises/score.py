"""The scheduler's score of a node: a condition and a rounding are missing."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import numpy as np

from course_lib.cluster import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake

LEAST, MOST = "LeastAllocated", "MostAllocated"
NODE = (3000, 7000)


def small() -> tuple[Case, ...]:
    """Return a node with more and more on it, under both strategies; the largest fills are beyond what it has.

    The last one is 29 % full, which a float makes 28.999…
    """
    fills = product((0, 1000, 1500, 2000, 3000, 3300), (0, 1000, 2500, 3500, 5000, 7000, 8000))
    every = [*sorted(fills, key=sum), (870, 2500)]
    return tuple((fill, NODE, strategy) for fill in every for strategy in (LEAST, MOST))


def large() -> tuple[Case, ...]:
    """Return fifty nodes of several shapes, seeded."""
    draw = np.random.default_rng(5)
    nodes = [(int(draw.integers(2, 97)) * 1000, int(draw.integers(4, 385)) * 1024) for _ in range(50)]
    return tuple(
        ((int(draw.integers(0, cpu)), int(draw.integers(0, memory))), (cpu, memory), (LEAST, MOST)[index % 2])
        for index, (cpu, memory) in enumerate(nodes)
    )


Scorer = Callable[[tuple[int, int], tuple[int, int], str], float]


def scorer(
    percent: Callable[[int, int], float] = lambda counted, capacity: counted * 100 // capacity,
    together: Callable[[list[float]], float] = lambda shares: int(sum(shares)) // 2,
    clamp: bool = True,
    least: str = LEAST,
    free: Callable[[int, int], int] = lambda used, capacity: capacity - used,
) -> Scorer:
    """Return a function that scores a node, with one step done in another way."""

    def score(requested: tuple[int, int], allocatable: tuple[int, int], strategy: str) -> float:
        shares = []
        for used, capacity in zip(requested, allocatable, strict=True):
            used = min(used, capacity) if clamp else used
            shares.append(percent(free(used, capacity) if strategy == least else used, capacity))
        return together(shares)

    return score


def as_one_pool(requested: tuple[int, int], allocatable: tuple[int, int], strategy: str) -> int:
    """Add CPU and memory up before taking the percentage."""
    capacity, used = sum(allocatable), sum(map(min, requested, allocatable))
    return (capacity - used if strategy == LEAST else used) * 100 // capacity


def nothing_when_overfull(requested: tuple[int, int], allocatable: tuple[int, int], strategy: str) -> float:
    """Give no points for a resource of which more is asked for than there is."""
    fitting = [(asked, has) if asked <= has else (has, 0) for asked, has in zip(requested, allocatable, strict=True)]
    shares = [(has - asked if strategy == LEAST else asked) * 100 // has if has else 0 for asked, has in fitting]
    return sum(shares) // 2


def off_a_hundred(strategy: str, together: Callable[[list[float]], float]) -> Scorer:
    """Return a function that scores by one strategy from the percentages of the other one."""
    turned, other = scorer(together=together), {LEAST: MOST, MOST: LEAST}[strategy]

    def score(requested: tuple[int, int], allocatable: tuple[int, int], asked: str) -> float:
        return (turned if asked == strategy else scorer())(requested, allocatable, other)

    return score


def exactly(counted: int, capacity: int) -> float:
    """Return a percentage with all its digits."""
    return counted * 100 / capacity


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
    mistakes={
        "wrong-way-round": Mistake(
            scorer(least=MOST),
            "Your scores are the wrong way round. LeastAllocated likes the node with the most left: it counts what is"
            " free. MostAllocated counts what is used.",
        ),
        "free-always": Mistake(
            lambda requested, allocatable, strategy: scorer()(requested, allocatable, LEAST),
            "You count what is free under both strategies. MostAllocated likes full nodes: it counts what is used.",
        ),
        "used-always": Mistake(
            lambda requested, allocatable, strategy: scorer()(requested, allocatable, MOST),
            "You count what is used under both strategies. LeastAllocated likes empty nodes: it counts what is free.",
        ),
        "not-rounded": Mistake(
            scorer(percent=exactly, together=lambda shares: sum(shares) / 2),
            "The scheduler reckons in whole numbers. Each percentage is rounded down before they are added: // in"
            " place of /.",
        ),
        "rounded-once": Mistake(
            scorer(percent=exactly, together=lambda shares: math.floor(sum(shares) / 2)),
            "You round once, at the end. The scheduler rounds down each resource first, and then their mean: with two"
            " roundings the score may be one lower.",
        ),
        "mean-not-rounded": Mistake(
            scorer(together=lambda shares: sum(shares) / 2),
            "Each percentage is rounded down, as it should be; their mean is, too: // 2.",
        ),
        "rounded-to-nearest": Mistake(
            scorer(percent=lambda counted, capacity: round(counted * 100 / capacity)),
            "You round to the nearest. Dividing whole numbers, the scheduler always rounds down: 66.7 becomes 66.",
        ),
        "rounded-up": Mistake(
            scorer(percent=lambda counted, capacity: math.ceil(counted * 100 / capacity)),
            "You round up. Dividing whole numbers, the scheduler always rounds down: 66.7 becomes 66. // does that by"
            " itself.",
        ),
        "rounded-from-a-float": Mistake(
            scorer(percent=lambda counted, capacity: int(counted / capacity * 100)),
            "Nearly. You divide first, and a float holds most shares only roughly: 870 / 3000 * 100 comes to"
            " 28.999999999999996, so 29 is rounded down to 28. Stay with whole numbers: multiply by 100 first, then"
            " divide with //.",
        ),
        "most-from-least": Mistake(
            off_a_hundred(MOST, lambda shares: int(sum(100 - share for share in shares)) // 2),
            "For MostAllocated you take the percentage that is free off 100. Each percentage is rounded down by"
            " itself, so the two need not add up to 100: 66 of 100 are free, and 33 used. Work out what is used.",
        ),
        "most-from-least-score": Mistake(
            off_a_hundred(MOST, lambda shares: 100 - int(sum(shares)) // 2),
            "You take MostAllocated for 100 less LeastAllocated. Each percentage is rounded down by itself, and their"
            " mean again, so the two scores need not add up to 100. Begin with what is used.",
        ),
        "least-from-most": Mistake(
            off_a_hundred(LEAST, lambda shares: int(sum(100 - share for share in shares)) // 2),
            "For LeastAllocated you take the percentage that is used off 100. Each percentage is rounded down by"
            " itself, so the two need not add up to 100: 33 of 100 are used, and 66 free. Work out what is free.",
        ),
        "least-from-most-score": Mistake(
            off_a_hundred(LEAST, lambda shares: 100 - int(sum(shares)) // 2),
            "You take LeastAllocated for 100 less MostAllocated. Each percentage is rounded down by itself, and their"
            " mean again, so the two scores need not add up to 100. Begin with what is free.",
        ),
        "rounded-too-early": Mistake(
            scorer(percent=lambda counted, capacity: counted // capacity * 100),
            "counted // capacity is 0 unless the node is wholly free or wholly full. Multiply by 100 first, then"
            " divide: counted * 100 // capacity.",
        ),
        "share": Mistake(
            scorer(percent=lambda counted, capacity: counted / capacity, together=lambda shares: sum(shares) / 2),
            "That is a share between 0 and 1. Scores go from 0 to 100, in whole numbers: counted * 100 // capacity.",
        ),
        "share-rounded": Mistake(
            scorer(percent=lambda counted, capacity: counted / capacity, together=lambda shares: sum(shares) // 2),
            "Each part is a share between 0 and 1, so nearly nothing is left after // 2. Scores go from 0 to 100:"
            " counted * 100 // capacity.",
        ),
        "out-of-ten": Mistake(
            scorer(percent=lambda counted, capacity: counted * 10 // capacity),
            "Your scores go from 0 to 10, as they did in earlier versions of Kubernetes. Today they go from 0 to 100:"
            " counted * 100 // capacity.",
        ),
        "not-divided": Mistake(
            scorer(percent=lambda counted, capacity: counted),
            "You add millicores to MiB, and a large node would always win. Set each in proportion to what the node has"
            " of it, in percent: counted * 100 // capacity.",
        ),
        "pooled": Mistake(
            as_one_pool,
            "You add CPU and memory before you take the percentage. Then the one with the larger numbers decides, and"
            " that depends on the units. Take the percentage of each on its own, then the mean.",
        ),
        "upside-down": Mistake(
            scorer(percent=lambda counted, capacity: capacity * 100 // counted),
            "Your fraction stands on its head, so it divides by 0 where nothing counts (a ZeroDivisionError). The part"
            " goes above the line and the whole below it: counted * 100 // capacity.",
        ),
        "less-than-nothing": Mistake(
            scorer(free=lambda used, capacity: used - capacity),
            "For LeastAllocated your scores are below 0: you take what the node has off what is used. What is free is"
            " the other way round, capacity - used.",
        ),
        "sum": Mistake(
            scorer(together=sum),
            "That is the sum over CPU and memory. The score is their mean.",
        ),
        "halved-twice": Mistake(
            scorer(percent=lambda counted, capacity: counted * 100 // capacity // 2),
            "An empty node gets 50 where it should get 100: you halve twice. The return already divides by 2, so add"
            " the full percentage of each resource.",
        ),
        "returns-early": Mistake(
            scorer(together=lambda shares: shares[0] // 2),
            "That is half the score of the CPU; the memory is missing. Does the return stand inside the loop? Move it"
            " to the left, level with the for.",
        ),
        "overwritten": Mistake(
            scorer(together=lambda shares: shares[1] // 2),
            "That is half the score of the memory; the CPU is lost. Is there a = where += should be? Then the second"
            " round overwrites what the first one put there.",
        ),
        "cpu-alone": Mistake(
            scorer(together=lambda shares: shares[0]),
            "That is the score of the CPU alone. Memory counts as much.",
        ),
        "memory-alone": Mistake(
            scorer(together=lambda shares: shares[1]),
            "That is the score of the memory alone. The CPU, which comes first in each pair, counts as much.",
        ),
        "scarcest": Mistake(
            scorer(together=min),
            "You take the smaller of the two. The score is their mean, which is why a node with no memory left may"
            " still look good to the scheduler, until the pod does not fit.",
        ),
        "below-zero": Mistake(
            scorer(clamp=False),
            "On a node that is asked for more than it has, your score leaves the range from 0 to 100. There the"
            " resource counts as wholly used: min(requested, capacity).",
        ),
        "nothing-when-overfull": Mistake(
            nothing_when_overfull,
            "Where more is asked for than there is, you give 0. For LeastAllocated that is right, as nothing is left."
            " For MostAllocated the resource is wholly used, and that counts 100: min(requested, capacity) does both.",
        ),
    },
    hints=(
        "LeastAllocated likes nodes with much left, MostAllocated those with little. Which of `used` and"
        " `capacity - used` does each of them count?",
        "The score of one resource is what counts, in percent of the capacity, rounded down: whole numbers are divided"
        " with //. Multiply by 100 before you divide.",
        'counted = capacity - used if strategy == "LeastAllocated" else used; then total += counted * 100 // capacity.',
    ),
)
