"""Unit draws: all the chance of a trace as numbers from 0 to below 1, made once from a seed.

Vocabulary: a `stream` is what one purpose draws (the gaps, the services, the clients, a balancer's first
draws, its second …). Each has a generator of its own, so that one more draw for a balancer moves no arrival,
and a longer trace begins like the shorter one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from course_lib import require
from course_lib.arrays import Values, freeze

MOST_KEPT = 8_000_000  # numbers, 64 MB: what a slider asks for again; a "precise" run is drawn anew
MOST_NUMBERS = 500_000_000  # 4 GB: what a large machine still bears; before that Python would only say MemoryError
MOST_DRAWS = 1_000  # a request: a hundred attempts of ten
GAP, SERVICE, CLIENT, FIRST_DRAW = range(4)


class Units(NamedTuple):
    """The unit draws of one trace: three of shape (n,), and `draws` of shape (n, draws a request)."""

    gap: Values
    service: Values
    client: Values
    draws: Values


def require_affordable(n: int, draws: int) -> tuple[int, int]:
    """Return how many requests and draws a request, once they are known to be whole and to fit into a machine.

    >>> require_affordable(10**9, draws=2)
    Traceback (most recent call last):
    ...
    ValueError: n must be at most 100,000,000 (with 2 draws each), got 1000000000
    """
    require.whole("n", n, at_least=1)
    require.that(require.whole("draws", draws) <= MOST_DRAWS, "draws", draws, f"be at most {MOST_DRAWS:,}")
    most = MOST_NUMBERS // (FIRST_DRAW + draws)
    require.that(n <= most, "n", n, f"be at most {most:,} (with {draws} draws each)")
    return int(n), int(draws)


def unit_draws(n: int, draws: int, seed: int) -> Units:
    """Return the unit draws of n requests; the last few are kept, so that a slider rescales what is there.

    >>> unit_draws(3, draws=1, seed=1).gap.tolist() == unit_draws(5, draws=2, seed=1).gap[:3].tolist()
    True
    """
    kept = n * (FIRST_DRAW + draws) <= MOST_KEPT
    return _kept(n, draws, seed) if kept else _draw(n, draws, seed)


def _draw(n: int, draws: int, seed: int) -> Units:
    table = np.empty((n, draws))
    for column in range(draws):
        table[:, column] = _stream(n, FIRST_DRAW + column, seed)
    units = Units(_stream(n, GAP, seed), _stream(n, SERVICE, seed), _stream(n, CLIENT, seed), table)
    return Units(*map(freeze, units))


_kept = lru_cache(maxsize=2)(_draw)


def _stream(n: int, purpose: int, seed: int) -> Values:
    return np.random.default_rng([seed, purpose]).random(n)
