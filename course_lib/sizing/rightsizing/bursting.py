"""Requests at the mean, and bursting on the node: what services that share a node may count on.

Vocabulary: services have a `mean` use (0.5 cores) and a `deviation` (0.5, standard); `correlation` (0.2) says how much
they peak together, from 0 to 1. A node is `short` while they want more than it has: then its CPU is shared out in
proportion to their requests, and work waits. What they need `pooled` is a percentile of their sum, what they need
`alone` the sum of their percentiles.

This holds for CPU without limits. Memory can't be lent and taken back: a pod that a node has no memory for is killed.

The sum is taken to be normal, which it is the more the more services there are and the less they peak together.
`draws` makes lognormal ones, which are never negative and peak further, to see how much that matters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from course_lib import require
from course_lib.arrays import Values

NORMAL = NormalDist()
MOST_SERVICES, MOST_CORES = 1000, 1e9


@dataclass(frozen=True)
class Services:
    """Services on one node, one entry each.

    Attributes
    ----------
    mean_cores, deviation_cores : tuple of float
        Of their use over time.
    correlation : float
        Between any two of them, from 0 to 1.

    Raises
    ------
    ValueError
        If an attribute breaks its rule.

    Examples
    --------
    >>> sixteen = Services.alike(16, mean_cores=0.5, deviation_cores=0.25)
    >>> sixteen.mean, sixteen.deviation  # 16 times the mean, 4 times the deviation
    (8.0, 1.0)
    """

    mean_cores: Sequence[float]
    deviation_cores: Sequence[float]
    correlation: float = 0.0

    def __post_init__(self) -> None:
        for name in ("mean_cores", "deviation_cores"):
            values = tuple(float(value) for value in require.numbers(name, getattr(self, name)))
            fit = bool(values) and min(values) >= 0 and max(values) <= MOST_CORES
            require.that(fit, name, values, f"be one number a service, from 0 to {MOST_CORES:g}")
            object.__setattr__(self, name, values)
        both = len(self.mean_cores), len(self.deviation_cores)
        require.that(both[0] == both[1], "deviation_cores", both[1], f"be as many as the means, {both[0]}")
        require.between("correlation", self.correlation, 0.0, 1.0)

    @classmethod
    def alike(cls, number: int, *, mean_cores: float, deviation_cores: float, correlation: float = 0.0) -> Services:
        """Return so many services of one kind."""
        require.between("number", require.whole("number", number, at_least=1), 1, MOST_SERVICES)
        return cls((mean_cores,) * number, (deviation_cores,) * number, correlation)

    @property
    def mean(self) -> float:
        """Of the sum, in cores: what requests at the mean reserve."""
        return math.fsum(self.mean_cores)

    @property
    def deviation(self) -> float:
        """Of the sum, in cores: the root of the squares where nothing peaks together, the plain sum where all do."""
        own = math.fsum(each**2 for each in self.deviation_cores)
        together = math.fsum(self.deviation_cores) ** 2
        return math.sqrt(own + self.correlation * max(0.0, together - own))

    def chance_short(self, cores: float) -> float:
        """Return the share of time in which the services want more than a node has.

        >>> round(Services.alike(16, mean_cores=0.5, deviation_cores=0.25).chance_short(10), 4)  # two deviations
        0.0228
        """
        above = require.positive("cores", cores) - self.mean
        if self.deviation == 0:
            return float(above < 0)
        return 0.5 * math.erfc(above / self.deviation / math.sqrt(2))  # exact where it is tiny

    def pooled_cores(self, chance: float) -> float:
        """Return the cores that the services together exceed in this share of the time only.

        >>> round(Services.alike(16, mean_cores=0.5, deviation_cores=0.25).pooled_cores(0.01), 2)
        10.33
        """
        return self.mean + _deviations(chance) * self.deviation

    def alone_cores(self, chance: float) -> float:
        """Return the sum of what each service exceeds in this share of the time only: nothing is pooled.

        >>> round(Services.alike(16, mean_cores=0.5, deviation_cores=0.25).alone_cores(0.01), 2)
        17.31
        """
        return self.mean + _deviations(chance) * math.fsum(self.deviation_cores)


def _deviations(chance: float) -> float:
    """Return how many deviations above its mean a normal number is in this share of the cases."""
    require.that(0 < require.number("chance", chance) < 1, "chance", chance, "be above 0 and below 1")
    return -NORMAL.inv_cdf(chance)


def most_services(cores: float, *, mean_cores: float, deviation_cores: float, correlation: float, chance: float) -> int:
    """Return how many services of one kind a node bears, if it may be short in this share of the time.

    >>> most_services(16, mean_cores=0.5, deviation_cores=0.5, correlation=0.0, chance=0.01)
    21
    >>> most_services(16, mean_cores=0.5, deviation_cores=0.5, correlation=1.0, chance=0.01)  # as if each were alone
    9
    """
    found = 0
    most = require.positive("cores", cores) / require.positive("mean_cores", mean_cores)
    require.that(most <= MOST_SERVICES, "cores", cores, f"be at most {MOST_SERVICES:,} times mean_cores")
    _deviations(chance)
    while found < most:
        more = Services.alike(
            found + 1, mean_cores=mean_cores, deviation_cores=deviation_cores, correlation=correlation
        )
        if more.chance_short(cores) > chance:
            break
        found += 1
    return found


def draws(services: Services, own: Values, common: Values) -> Values:
    """Return what the services want together, at moments drawn at random; each is lognormal.

    Parameters
    ----------
    services : Services
        Their correlation is met exactly where they vary alike, each in proportion to its mean.
    own : array of float, shape (moments, services)
        Standard normal numbers.
    common : array of float, shape (moments,)
        Standard normal numbers: what moves all services together.

    Examples
    --------
    >>> import numpy as np
    >>> chance = np.random.default_rng(1)
    >>> ten = Services.alike(10, mean_cores=0.5, deviation_cores=0.5, correlation=0.3)
    >>> wanted = draws(ten, chance.normal(size=(100_000, 10)), chance.normal(size=100_000))
    >>> bool(abs(wanted.mean() - ten.mean) < 0.03), bool(abs(wanted.std() - ten.deviation) < 0.1)
    (True, True)
    """
    means, deviations = np.array(services.mean_cores), np.array(services.deviation_cores)
    common = require.numbers("common", common)
    shape = len(common), len(means)
    is_table = isinstance(own, np.ndarray) and own.shape == shape and own.dtype.kind in "iuf"
    require.that(is_table and bool(np.isfinite(own).all()), "own", own, f"be an array of numbers of shape {shape}")
    varies = np.square(np.divide(deviations, means, out=np.zeros_like(means), where=means > 0))
    width = np.sqrt(np.log1p(varies))
    # The logarithms must be correlated more than what they are the logarithms of.
    inside = np.log1p(services.correlation * varies)
    shared = np.sqrt(np.divide(inside, width**2, out=np.zeros_like(means), where=width > 0))
    normal = np.multiply.outer(common, shared) + own * np.sqrt(np.maximum(0.0, 1 - shared**2))
    return np.asarray(np.exp(normal * width - width**2 / 2) @ means)
