"""Inputs that move together: each keeps its own range, and their ranks are correlated as told.

Vocabulary: a `correlation` (0.6) is that of the ranks of two inputs (Spearman's): -1 to 1, whatever shape their ranges
have. A Gaussian copula carries it: normal numbers with the correlation that gives these ranks, of which only the order
is kept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from scipy.special import ndtri

from course_lib import require
from course_lib.arrays import Values

Correlated = Mapping[tuple[str, str], float]
LEAST = -1e-9  # an eigenvalue below zero by rounding alone


def together(shares: Mapping[str, Values], correlated: Correlated) -> dict[str, Values]:
    """Return the same draws in another order: those of inputs that move together now do.

    Parameters
    ----------
    shares : mapping of str to array
        Independent draws of each input, above 0 and below 1.
    correlated : mapping of (str, str) to float
        The correlation of the ranks of two inputs; two that aren't named are not correlated.

    Raises
    ------
    ValueError
        If there is no such input, a correlation is beyond 1, or all of them together can't be.

    Examples
    --------
    >>> draws = np.random.default_rng(1).random((2, 10_000))
    >>> moved = together({"a": draws[0], "b": draws[1]}, {("a", "b"): 0.6})
    >>> print(f"{np.corrcoef(moved['a'], moved['b'])[0, 1]:.1f}")
    0.6
    """
    names = list(dict.fromkeys(each for pair in correlated for each in pair))
    for name in names:
        require.one_of("input", name, shares)
    normal = _root(names, correlated) @ np.array([ndtri(shares[name]) for name in names]) if names else []
    return {**shares, **{name: _in_order_of(shares[name], row) for name, row in zip(names, normal, strict=True)}}


def _root(names: list[str], correlated: Correlated) -> Values:
    """Return a matrix that makes correlated normal numbers of independent ones."""
    matrix = np.eye(len(names))
    for (one, other), rank in correlated.items():
        require.that(one != other, "correlated", (one, other), "name two different inputs")
        at = names.index(one), names.index(other)
        matrix[at] = matrix[at[::-1]] = 2 * math.sin(math.pi / 6 * require.between("correlation", rank, -1, 1))
    squares, directions = np.linalg.eigh(matrix)
    possible = bool(squares.min() >= LEAST)
    require.that(possible, "correlated", dict(correlated), "be possible together: no input can follow two that part")
    return np.asarray(directions * np.sqrt(np.maximum(squares, 0.0)) @ directions.T)


def _in_order_of(shares: Values, other: Values) -> Values:
    """Return the same numbers, the least where the other has its least: so each input keeps its own draws."""
    placed = np.empty_like(shares)
    placed[np.argsort(other)] = np.sort(shares)
    return placed
