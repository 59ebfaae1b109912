"""Draws of all inputs at once, the same ones whatever the ranges are: so that a slider compares like with like.

Vocabulary: a `draw` is one value of every input, as one system might have it. `drawn` are many, with the order of each
input's, from low to high. Each input has draws of its own, by its name, spread evenly: one in each ten-thousandth of
its range (a Latin hypercube). Another range rescales them, another input leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np

from course_lib import require
from course_lib.arrays import ReadOnly, Values, Whole, freeze
from course_lib.estimate import Estimate
from course_lib.mesh.uncertainty.copula import Correlated, together
from course_lib.mesh.uncertainty.shapes import positions, values

DRAWS, FEWEST, SEED = 10_000, 1000, 2026
Pairs = tuple[tuple[tuple[str, str], float], ...]


@dataclass(frozen=True)
class Drawn(ReadOnly):
    """Draws of every input.

    Attributes
    ----------
    values : dict of str to array
        By input, a draw an entry; one entry for an input without a range, which counts for all draws.
    order : dict of str to array
        Which draws have the least value, …, the greatest; only of inputs with a range.
    draws : int
        How many.
    """

    values: dict[str, Values]
    order: dict[str, Whole]
    draws: int


def draw(
    known: Mapping[str, Estimate], *, draws: int = DRAWS, seed: int = SEED, correlated: Correlated | None = None
) -> Drawn:
    """Return draws from the range of every input.

    Parameters
    ----------
    known : mapping of str to Estimate
        The inputs, as `inputs` returns them.
    draws, seed : int
        How many, and which.
    correlated : mapping of (str, str) to float, optional
        The correlation of the ranks of two inputs that move together.

    Examples
    --------
    >>> margin = Estimate(low=1, best=1.15, high=1.5, unit="ratio", source="a guess", certainty="guess")
    >>> float(np.median(draw({"margin": margin}).values["margin"]).round(3))
    1.15
    """
    require.whole("draws", draws, at_least=FEWEST)
    open_ = {name: each.level for name, each in known.items() if each.low < each.high}
    placed = _positions(tuple(open_.items()), draws, seed, _pairs(known, open_, correlated or {}))
    found = {
        name: values(name, each, placed[name][0]) if name in placed else np.array([each.best])
        for name, each in known.items()
    }
    return Drawn(found, {name: order for name, (_, order) in placed.items()}, draws)


def _pairs(known: Mapping[str, Estimate], open_: Mapping[str, float | None], correlated: Correlated) -> Pairs:
    """Return the correlations of inputs that have a range: one without doesn't move at all."""
    for pair in correlated:
        for name in pair:
            require.one_of("input", name, known)
    return tuple((pair, rank) for pair, rank in correlated.items() if all(name in open_ for name in pair))


@lru_cache(maxsize=16)
def _positions(
    levels: tuple[tuple[str, float | None], ...], draws: int, seed: int, pairs: Pairs
) -> dict[str, tuple[Values, Whole]]:
    """Return where in its range each draw of each input lies, and their order."""
    shares = together({name: _shares(name, draws, seed) for name, _ in levels}, dict(pairs))
    return {name: (freeze(positions(shares[name], level)), freeze(np.argsort(shares[name]))) for name, level in levels}


@lru_cache(maxsize=64)
def _shares(name: str, draws: int, seed: int) -> Values:
    """Return an input's draws as shares of all: one in each part of 0 to 1, in an order of its own."""
    rng = np.random.default_rng((seed, crc32(name.encode())))
    within = np.clip(rng.random(draws), 1e-9, 1 - 1e-9)  # at 0 and 1 itself a normal number has no end
    return freeze((rng.permutation(draws) + within) / draws)
