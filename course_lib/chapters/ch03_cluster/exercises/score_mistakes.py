"""What people get wrong about a node's score."""

from __future__ import annotations

import math
from collections.abc import Callable

from course_lib.framework.exercise.mistakes import Mistake

LEAST, MOST = "LeastAllocated", "MostAllocated"

Pair = tuple[int, int]
Scorer = Callable[[Pair, Pair, str], float]


def scorer(
    percent: Callable[[int, int], float] = lambda counted, capacity: counted * 100 // capacity,
    together: Callable[[list[float]], float] = lambda shares: int(sum(shares)) // 2,
    clamp: bool = True,
    least: str = LEAST,
    free: Callable[[int, int], int] = lambda used, capacity: capacity - used,
) -> Scorer:
    """Return a function that scores a node, with one step done in another way."""

    def score(requested: Pair, allocatable: Pair, strategy: str) -> float:
        shares = []
        for used, capacity in zip(requested, allocatable, strict=True):
            used = min(used, capacity) if clamp else used
            shares.append(percent(free(used, capacity) if strategy == least else used, capacity))
        return together(shares)

    return score


def as_one_pool(together: Callable[[Pair, Pair], float]) -> Scorer:
    """Return a function that adds CPU and memory up, the used ones in some way, before taking the percentage."""

    def score(requested: Pair, allocatable: Pair, strategy: str) -> float:
        capacity, used = sum(allocatable), together(requested, allocatable)
        return (capacity - used if strategy == LEAST else used) * 100 // capacity

    return score


def everywhere(strategy: str, percent: int) -> Scorer:
    """Return a function that gives the same score to every node by one strategy."""
    return lambda requested, allocatable, asked: (
        percent if asked == strategy else scorer()(requested, allocatable, asked)
    )


def nothing_where_it_does_not_fit(requested: Pair, allocatable: Pair, strategy: str) -> float:
    """Give no points to a node that can't hold what is requested."""
    fits = all(asked <= has for asked, has in zip(requested, allocatable, strict=True))
    return scorer()(requested, allocatable, strategy) if fits else 0


