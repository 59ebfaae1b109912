"""Lists of sizes to pack: easy, hard and mixed, each drawn from a seed and the same on every machine.

Vocabulary: n (120 sizes), seed (7); `uniform` in low..high (20..100), `triplets` for a capacity (1000),
`mixed` around a mean size (0.25 of a node) with a spread (0.8: up to 80% more or less work).
"""

from __future__ import annotations

import numpy as np

from course_lib import require
from course_lib.arrays import Values, Whole


def _draws(seed: int) -> np.random.Generator:
    return np.random.default_rng(require.whole("seed", seed))


def uniform(n: int, low: int = 20, high: int = 100, seed: int = 0) -> Whole:
    """Return n whole sizes, each from `low` to `high` with equal chance.

    Falkenauer, "A hybrid grouping genetic algorithm for bin packing", J. Heuristics 2 (1996), packs
    20..100 into boxes of 150.

    >>> uniform(5, 20, 100, seed=1)
    array([58, 61, 81, 96, 22])
    """
    require.whole("n", n)
    require.whole("low", low, at_least=1)
    require.whole("high", high, at_least=low)
    require.between("high", high, low, 2**53)
    return _draws(seed).integers(low, high, size=n, endpoint=True)


def triplets(n: int, capacity: int = 1000, seed: int = 0) -> Whole:
    """Return n whole sizes of which every three fill a box to the brim, shuffled: the optimum is n/3.

    All sizes are above a quarter and below half of the capacity, and whoever puts two wrong ones
    together wastes nearly a third of a box. Falkenauer (1996): a from 38–49% of the capacity, b from
    25% to half of what a leaves, c the rest.

    >>> triplets(6, seed=1)
    array([281, 432, 436, 292, 276, 283])
    """
    require.whole("n", n)
    require.that(n % 3 == 0, "n", n, "be a multiple of 3")
    require.whole("capacity", capacity, at_least=250)
    require.between("capacity", capacity, 250, 2**53)
    draws = _draws(seed)
    a = draws.integers(-(-38 * capacity // 100), 49 * capacity // 100, size=n // 3, endpoint=True)
    b = draws.integers(-(-capacity // 4), (capacity - a) // 2, endpoint=True)
    return draws.permutation(np.concatenate([a, b, capacity - a - b]))


def mixed(n: int, mean_size: float, overhead: float = 0.0, spread: float = 0.8, seed: int = 0) -> Values:
    """Return n sizes, each the same overhead plus useful work that differs from rock to rock.

    The work is uniform within ±spread of its mean, `mean_size - overhead`. The unit draws depend on
    the seed only and are then rescaled (common random numbers), so two settings compare the same rocks.

    Parameters
    ----------
    n : int
        How many rocks.
    mean_size, overhead : float
        In the unit of the capacity; the mean size includes the overhead.
    spread : float
        0 (all alike) to 1 (from nothing to twice the mean).
    seed : int
        Of the unit draws.

    >>> mixed(3, mean_size=0.25, overhead=0.05, spread=0.5, seed=1).round(3)
    array([0.252, 0.34 , 0.179])
    """
    require.whole("n", n)
    require.positive("mean_size", mean_size)
    require.between("overhead", overhead, 0.0, mean_size)
    require.between("spread", spread, 0.0, 1.0)
    unit = 2.0 * _draws(seed).random(n) - 1.0
    return overhead + (mean_size - overhead) * (1.0 + spread * unit)
