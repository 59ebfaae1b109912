"""The busiest over the mean by simulation, in right ways and wrong ones.

Vocabulary: `chooses(draw, pods)` is the pod of a connection; of each replay's `counts`, one a pod, a number is `made`;
and `over` all replays one number is made of these.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import chain

from course_lib.connections import textbook

Replays = list[list[float]]


def to_pod(draw: float, pods: int) -> int:
    """Return the pod that a draw chooses."""
    return int(draw * pods)


def counts_of(draws: list[float], pods: int, chooses: Callable[[float, int], int] = to_pod) -> list[int]:
    """Return how many connections each pod has in one replay."""
    counts = [0] * pods
    for draw in draws:
        counts[chooses(draw, pods)] += 1
    return counts


def over_mean(counts: list[int]) -> float:
    """Return the busiest over the mean."""
    return max(counts) * len(counts) / sum(counts)


def simulation(
    chooses: Callable[[float, int], int] = to_pod,
    made: Callable[[list[int]], float] = over_mean,
    over: Callable[[list[float], int], float] = lambda found, pods: statistics.fmean(found),
) -> Callable[[Replays, int], float]:
    """Return the function that chooses so, makes that of each replay's counts, and one number of all replays."""
    return lambda replays, pods: over([made(counts_of(draws, pods, chooses)) for draws in replays], pods)


def max_of_means(replays: Replays, pods: int) -> float:
    """Average each pod over the replays, and take the highest."""
    columns = zip(*(counts_of(draws, pods) for draws in replays), strict=True)
    means = [statistics.fmean(column) for column in columns]
    return max(means) * pods / len(replays[0])


def carried_over(replays: Replays, pods: int) -> list[list[int]]:
    """Return the counts of each replay, where they go on from replay to replay."""
    return [counts_of(list(chain(*replays[: last + 1])), pods) for last in range(len(replays))]


def not_reset(replays: Replays, pods: int) -> float:
    """Go on counting from replay to replay, and divide by the mean of each."""
    found = zip(carried_over(replays, pods), replays, strict=True)
    return statistics.fmean(max(counts) * pods / len(draws) for counts, draws in found)


def as_a_table(replays: Replays, pods: int) -> float:
    """Take the replays for the rows of a table, which all have one length."""
    list(zip(*replays, strict=True))
    return textbook.busiest_over_mean(replays, pods)


def mean_pod_of_the_busy(counts: list[int]) -> float:
    """Divide by the mean over busy pods alone."""
    busy = [count for count in counts if count]
    return max(counts) / statistics.fmean(busy)


def of_draws(replays: Replays, pods: int) -> float:
    """Take the draws themselves for what a pod gets."""
    return statistics.fmean(max(draws) / statistics.fmean(draws) for draws in replays)
