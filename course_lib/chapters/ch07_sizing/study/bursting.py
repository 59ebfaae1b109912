"""How many services a node bears, by what each of them requests: its mean, its peak, or its part in a common peak.

Vocabulary: a node of 16 cores `fits` 32 services that request their mean of 0.5 cores, and is then `short` half of the
time; 21 of them (deviation 0.5, nothing in common) leave it short in 1% of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course_lib.arrays import Values, freeze
from course_lib.sizing.rightsizing import Services, draws

NODE_CORES, MEAN_CORES, LARGE_CORES = 16.0, 0.5, 4.0
MOST = 32
CHANCE = 0.01
ALIKE, ONE_LARGE = "all alike", "one as large as eight"
KINDS = (ALIKE, ONE_LARGE)
AT_THE_MEAN, POOLED, ALONE = "its mean", "its part of the common peak", "its own peak"
RULES = (AT_THE_MEAN, POOLED, ALONE)
MOMENTS = 10_000


@dataclass(frozen=True)
class BurstingStudy:
    """One node and the services on it.

    Attributes
    ----------
    services : Services
        Those on the node now.
    kind : str
        One of `KINDS`.
    cores : dict of str to array of float
        By rule: what 1, 2, … 32 services request together.
    short, short_drawn : float
        Share of time in which the node has too little for the services on it: by the normal sum, and of moments drawn
        at random from lognormal use, which peaks further.
    """

    services: Services
    kind: str
    cores: dict[str, Values]
    short: float
    short_drawn: float

    @property
    def number(self) -> int:
        """How many services are on the node."""
        return len(self.services.mean_cores)

    def fits(self, rule: str) -> int:
        """Return how many services a node fits by a rule; 0 if not even the first."""
        return int(np.count_nonzero(self.cores[rule] <= NODE_CORES))


def bursting_study(services: float, correlation_percent: float, deviation_percent: float, kind: str) -> BurstingStudy:
    """Put services on a node, and ask how many it fits.

    >>> study = bursting_study(21, 0, 100, ALIKE)
    >>> [study.fits(rule) for rule in RULES], round(study.short, 4)
    ([32, 21, 9], 0.0082)
    """
    own, correlation = deviation_percent / 100, correlation_percent / 100
    here = _services(int(services), own, correlation, kind)
    wanted = draws(here, unit_draws()[:, : int(services)], unit_draws()[:, MOST])
    short_drawn = float(np.mean(wanted > NODE_CORES))
    return BurstingStudy(here, kind, curves(own, correlation, kind), here.chance_short(NODE_CORES), short_drawn)


@lru_cache(maxsize=64)
def curves(own: float, correlation: float, kind: str) -> dict[str, Values]:
    """Return what 1, 2, … services request together, by rule."""
    all_sizes = [_services(number, own, correlation, kind) for number in range(1, MOST + 1)]
    return {
        AT_THE_MEAN: np.array([each.mean for each in all_sizes]),
        POOLED: np.array([each.pooled_cores(CHANCE) for each in all_sizes]),
        ALONE: np.array([each.alone_cores(CHANCE) for each in all_sizes]),
    }


@lru_cache(maxsize=1)
def unit_draws() -> Values:
    """Return standard normal numbers: a row a moment, a column a service, and one column for what all share."""
    return freeze(np.random.default_rng(7).normal(size=(MOMENTS, MOST + 1)))


def _services(number: int, own: float, correlation: float, kind: str) -> Services:
    means = [LARGE_CORES if kind == ONE_LARGE and index == 0 else MEAN_CORES for index in range(number)]
    return Services(means, [own * mean for mean in means], correlation)
