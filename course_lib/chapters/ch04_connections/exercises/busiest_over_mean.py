"""Deeper: the busiest pod over the mean, by simulation with given draws."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import product

import numpy as np

from course_lib.connections import textbook
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case, Mistake

Replays = list[list[float]]
DRAWS = (0.1, 0.5, 0.9)
ENDS = (0.1, 0.9)


def small() -> tuple[Case, ...]:
    """Return one to three replays of one to three connections, to one to three pods."""
    shapes = ((1, 1, DRAWS), (1, 2, DRAWS), (2, 1, DRAWS), (1, 3, DRAWS), (2, 2, DRAWS), (3, 1, DRAWS), (3, 2, ENDS))
    return tuple(
        ([list(flat[row * count : (row + 1) * count]) for row in range(rows)], pods)
        for rows, count, some in shapes
        for pods in (1, 2, 3)
        for flat in product(some, repeat=rows * count)
    )


def uneven() -> tuple[Case, ...]:
    """Return two or three replays of different lengths, to one to three pods.

    They come after those of one length: an answer that is wrong there is told of that first.
    """
    shapes = ((1, 2), (2, 1), (1, 3), (2, 3), (3, 1), (1, 2, 3))
    return tuple(
        ([[ENDS[place % 2] if place else ENDS[0] for place in range(count)] for count in counts], pods)
        for counts in shapes
        for pods in (1, 2, 3)
    )


def large() -> tuple[Case, ...]:
    """Return twenty cases of twenty replays."""
    random = np.random.default_rng(6)
    return tuple(
        ((random.integers(0, 1000, (20, int(count))) / 1000).tolist(), int(random.integers(2, 11)))
        for count in random.integers(3, 60, 20)
    )


def counts_of(draws: list[float], pods: int) -> list[int]:
    """Return how many connections each pod has in one replay."""
    counts = [0] * pods
    for draw in draws:
        counts[int(draw * pods)] += 1
    return counts


def ratios(replays: Replays, pods: int) -> list[float]:
    """Return the busiest over the mean, replay by replay."""
    return [max(counts_of(draws, pods)) * pods / len(draws) for draws in replays]


def over(of: Callable[[list[float]], float]) -> Callable[[Replays, int], float]:
    """Return a function that makes one number of the ratios of all replays."""
    return lambda replays, pods: of(ratios(replays, pods))


def each_replay(of: Callable[[list[int]], float]) -> Callable[[Replays, int], float]:
    """Return the mean over replays of a number that is made of a replay's counts."""
    return lambda replays, pods: statistics.fmean(of(counts_of(draws, pods)) for draws in replays)


def max_of_means(replays: Replays, pods: int) -> float:
    """Average each pod over the replays, and take the highest."""
    columns = zip(*(counts_of(draws, pods) for draws in replays), strict=True)
    means = [statistics.fmean(column) for column in columns]
    return max(means) * pods / len(replays[0])


def not_reset(replays: Replays, pods: int) -> float:
    """Go on counting from replay to replay."""
    counts, found = [0] * pods, []
    for draws in replays:
        counts = [before + new for before, new in zip(counts, counts_of(draws, pods), strict=True)]
        found.append(max(counts) * pods / len(draws))
    return statistics.fmean(found)


def as_a_table(replays: Replays, pods: int) -> float:
    """Take the replays for the rows of a table, which all have one length."""
    list(zip(*replays, strict=True))
    return textbook.busiest_over_mean(replays, pods)


def rounded_draws(replays: Replays, pods: int) -> float:
    """Round draw times pods − 1."""
    moved = [[round(draw * (pods - 1)) / pods + 1e-9 for draw in draws] for draws in replays]
    return textbook.busiest_over_mean(moved, pods)


def mean_pod_of_the_busy(counts: list[int]) -> float:
    """Divide by the mean over busy pods alone."""
    busy = [count for count in counts if count]
    return max(counts) / statistics.fmean(busy)


