"""Unit draws: all the chance of a trace as numbers from 0 to below 1, from a seed.

Vocabulary: a `stream` is what one purpose draws (the gaps, the services, the clients, a balancer's first
draws, its second …). Each has a generator of its own, so that one more draw for a balancer moves no arrival,
and a longer trace begins like the shorter one. A generator can start anywhere in its stream: what is drawn of a trace
in two pieces is what is drawn at once. A `block` is so much of a stream as a processor keeps close by.
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
LARGEST = 1 - 2.0**-53  # unit draw
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


def is_long(numbers: int) -> bool:
    """Whether these are so many that they are drawn anew each time, as much as is asked for."""
    return numbers > MOST_KEPT


@dataclass(frozen=True)
class Scaled:
    """So many times a shape of a stream: called, it draws one number for each request.

    The shape is kept, so that a slider rescales what is there. Of `every` so many requests only the first has a number;
    the others have 0.

    >>> Scaled(2.0, np.sqrt, 4, GAP, seed=1, every=2)().round(2).tolist()
    [1.43, 0.0, 0.76, 0.0]
    """

    times: float
    shape: Shape
    n: int
    purpose: int
    seed: int
    every: int = 1

    def __call__(self) -> Values:
        """Return the numbers, of shape (n,)."""
        if is_long(self.n):
            return self.between(0, self.n)
        return freeze(self._others_0(self.times * _kept(_column, self.shape, 0, self.n, self.purpose, self.seed), 0))

    @property
    def ends(self) -> tuple[float, float]:
        """The least number and the largest that may be drawn: a shape never falls."""
        with np.errstate(over="ignore"):
            least, largest = self.times * self.shape(np.array([0.0, LARGEST]))
        return float(least), float(largest)

    def between(self, begin: int, end: int) -> Values:
        """Draw those of the requests from one on, and up to another."""
        values = _column(lambda unit: self.times * self.shape(unit), begin, end, self.purpose, self.seed)
        return freeze(self._others_0(values, begin))

    def _others_0(self, values: Values, begin: int) -> Values:
        if self.every == 1:
            return values
        return np.where(np.arange(begin, begin + len(values)) % self.every == 0, values, 0.0)


@dataclass(frozen=True)
class Clients:
    """Where requests come from: called, it draws one number for each."""

    n: int
    seed: int

    def __call__(self) -> Values:
        """Return the numbers, of shape (n,)."""
        return (_anew if is_long(self.n) else _kept)(_column, np.asarray, 0, self.n, CLIENT, self.seed)

    def between(self, begin: int, end: int) -> Values:
        """Draw those of the requests from one on, and up to another."""
        return _column(np.asarray, begin, end, CLIENT, self.seed)


@dataclass(frozen=True)
class Draws:
    """What balancers get: called, it draws some numbers for each request."""

    n: int
    columns: int
    seed: int

    def __call__(self) -> Values:
        """Return all of them, of shape (n, columns)."""
        return self.first(self.columns, 0, self.n)

    def between(self, begin: int, end: int) -> Values:
        """Draw those of the requests from one on, and up to another."""
        return _table(begin, end, self.columns, self.seed)

    def first(self, columns: int, begin: int, end: int) -> Values:
        """Return the first columns alone, of some requests."""
        if is_long(self.n * columns):
            return _table(begin, end, columns, self.seed)
        whole = _kept(_table, 0, self.n, columns, self.seed)
        return whole if end - begin == self.n else whole[begin:end]


def _column(shape: Shape, begin: int, end: int, purpose: int, seed: int) -> Values:
    chance, column = _stream(purpose, seed, begin), np.empty(end - begin)
    for at in range(0, len(column), BLOCK):
        block = column[at : at + BLOCK]
        block[:] = shape(chance.random(out=block))
    return freeze(column)


def _table(begin: int, end: int, columns: int, seed: int) -> Values:
    streams = [_stream(FIRST_DRAW + column, seed, begin) for column in range(columns)]
    table = np.empty((end - begin, columns))
    for at in range(0, len(table), BLOCK):
        block = table[at : at + BLOCK]
        for column, chance in enumerate(streams):
            block[:, column] = chance.random(len(block))
    return freeze(table)


def _stream(purpose: int, seed: int, begin: int) -> np.random.Generator:
    bits = np.random.PCG64([seed, purpose])
    bits.advance(begin)  # each number takes one step of its generator
    return np.random.Generator(bits)


def _anew(draw: Callable[..., Values], *what: Any) -> Values:
    return draw(*what)


_kept = lru_cache(maxsize=KEPT)(_anew)
