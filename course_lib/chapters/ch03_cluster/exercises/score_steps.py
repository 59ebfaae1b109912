"""The steps to a node's score, and the wrong ways to take them."""

from __future__ import annotations

import math
from collections.abc import Callable

from course_lib.framework.exercise.family import Family, Part

LEAST, MOST = "LeastAllocated", "MostAllocated"

Pair = tuple[int, int]
Scorer = Callable[[Pair, Pair, str], float]


def free_or_used(used: int, capacity: int, strategy: str) -> int:
    """Return what counts: what is free, or what is used."""
    return capacity - used if strategy == LEAST else used


def scorer(
    cap: Callable[[int, int], int] = min,
    counted: Callable[[int, int, str], int] = free_or_used,
    percent: Callable[[int, int], float] = lambda counted, capacity: counted * 100 // capacity,
    together: Callable[[list[float]], float] = lambda shares: int(sum(shares)) // 2,
) -> Scorer:
    """Return a function that scores a node, with some steps done in another way."""

    def score(requested: Pair, allocatable: Pair, strategy: str) -> float:
        each = zip(requested, allocatable, strict=True)
        return together([percent(counted(cap(used, has), has, strategy), has) for used, has in each])

    return score


CAPS = {
    "below-zero": Part(
        lambda used, capacity: used,
        "Where more is requested than the node has, you let the resource count for less than 0 or more than 100"
        " percent. It counts as wholly used: min(requested, capacity).",
        "use min(requested, capacity).",
    ),
}
COUNTED = {
    "least-is-nothing": Part(
        lambda used, capacity, strategy: 0 if strategy == LEAST else used,
        "Under LeastAllocated your score is always 0. Does your code know that strategy, spelled like this, capitals"
        " included? It counts what is free.",
        "count what is free for LeastAllocated.",
    ),
    "most-is-nothing": Part(
        lambda used, capacity, strategy: capacity - used if strategy == LEAST else 0,
        "Under MostAllocated your score is always 0. Does your code know that strategy, spelled like this, capitals"
        " included? It counts what is used.",
        "count what is used for MostAllocated.",
    ),
    "wrong-way-round": Part(
        lambda used, capacity, strategy: used if strategy == LEAST else capacity - used,
        "Your scores are the wrong way round. LeastAllocated likes the node with the most left: it counts what is"
        " free. MostAllocated counts what is used.",
        "swap the strategies: LeastAllocated counts what is free.",
    ),
    "free-always": Part(
        lambda used, capacity, strategy: capacity - used,
        "You count what is free under both strategies. MostAllocated likes full nodes: it counts what is used. (Is the"
        ' strategy spelled as in "LeastAllocated", capitals included?)',
        "count what is used for MostAllocated.",
    ),
    "used-always": Part(
        lambda used, capacity, strategy: used,
        "You count what is used under both strategies. LeastAllocated likes empty nodes: it counts what is free. (Is"
        ' the strategy spelled as in "LeastAllocated", capitals included?)',
        "count what is free for LeastAllocated.",
    ),
    "less-than-nothing": Part(
        lambda used, capacity, strategy: used - capacity if strategy == LEAST else used,
        "For LeastAllocated your scores are below 0: you subtract what the node has from what is used. What is free is"
        " the other way round, capacity - used.",
        "what is free is capacity - used, not the other way round.",
    ),
    "most-is-capacity": Part(
        lambda used, capacity, strategy: capacity - used if strategy == LEAST else capacity,
        "For MostAllocated every node gets 100, as if its whole capacity counted, however much is used. What counts is"
        " what is used.",
        "count what is used for MostAllocated, not the whole capacity.",
    ),
    "least-is-capacity": Part(
        lambda used, capacity, strategy: capacity if strategy == LEAST else used,
        "For LeastAllocated every node gets 100, as if its whole capacity counted, however much is used. What counts"
        " is what is free.",
        "count what is free for LeastAllocated, not the whole capacity.",
    ),
}
PERCENTAGES = {
    "rounded-to-nearest": Part(
        lambda counted, capacity: round(counted * 100 / capacity),
        "You round to the nearest whole number. The scheduler always rounds down: 66.7 becomes 66, as // does.",
        "round each percentage down, not to the nearest whole number.",
    ),
    "rounded-up": Part(
        lambda counted, capacity: math.ceil(counted * 100 / capacity),
        "You round up. The scheduler always rounds down: 66.7 becomes 66. // does that by itself.",
        "round each percentage down, not up.",
    ),
    "rounded-from-a-float": Part(
        lambda counted, capacity: int(counted / capacity * 100),
        "Nearly: where the percentage is a whole number, yours is sometimes one too low. A float holds most shares"
        " only roughly: 870 / 3000 * 100 comes to 28.999999999999996, which rounds down to 28. Stay with whole"
        " numbers: multiply by 100 first, then divide with //.",
        "multiply by 100 before you divide, with //.",
    ),
    "rounded-too-early": Part(
        lambda counted, capacity: counted // capacity * 100,
        "Each of your percentages is 0 unless the node is wholly free or wholly full: the share is rounded down before"
        " it's multiplied by 100. Multiply first, then divide: counted * 100 // capacity.",
        "multiply by 100 before you round down.",
    ),
    "share-rounded": Part(
        lambda counted, capacity: counted / capacity,
        "Each part is a share between 0 and 1, so hardly anything is left once the mean is rounded down. Scores go"
        " from 0 to 100: counted * 100 // capacity.",
        "take each resource in percent, counted * 100 // capacity, not as a share.",
    ),
    "out-of-ten": Part(
        lambda counted, capacity: counted * 10 // capacity,
        "Your scores go from 0 to 10, as they did in earlier versions of Kubernetes. Today they go from 0 to 100:"
        " counted * 100 // capacity.",
        "multiply by 100, not by 10.",
    ),
    "in-thousandths": Part(
        lambda counted, capacity: counted * 1000 // capacity,
        "Your scores go from 0 to 1,000. They should go from 0 to 100: counted * 100 // capacity.",
        "multiply by 100, not by 1,000.",
    ),
    "in-tens": Part(
        lambda counted, capacity: round(counted / capacity, 1) * 100,
        "You round each share to one digit after the point, so the percentages are whole tens: 92.3 becomes 90. Round"
        " down to whole percent: counted * 100 // capacity.",
        "don't round to tens of percent.",
    ),
    "not-divided": Part(
        lambda counted, capacity: counted,
        "You add millicores to MiB, so a large node would always win. Take each in proportion to what the node has of"
        " it, in percent: counted * 100 // capacity.",
        "take what counts in percent of the capacity.",
    ),
    "times-a-hundred": Part(
        lambda counted, capacity: counted * 100,
        "You multiply by 100, but divide by nothing: millicores and MiB are added up, and a large node would always"
        " win. Divide what counts by what the node has: counted * 100 // capacity.",
        "divide by the capacity.",
    ),
    "by-a-hundred": Part(
        lambda counted, capacity: counted // 100,
        "You divide by 100 and not by what the node has, so a large node would always win. A percentage is 100 times"
        " the part, divided by the whole: counted * 100 // capacity.",
        "multiply by 100 and divide by the capacity.",
    ),
    "upside-down": Part(
        lambda counted, capacity: capacity * 100 // counted,
        "Your fraction is upside down, so it divides by 0 where nothing counts (a ZeroDivisionError). The part goes"
        " above the line and the whole below it: counted * 100 // capacity.",
        "divide by the capacity, not by what counts.",
    ),
    "halved-twice": Part(
        lambda counted, capacity: counted * 100 // capacity // 2,
        "An empty node gets 50 where it should get 100: you halve twice. Add up the full percentage of each resource,"
        " and halve the sum once.",
        "halve once only.",
    ),
}
TOGETHER = {
    "mean-not-rounded": Part(
        lambda shares: sum(shares) / 2,
        "Each percentage is rounded down, as it should be; so is their mean: // 2.",
        "round the mean down as well: // 2.",
    ),
    "mean-rounded-up": Part(
        lambda shares: math.ceil(sum(shares) / 2),
        "Each percentage is rounded down, as it should be, but you round their mean up. It's rounded down, too: // 2.",
        "round the mean down, not up: // 2.",
    ),
    "mean-rounded-to-nearest": Part(
        lambda shares: round(sum(shares) / 2),
        "Each percentage is rounded down, as it should be, but you round their mean to the nearest whole number (of"
        " two equally near ones Python's round takes the even one). It's rounded down, too: // 2.",
        "round the mean down, not to the nearest whole number: // 2.",
    ),
    "sum": Part(
        sum,
        "That's the sum over CPU and memory. The score is their mean.",
        "halve the sum of the two: the score is their mean.",
    ),
    "returns-early": Part(
        lambda shares: shares[0] // 2,
        "That's half the score of the CPU; the memory is missing. Does the return stand inside the loop? Move it to"
        " the left, level with the for.",
        "add the memory as well; does the return stand inside the loop?",
    ),
    "overwritten": Part(
        lambda shares: shares[1] // 2,
        "That's half the score of the memory; the CPU is lost. Is there a = where += should be? Then the second round"
        " overwrites the first.",
        "add the CPU as well; is there a = where += should be?",
    ),
    "cpu-alone": Part(
        lambda shares: shares[0],
        "That's the score of the CPU alone. Memory counts just as much.",
        "count the memory as well, and take the mean.",
    ),
    "memory-alone": Part(
        lambda shares: shares[1],
        "That's the score of the memory alone. The CPU, which comes first in each pair, counts just as much.",
        "count the CPU as well, and take the mean.",
    ),
    "scarcest": Part(
        min,
        "You take the smaller of the two. The score is their mean, which is why a node with no memory left may still"
        " look good to the scheduler, as long as the pod fits.",
        "take the mean of the two, not the smaller one.",
    ),
    "fullest": Part(
        max,
        "You take the larger of the two percentages. The score is their mean: CPU and memory count the same.",
        "take the mean of the two, not the larger one.",
    ),
}
FAMILY = Family(scorer, {"cap": CAPS, "counted": COUNTED, "percent": PERCENTAGES, "together": TOGETHER})
