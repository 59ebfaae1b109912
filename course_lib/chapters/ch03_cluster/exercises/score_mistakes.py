"""What people get wrong about a node's score: one of its steps, or more than that."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from course_lib.chapters.ch03_cluster.exercises.score_steps import (
    FAMILY,
    LEAST,
    MOST,
    Pair,
    Scorer,
    free_or_used,
    scorer,
)
from course_lib.framework.exercise.mistakes import Mistake
from course_lib.framework.exercise.values import is_number, same


def as_one_pool(together: Callable[[Pair, Pair], int]) -> Scorer:
    """Return a function that adds CPU and memory up, the used ones in some way, before taking the percentage."""
    return lambda requested, allocatable, strategy: (
        free_or_used(together(requested, allocatable), sum(allocatable), strategy) * 100 // sum(allocatable)
    )


def nothing_where_it_does_not_fit(requested: Pair, allocatable: Pair, strategy: str) -> float:
    """Give no points to a node that can't hold what is requested."""
    fits = all(asked <= has for asked, has in zip(requested, allocatable, strict=True))
    return scorer()(requested, allocatable, strategy) if fits else 0


def evenness(requested: Pair, allocatable: Pair, _: str) -> float:
    """Give more points the closer the percentages of the two resources are."""
    cpu, memory = (100 * min(asked, has) // has for asked, has in zip(requested, allocatable, strict=True))
    return 100 - abs(cpu - memory)


def off_a_hundred(strategy: str, together: Callable[[list[float]], float]) -> Scorer:
    """Return a function that scores by one strategy from the percentages of the other one."""
    turned, other = scorer(together=together), {LEAST: MOST, MOST: LEAST}[strategy]

    def score(requested: Pair, allocatable: Pair, asked: str) -> float:
        return (turned if asked == strategy else scorer())(requested, allocatable, other)

    return score


def by_the_used(requested: Pair, allocatable: Pair, strategy: str) -> float:
    """Divide by what is used."""
    used = [min(asked, has) for asked, has in zip(requested, allocatable, strict=True)]
    shares = [free_or_used(part, has, strategy) * 100 // part for part, has in zip(used, allocatable, strict=True)]
    return sum(shares) // 2


def of_another_whole(whole: Callable[[Pair], int]) -> Scorer:
    """Return a function that takes the percentages of something else than what the node has of the resource."""
    return lambda requested, allocatable, strategy: scorer(
        percent=lambda counted, _: counted * 100 // whole(allocatable)
    )(requested, allocatable, strategy)


def exactly(counted: int, capacity: int) -> float:
    """Return a percentage with all its digits."""
    return counted * 100 / capacity


def nearly(one: Any, other: Any) -> bool:
    """Whether two scores are the same but for how they are rounded."""
    return same(one, other) or (is_number(one) and is_number(other) and abs(one - other) <= 1)


def cut_or_rounded_down(one: Any, other: Any) -> bool:
    """Whether two scores are the same; below 0, int cuts to the whole number above, and // goes to that below."""
    return same(one, other) or (nearly(one, other) and one < 0)


MISTAKES = {
    **FAMILY.singles,
    "not-rounded": Mistake(
        scorer(percent=exactly, together=lambda shares: sum(shares) / 2),
        "The scheduler works in whole numbers. Each percentage is rounded down before they are added: // instead of /.",
    ),
    "rounded-once": Mistake(
        scorer(percent=exactly, together=lambda shares: math.floor(sum(shares) / 2)),
        "You round once, at the end. The scheduler rounds down each resource first, and then their mean: with two"
        " roundings the score may be one lower.",
    ),
    "rounded-once-not-capped": Mistake(
        scorer(cap=lambda used, capacity: used, percent=exactly, together=lambda shares: math.floor(sum(shares) / 2)),
        "You round once, at the end, and let more than the node has count as used. Round down each resource first, and"
        " then their mean; and where more is requested than there is, the resource counts as wholly used:"
        " min(requested, capacity).",
        compare=cut_or_rounded_down,
    ),
    "share": Mistake(
        scorer(percent=lambda counted, capacity: counted / capacity, together=lambda shares: sum(shares) / 2),
        "That's a share between 0 and 1. Scores go from 0 to 100, in whole numbers: counted * 100 // capacity.",
    ),
    "most-from-least": Mistake(
        off_a_hundred(MOST, lambda shares: int(sum(100 - share for share in shares)) // 2),
        "For MostAllocated you subtract the percentage that is free from 100. Each percentage is rounded down by"
        " itself, so the two needn't add up to 100: 66 of 100 are free, and 33 used. Work out what is used.",
    ),
    "most-from-least-score": Mistake(
        off_a_hundred(MOST, lambda shares: 100 - int(sum(shares)) // 2),
        "For MostAllocated you take 100 minus the LeastAllocated score. Each percentage is rounded down by itself, and"
        " so is their mean, so the two scores needn't add up to 100. Begin with what is used.",
    ),
    "least-from-most": Mistake(
        off_a_hundred(LEAST, lambda shares: int(sum(100 - share for share in shares)) // 2),
        "For LeastAllocated you subtract the percentage that is used from 100. Each percentage is rounded down by"
        " itself, so the two needn't add up to 100: 33 of 100 are used, and 66 free. Work out what is free.",
    ),
    "least-from-most-score": Mistake(
        off_a_hundred(LEAST, lambda shares: 100 - int(sum(shares)) // 2),
        "For LeastAllocated you take 100 minus the MostAllocated score. Each percentage is rounded down by itself, and"
        " so is their mean, so the two scores needn't add up to 100. Begin with what is free.",
    ),
    "pooled": Mistake(
        as_one_pool(lambda requested, allocatable: sum(map(min, requested, allocatable))),
        "You add CPU and memory before you take the percentage. Then the one with the larger numbers decides, and that"
        " depends on the units. Take the percentage of each on its own, then the mean.",
    ),
    "pooled-and-capped": Mistake(
        as_one_pool(lambda requested, allocatable: min(sum(requested), sum(allocatable))),
        "You add CPU and memory before you take the percentage, so that free memory makes up for missing CPU, or the"
        " other way round. Take the percentage of each on its own, then the mean.",
    ),
    "pooled-not-capped": Mistake(
        as_one_pool(lambda requested, allocatable: sum(requested)),
        "You add CPU and memory before you take the percentage, and let more count as used than there is. Take the"
        " percentage of each on its own, with min(requested, capacity), then the mean.",
    ),
    "by-the-sum": Mistake(
        of_another_whole(sum),
        "You divide by the CPU and the memory of the node together. Divide each by what the node has of it: its"
        " capacity.",
    ),
    "by-the-cpu": Mistake(
        of_another_whole(lambda allocatable: allocatable[0]),
        "You divide the memory by the node's CPU as well. Divide each by what the node has of it: its capacity.",
    ),
    "by-the-memory": Mistake(
        of_another_whole(lambda allocatable: allocatable[1]),
        "You divide the CPU by the node's memory as well. Divide each by what the node has of it: its capacity.",
    ),
    "by-the-used": Mistake(
        by_the_used,
        "You divide by what is used, and on an empty node by 0 (a ZeroDivisionError). A percentage is a part of the"
        " whole: divide by the capacity.",
    ),
    "nothing-where-it-does-not-fit": Mistake(
        nothing_where_it_does_not_fit,
        "You give 0 to a node on which more is requested than it has. The score doesn't ask whether the pod fits:"
        " nodes without room have been dropped before. That resource counts as wholly used: min(requested, capacity).",
    ),
    "nothing-when-overfull": Mistake(
        scorer(
            cap=lambda used, capacity: used,
            counted=lambda used, capacity, strategy: free_or_used(used, capacity, strategy) if used <= capacity else 0,
        ),
        "Where more is requested than there is, you give 0. For LeastAllocated that's right, as nothing is left. For"
        " MostAllocated the resource is wholly used, and that counts 100: min(requested, capacity) does both.",
    ),
    "capped-under-least-only": Mistake(
        scorer(
            cap=lambda used, capacity: used,
            counted=lambda used, capacity, strategy: max(capacity - used, 0) if strategy == LEAST else used,
        ),
        "Under MostAllocated a resource counts more than 100 percent where more is requested than the node has. It"
        " counts as wholly used: min(requested, capacity), under both strategies.",
    ),
    "capped-under-most-only": Mistake(
        scorer(
            cap=lambda used, capacity: used,
            counted=lambda used, capacity, strategy: capacity - used if strategy == LEAST else min(used, capacity),
        ),
        "Under LeastAllocated a resource counts less than 0 where more is requested than the node has. It counts as"
        " wholly used: min(requested, capacity), under both strategies.",
    ),
    "multiplied": Mistake(
        scorer(together=lambda shares: math.prod(shares) // 100),
        "You multiply the two percentages. The score is their mean: add them and halve the sum.",
        compare=nearly,
    ),
    "evenness": Mistake(
        evenness,
        "You score how close the two percentages are, which is what the score *balanced* is for. These two strategies"
        " ask how much is free or used, as a mean over CPU and memory.",
    ),
}
