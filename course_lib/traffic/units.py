"""Unit draws: all the chance of a trace as numbers from 0 to below 1, from a seed.

Vocabulary: a `stream` is what one purpose draws (the gaps, the services, the clients, a balancer's first
draws, its second …). Each has a generator of its own, so that one more draw for a balancer moves no arrival,
and a longer trace begins like the shorter one. A `block` is so much of a stream as a processor keeps close by.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from course_lib import require
from course_lib.arrays import Values, freeze

KEPT, MOST_KEPT = 8, 2_000_000  # arrays and numbers in each, 128 MB: what a slider asks for again; more is drawn anew
MOST_NUMBERS = 500_000_000  # 4 GB: what a large machine still bears; before that Python would only say MemoryError
MOST_DRAWS = 1_000  # a request: a hundred attempts of ten
BLOCK = 8_192
GAP, SERVICE, CLIENT, FIRST_DRAW = range(4)
Shape = Callable[[Values], Values]  # makes of unit draws what is wanted, each by itself


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


def scaled(times: float, shape: Shape, n: int, purpose: int, seed: int) -> Values:
    """Return so many times a shape of a stream; the shape is kept, so that a slider rescales what is there.

    >>> scaled(1.0, np.negative, 2, GAP, seed=1).tolist() == scaled(1.0, np.negative, 3, GAP, seed=1)[:2].tolist()
    True
    """
    if n <= MOST_KEPT:
        return freeze(times * _kept(_column, shape, n, purpose, seed))
    return _column(lambda unit: times * shape(unit), n, purpose, seed)


@dataclass(frozen=True)
class Clients:
    """Where requests come from: called, it draws one number for each."""

    n: int
    seed: int

    def __call__(self) -> Values:
        """Return the numbers, of shape (n,)."""
        return (_kept if self.n <= MOST_KEPT else _anew)(_column, np.asarray, self.n, CLIENT, self.seed)


@dataclass(frozen=True)
class Draws:
    """What balancers get: called, it draws some numbers for each request."""

    n: int
    columns: int
    seed: int

    def __call__(self) -> Values:
        """Return all of them, of shape (n, columns)."""
        return self.first(self.columns)

    def first(self, columns: int) -> Values:
        """Return the first columns alone."""
        return (_kept if self.n * columns <= MOST_KEPT else _anew)(_table, self.n, columns, self.seed)


def _column(shape: Shape, n: int, purpose: int, seed: int) -> Values:
    chance, column = _stream(purpose, seed), np.empty(n)
    for begin in range(0, n, BLOCK):
        block = column[begin : begin + BLOCK]
        block[:] = shape(chance.random(out=block))
    return freeze(column)


def _table(n: int, columns: int, seed: int) -> Values:
    streams, table = [_stream(FIRST_DRAW + column, seed) for column in range(columns)], np.empty((n, columns))
    for begin in range(0, n, BLOCK):
        block = table[begin : begin + BLOCK]
        for column, chance in enumerate(streams):
            block[:, column] = chance.random(len(block))
    return freeze(table)


def _stream(purpose: int, seed: int) -> np.random.Generator:
    return np.random.default_rng([seed, purpose])


def _anew(draw: Callable[..., Values], *what: Any) -> Values:
    return draw(*what)


_kept = lru_cache(maxsize=KEPT)(_anew)