def evenness(requested: Pair, allocatable: Pair, _: str) -> float:
    """Give more points the closer the percentages of the two resources are."""
    cpu, memory = (100 * min(asked, has) // has for asked, has in zip(requested, allocatable, strict=True))
    return 100 - abs(cpu - memory)


def nothing_when_overfull(requested: Pair, allocatable: Pair, strategy: str) -> float:
    """Give no points for a resource of which more is asked for than there is."""
    fitting = [(asked, has) if asked <= has else (has, 0) for asked, has in zip(requested, allocatable, strict=True)]
    shares = [(has - asked if strategy == LEAST else asked) * 100 // has if has else 0 for asked, has in fitting]
    return sum(shares) // 2


def off_a_hundred(strategy: str, together: Callable[[list[float]], float]) -> Scorer:
    """Return a function that scores by one strategy from the percentages of the other one."""
    turned, other = scorer(together=together), {LEAST: MOST, MOST: LEAST}[strategy]

    def score(requested: Pair, allocatable: Pair, asked: str) -> float:
        return (turned if asked == strategy else scorer())(requested, allocatable, other)

    return score


def exactly(counted: int, capacity: int) -> float:
    """Return a percentage with all its digits."""
    return counted * 100 / capacity


MISTAKES = {
    "wrong-way-round": Mistake(
        scorer(least=MOST),
        "Your scores are the wrong way round. LeastAllocated likes the node with the most left: it counts what is"
        " free. MostAllocated counts what is used.",
    ),
    "free-always": Mistake(
        lambda requested, allocatable, strategy: scorer()(requested, allocatable, LEAST),
        "You count what is free under both strategies. MostAllocated likes full nodes: it counts what is used. (Is the"
        ' strategy spelled as in "LeastAllocated", capitals included?)',
    ),
    "used-always": Mistake(
        lambda requested, allocatable, strategy: scorer()(requested, allocatable, MOST),
        "You count what is used under both strategies. LeastAllocated likes empty nodes: it counts what is free. (Is"
        ' the strategy spelled as in "LeastAllocated", capitals included?)',
    ),
    "not-rounded": Mistake(
        scorer(percent=exactly, together=lambda shares: sum(shares) / 2),
        "The scheduler works in whole numbers. Each percentage is rounded down before they are added: // instead of /.",
    ),
    "rounded-once": Mistake(
        scorer(percent=exactly, together=lambda shares: math.floor(sum(shares) / 2)),
        "You round once, at the end. The scheduler rounds down each resource first, and then their mean: with two"
        " roundings the score may be one lower.",
    ),
    "mean-not-rounded": Mistake(
        scorer(together=lambda shares: sum(shares) / 2),
        "Each percentage is rounded down, as it should be; so is their mean: // 2.",
    ),
    "rounded-to-nearest": Mistake(
        scorer(percent=lambda counted, capacity: round(counted * 100 / capacity)),
        "You round to the nearest whole number. The scheduler always rounds down: 66.7 becomes 66, as // does.",
    ),
    "rounded-up": Mistake(
        scorer(percent=lambda counted, capacity: math.ceil(counted * 100 / capacity)),
        "You round up. The scheduler always rounds down: 66.7 becomes 66. // does that by itself.",
    ),
    "rounded-from-a-float": Mistake(
        scorer(percent=lambda counted, capacity: int(counted / capacity * 100)),
        "Nearly: where the percentage is a whole number, yours is sometimes one too low. A float holds most shares"
        " only roughly: 870 / 3000 * 100 comes to 28.999999999999996, which rounds down to 28. Stay with whole"
        " numbers: multiply by 100 first, then divide with //.",
    ),
    "most-from-least": Mistake(
        off_a_hundred(MOST, lambda shares: int(sum(100 - share for share in shares)) // 2),
        "For MostAllocated you subtract the percentage that is free from 100. Each percentage is rounded down by"
        " itself, so the two needn't add up to 100: 66 of 100 are free, and 33 used. Work out what is used.",
    ),
    "most-from-least-score": Mistake(
        off_a_hundred(MOST, lambda shares: 100 - int(sum(shares)) // 2),
        "You take 100 less the LeastAllocated score for MostAllocated. Each percentage is rounded down by itself, and"
        " so is their mean, so the two scores needn't add up to 100. Begin with what is used.",
    ),
    "least-from-most": Mistake(
        off_a_hundred(LEAST, lambda shares: int(sum(100 - share for share in shares)) // 2),
        "For LeastAllocated you subtract the percentage that is used from 100. Each percentage is rounded down by"
        " itself, so the two needn't add up to 100: 33 of 100 are used, and 66 free. Work out what is free.",
    ),
    "least-from-most-score": Mistake(
        off_a_hundred(LEAST, lambda shares: 100 - int(sum(shares)) // 2),
        "You take 100 less the MostAllocated score for LeastAllocated. Each percentage is rounded down by itself, and"
        " so is their mean, so the two scores needn't add up to 100. Begin with what is free.",
    ),
    "rounded-too-early": Mistake(
        scorer(percent=lambda counted, capacity: counted // capacity * 100),
        "Each of your percentages is 0 unless the node is wholly free or wholly full: the share is rounded down before"
        " it's multiplied by 100. Multiply first, then divide: counted * 100 // capacity.",
    ),
    "share": Mistake(
        scorer(percent=lambda counted, capacity: counted / capacity, together=lambda shares: sum(shares) / 2),
        "That's a share between 0 and 1. Scores go from 0 to 100, in whole numbers: counted * 100 // capacity.",
    ),
    "share-rounded": Mistake(
        scorer(percent=lambda counted, capacity: counted / capacity, together=lambda shares: sum(shares) // 2),
        "Each part is a share between 0 and 1, so hardly anything is left once the mean is rounded down. Scores go"
        " from 0 to 100: counted * 100 // capacity.",
    ),
    "out-of-ten": Mistake(
        scorer(percent=lambda counted, capacity: counted * 10 // capacity),
        "Your scores go from 0 to 10, as they did in earlier versions of Kubernetes. Today they go from 0 to 100:"
        " counted * 100 // capacity.",
    ),
    "not-divided": Mistake(
        scorer(percent=lambda counted, capacity: counted),
        "You add millicores to MiB, so a large node would always win. Take each in proportion to what the node has of"
        " it, in percent: counted * 100 // capacity.",
    ),
    "pooled": Mistake(
        as_one_pool(lambda requested, allocatable: sum(map(min, requested, allocatable))),
        "You add CPU and memory before you take the percentage. Then the one with the larger numbers decides, and"
        " that depends on the units. Take the percentage of each on its own, then the mean.",
    ),
    "upside-down": Mistake(
        scorer(percent=lambda counted, capacity: capacity * 100 // counted),
        "Your fraction is upside down, so it divides by 0 where nothing counts (a ZeroDivisionError). The part goes"
        " above the line and the whole below it: counted * 100 // capacity.",
    ),
    "less-than-nothing": Mistake(
        scorer(free=lambda used, capacity: used - capacity),
        "For LeastAllocated your scores are below 0: you subtract what the node has from what is used. What is free is"
        " the other way round, capacity - used.",
    ),
    "sum": Mistake(
        scorer(together=sum),
        "That's the sum over CPU and memory. The score is their mean.",
    ),
    "halved-twice": Mistake(
        scorer(percent=lambda counted, capacity: counted * 100 // capacity // 2),
        "An empty node gets 50 where it should get 100: you halve twice. Add up the full percentage of each resource,"
        " and halve the sum once.",
    ),
    "returns-early": Mistake(
        scorer(together=lambda shares: shares[0] // 2),
        "That's half the score of the CPU; the memory is missing. Does the return stand inside the loop? Move it to"
        " the left, level with the for.",
    ),
    "overwritten": Mistake(
        scorer(together=lambda shares: shares[1] // 2),
        "That's half the score of the memory; the CPU is lost. Is there a = where += should be? Then the second round"
        " overwrites the first.",
    ),
    "cpu-alone": Mistake(
        scorer(together=lambda shares: shares[0]),
        "That's the score of the CPU alone. Memory counts just as much.",
    ),
    "memory-alone": Mistake(
        scorer(together=lambda shares: shares[1]),
        "That's the score of the memory alone. The CPU, which comes first in each pair, counts just as much.",
    ),
    "scarcest": Mistake(
        scorer(together=min),
        "You take the smaller of the two. The score is their mean, which is why a node with no memory left may still"
        " look good to the scheduler, as long as the pod fits.",
    ),
    "below-zero": Mistake(
        scorer(clamp=False),
        "Where more is requested than the node has, you let the resource count for less than 0 or more than 100"
        " percent. It counts as wholly used: min(requested, capacity).",
    ),
    "nothing-when-overfull": Mistake(
        nothing_when_overfull,
        "Where more is requested than there is, you give 0. For LeastAllocated that's right, as nothing is left. For"
        " MostAllocated the resource is wholly used, and that counts 100: min(requested, capacity) does both.",
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
    "times-a-hundred": Mistake(
        scorer(percent=lambda counted, capacity: counted * 100),
        "You multiply by 100, but divide by nothing: millicores and MiB are added up, and a large node would always"
        " win. Divide what counts by what the node has: counted * 100 // capacity.",
    ),
    "by-the-used": Mistake(
        lambda requested, allocatable, strategy: scorer(
            percent=lambda counted, capacity: counted * 100 // (capacity - counted if strategy == LEAST else counted)
        )(requested, allocatable, strategy),
        "You divide by what is used, and on an empty node by 0 (a ZeroDivisionError). A percentage is a part of the"
        " whole: divide by the capacity.",
    ),
    "most-is-capacity": Mistake(
        everywhere(MOST, 100),
        "For MostAllocated every node gets 100, as if its whole capacity counted, however much is used. What counts"
        " is what is used.",
    ),
    "least-is-capacity": Mistake(
        everywhere(LEAST, 100),
        "For LeastAllocated every node gets 100, as if its whole capacity counted, however much is used. What counts"
        " is what is free.",
    ),
    "fullest": Mistake(
        scorer(together=max),
        "You take the larger of the two percentages. The score is their mean: CPU and memory count the same.",
    ),
    "mean-rounded-up": Mistake(
        scorer(together=lambda shares: math.ceil(sum(shares) / 2)),
        "Each percentage is rounded down, as it should be, but you round their mean up. It's rounded down, too: // 2.",
    ),
    "mean-rounded-to-nearest": Mistake(
        scorer(together=lambda shares: round(sum(shares) / 2)),
        "Each percentage is rounded down, as it should be, but you round their mean to the nearest whole number (of two"
        " equally near ones Python's round takes the even one). It's rounded down, too: // 2.",
    ),
    "nothing-where-it-does-not-fit": Mistake(
        nothing_where_it_does_not_fit,
        "You give 0 to a node on which more is requested than it has. The score doesn't ask whether the pod fits, as"
        " such nodes are dropped before. That resource counts as wholly used: min(requested, capacity).",
    ),
    "evenness": Mistake(
        evenness,
        "You score how close the two percentages are, which is what the score *balanced* is for. These two strategies"
        " ask how much is free or used, as a mean over CPU and memory.",
    ),
}
