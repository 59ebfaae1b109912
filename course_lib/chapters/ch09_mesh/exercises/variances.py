"""Functions for one input's share of a variance, made of steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean, pvariance
from typing import Any, NamedTuple


class Draws(NamedTuple):
    """An input and a result, the same draw at the same position."""

    x: Sequence[float]
    y: Sequence[float]


Groups = list[list[int]]
VarianceShare = Callable[[Sequence[float], Sequence[float], int], Any]


def by_x(draws: Draws) -> list[int]:
    """Return the draws' positions, from the least x to the greatest."""
    return sorted(range(len(draws.x)), key=lambda draw: draws.x[draw])


def neighbours(order: list[int], groups: int) -> Groups:
    """Return the draws in equal groups of those next to one another."""
    size = len(order) // groups
    return [order[group * size : (group + 1) * size] for group in range(groups)]


def mean_of_y(members: list[int], draws: Draws) -> float:
    """Return the mean result of a group."""
    return fmean(draws.y[draw] for draw in members)


def of_the_whole(means: list[float], grouped: Groups, draws: Draws) -> Any:
    """Return the variance of the means over that of the results."""
    return pvariance(means) / pvariance(draws.y)


def variance_shares(
    order: Callable[[Draws], list[int]] = by_x,
    group: Callable[[list[int], int], Groups] = neighbours,
    mean: Callable[[list[int], Draws], float] = mean_of_y,
    last: Callable[[list[float], Groups, Draws], Any] = of_the_whole,
) -> VarianceShare:
    """Return a function for the share, with some steps done in another way.

    The draws come in an `order`, in groups; of each `group` the `mean` is taken; the `last` step compares those means.
    """

    def share(x: Sequence[float], y: Sequence[float], groups: int) -> Any:
        draws = Draws(x, y)
        grouped = group(order(draws), groups)
        return last([mean(members, draws) for members in grouped], grouped, draws)

    return share
