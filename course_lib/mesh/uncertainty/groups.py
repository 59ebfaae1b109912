"""Draws in groups by one input, from its least values to its greatest: what stands out between them is its doing.

Vocabulary: a `group` is one of 50 equal parts of the draws, next to one another in the input; its `mean` is what comes
out when that input is known. Impossible draws (NaN) aren't in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Values, Whole, freeze

GROUPS = 50


@dataclass(frozen=True)
class Grouped(ReadOnly):
    """What came out in each group; the last axis are groups.

    Attributes
    ----------
    sizes : array
        Draws in each group, possible or not.
    possible : array
        Those that are possible.
    means : array
        Of the possible draws; 0 where there are none.
    """

    sizes: Values
    possible: Values
    means: Values


def grouped(order: Whole, found: Values) -> Grouped:
    """Return what came out in each group.

    Parameters
    ----------
    order : array
        The draws from the least to the greatest value of one input.
    found : array
        A draw an entry of the last axis.
    """
    given = np.take(found, order, axis=-1)
    sizes, missing = _sizes(len(order)), np.isnan(given)
    if not missing.any():  # as nearly always: then there is nothing to count
        return Grouped(sizes, np.broadcast_to(sizes, (*given.shape[:-1], GROUPS)), _sums(given) / sizes)
    possible = _sums(~missing)
    return Grouped(sizes, possible, _sums(np.where(missing, 0.0, given)) / np.maximum(possible, 1))


def left_over(order: Whole, found: Values, known: Values) -> float:
    """Return the variance of the possible draws that is left on average once an input is known.

    That's the variance around a straight line in each group, without bias: around the mean, what the input itself does
    within a wide group would be left, too.

    Parameters
    ----------
    order : array
        The draws from the least to the greatest value of the input.
    found : array
        What came out, a draw an entry.
    known : array
        The input itself.
    """
    given, own = found[order], np.where(np.isnan(found), np.nan, known)[order]
    groups = grouped(order, found)
    away, along = (_away(each, _means(each, groups)) for each in (given, own))
    both, squares = _sums(away * along), _sums(along * along)
    explained = np.divide(both * both, squares, out=np.zeros_like(both), where=squares > 0)
    variances = (_sums(away * away) - explained) / np.maximum(groups.possible - 2, 1)
    return float((groups.possible * variances).sum() / groups.possible.sum())


def _means(given: Values, groups: Grouped) -> Values:
    means = _sums(np.nan_to_num(given)) / np.maximum(groups.possible, 1)
    return np.repeat(means, groups.sizes.astype(int))


def _away(given: Values, means: Values) -> Values:
    return np.nan_to_num(given - means)


def _sums(values: Values | Flags) -> Values:
    return np.asarray(np.add.reduceat(values, _starts(values.shape[-1]), axis=-1, dtype=float))


@cache
def _starts(draws: int) -> Whole:
    return freeze(np.arange(GROUPS) * draws // GROUPS)


@cache
def _sizes(draws: int) -> Values:
    return freeze(np.diff(np.append(_starts(draws), draws)).astype(float))
