"""How much work a request is: four shapes with a mean of one, each from a unit draw.

Vocabulary: a `service` ("lognormal") is a shape; its `squared variation` (4.0) is the variance over the square
of the mean, and says how uneven the work is: 0 where all are alike, 1 for the exponential.

Each shape is the inverse of its distribution function: a larger draw is more work under every shape. So a
change of shape, too, compares like with like.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from course_lib import require
from course_lib.arrays import Values

SMALLEST = 2.0**-54  # stands for a draw of exactly 0, which would be no work at all
LOGNORMAL_SQUARED_VARIATION = 4.0
PARETO_SHAPE = 1.5  # the variance is finite only because the largest is bounded
PARETO_RANGE = 1000.0  # the largest over the smallest


def exponential(unit: Values) -> Values:
    """Return exponential values: memoryless, most small and some large.

    >>> exponential(np.array([0.5])).round(4).tolist()
    [0.6931]
    """
    return -np.log1p(-np.maximum(unit, SMALLEST))


def deterministic(unit: Values) -> Values:
    """Return ones: every request is the same work."""
    return np.ones_like(unit)


def lognormal(unit: Values) -> Values:
    """Return lognormal values with a squared variation of 4: what request sizes often look like.

    >>> lognormal(np.array([0.5])).round(4).tolist()  # half of all are below 0.45 of the mean
    [0.4472]
    """
    from scipy.special import ndtri  # here, because it takes longer to import than most traces to draw

    log_variance = math.log1p(LOGNORMAL_SQUARED_VARIATION)
    normal = ndtri(np.maximum(unit, SMALLEST))
    return np.asarray(np.exp(math.sqrt(log_variance) * normal - log_variance / 2), np.float64)


def heavy_tailed(unit: Values) -> Values:
    """Return values of a bounded Pareto distribution: the largest is a thousand times the smallest.

    Source: Harchol-Balter, "Performance Modeling and Design of Computer Systems", 2013, chapter 20.

    >>> heavy_tailed(np.array([0.5])).round(4).tolist()
    [0.5464]
    """
    tail = math.pow(PARETO_RANGE, -PARETO_SHAPE)
    return np.asarray((1 - unit * (1 - tail)) ** (-1 / PARETO_SHAPE) / _pareto_moment(1), np.float64)


def _pareto_moment(power: int) -> float:
    """Return the mean of the value to a power, if the smallest value is one."""
    tail = math.pow(PARETO_RANGE, -PARETO_SHAPE)
    rest = math.pow(PARETO_RANGE, power - PARETO_SHAPE)
    return PARETO_SHAPE / (PARETO_SHAPE - power) * (1 - rest) / (1 - tail)


SERVICES: dict[str, Callable[[Values], Values]] = {
    "exponential": exponential,
    "deterministic": deterministic,
    "lognormal": lognormal,
    "heavy_tailed": heavy_tailed,
}
SQUARED_VARIATION = {
    "exponential": 1.0,
    "deterministic": 0.0,
    "lognormal": LOGNORMAL_SQUARED_VARIATION,
    "heavy_tailed": _pareto_moment(2) / _pareto_moment(1) ** 2 - 1,
}


def squared_variation(service: str) -> float:
    """Return the variance of a service shape over the square of its mean.

    Parameters
    ----------
    service : str
        One of `SERVICES`.

    Raises
    ------
    ValueError
        If there is no such shape.

    Examples
    --------
    >>> squared_variation("exponential"), round(squared_variation("heavy_tailed"), 2)
    (1.0, 9.88)
    """
    return SQUARED_VARIATION[require.one_of("service", service, SERVICES)]