busiest_over_mean = FunctionExercise(
    reference=textbook.busiest_over_mean,
    chapter="connections",
    decision="tell how uneven chance is, where no formula is at hand",
    cases=small(),
    large_cases=(*uneven(), *large()),
    repeat_cases=(
        ([[0.1, 0.6], [0.7, 0.9, 0.2, 0.8]], 2),
        ([[0.2, 0.3, 0.1], [0.1, 0.5, 0.9, 0.2, 0.6, 0.8]], 3),
        ([[0.1, 0.2, 0.1, 0.2], [0.9], [0.1, 0.3, 0.6, 0.9]], 4),
        ([[0.1], [0.1, 0.1, 0.5, 0.7, 0.9]], 5),
    ),
    mistakes={
        "max-of-means": Mistake(
            max_of_means,
            "You average each pod over the replays first, and then take the highest. It is another pod that is unlucky"
            " in each replay, so averaging first makes them all alike: with many replays you would get 1, whatever the"
            " connections. Take the highest in each replay, then the mean.",
        ),
        "ratio-of-sums": Mistake(
            lambda replays, pods: sum(max(counts_of(draws, pods)) for draws in replays) * pods / sum(map(len, replays)),
            "Your result is what comes of adding up over all replays and dividing once, at the end. Replays may differ"
            " in length, and then the long ones count more than the short ones. Divide in each replay, then take the"
            " mean of the quotients.",
        ),
        "length-of-the-first": Mistake(
            lambda replays, pods: statistics.fmean(
                max(counts_of(draws, pods)) * pods / len(replays[0]) for draws in replays
            ),
            "You take the number of connections of the first replay for all of them. Replays may differ in length:"
            " each has a mean of its own, len(draws) / pods.",
        ),
        "one-length-only": Mistake(
            as_a_table,
            "Your code works where all replays have as many connections, and stops with a ValueError where they differ,"
            " as they do here: a table has rows of one length. Work out each replay by itself.",
        ),
        "worst-replay": Mistake(
            over(max),
            "You take the worst replay. The more you draw, the worse it gets. Asked for is the mean over replays.",
        ),
        "best-replay": Mistake(over(min), "You take the best replay. Asked for is the mean over all of them."),
        "last-replay": Mistake(
            over(lambda found: found[-1]),
            "Only the last replay counts. Is the sum set back, or the return inside of the loop?",
        ),
        "first-replay": Mistake(
            over(lambda found: found[0]), "Only the first replay counts. Is the return in the loop?"
        ),
        "middle-replay": Mistake(
            over(statistics.median),
            "That is the median over replays. The mean is asked for: rare bad luck counts as much as it is worth.",
        ),
        "not-averaged": Mistake(over(sum), "You add up over the replays. Divide by how many there are."),
        "in-connections": Mistake(
            each_replay(max),
            "That is how many connections the busiest pod has. Divide by the mean, connections over pods: only then can"
            " services of different size be compared.",
        ),
        "share-of-all": Mistake(
            each_replay(lambda counts: max(counts) / sum(counts)),
            "That is the share of all connections that the busiest pod has. Against the mean of a pod it is as many"
            " times as much as there are pods.",
        ),
        "busy-pods-alone": Mistake(
            each_replay(mean_pod_of_the_busy),
            "You divide by the mean of the pods that got any. Idle pods were paid for as well: the mean is over all.",
        ),
        "upside-down": Mistake(
            each_replay(lambda counts: sum(counts) / len(counts) / max(counts)),
            "The mean over the busiest: upside down. The result is to be 1 or more.",
        ),
        "difference": Mistake(
            each_replay(lambda counts: max(counts) - sum(counts) / len(counts)),
            "You take the difference. Asked for is how many times the mean: divide.",
        ),
        "not-reset": Mistake(
            not_reset,
            "The counts go on from replay to replay. Begin each one with zeros: make the list inside of the loop.",
        ),
        "rounded-draws": Mistake(
            rounded_draws,
            "You round draw times pods - 1: then the first and the last pod are drawn half as often as the others."
            " int(draw * pods) gives each the same chance.",
        ),
    },
    hints=(
        "One replay first: count the connections of each pod, as in requests_per_pod, and take max(counts).",
        "The mean of a pod is the replay's number of connections over pods. Divide by it, in each replay.",
        "Add the quotients up over the replays, and divide by how many there are: len(replays).",
    ),
    is_deeper=True,
)
