"""How far a result reaches where a formula takes many inputs: by a search, instead of all corners.

Vocabulary: each input of a `point` is moved to its ends alone; the moves that raise the result are made together if
that raises it further, or else the one that raises it most; and so on from there. For a formula that is monotone in
each input, the first step arrives; a difference of two seldom is, as what it depends on changes with its sign. Results
that come in steps are searched for without them first, and at some points at random.

What is found is reached for sure. That nothing beyond it is, isn't proven; tests hold draws against it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.estimate import Estimate
from course_lib.mesh.net import Formula

ROUNDS = (False, False, True)  # whether results come in steps
ROUNDING = 1e-9  # of the largest swing: what moves a value by less doesn't
DIGITS = 9  # after the point: what is smaller is rounding, and no range
SCATTERED = 400  # points at random, for steps that lie off the way to the ends


def extremes(
    known: dict[str, Estimate], formula: Formula, units: Mapping[str, str], source: str
) -> dict[str, Estimate]:
    """Return every output of a formula as an estimate, with the inputs that move it, the one that moves it most first.

    Where the formula comes to nothing (NaN) the range doesn't reach; who shows it has to say so.

    Parameters
    ----------
    known : dict of str to Estimate
        The inputs.
    formula : function
        Arrays of inputs, and whether results come in steps, to arrays of outputs.
    units : mapping of str to str
        Of the outputs that are wanted, in this order.
    source : str
        Of all of them.
    """
    search = _Search(known, formula, list(units))
    best, swings, (lows, highs) = search.best(), search.swings(), search.reached()
    return {
        name: _estimate(known, swings[name], (lows[name], best[name], highs[name]), unit, f"{source}: {name}")
        for name, unit in units.items()
    }


def _estimate(
    known: dict[str, Estimate], swings: dict[str, float], ends: tuple[float, float, float], unit: str, source: str
) -> Estimate:
    least = ROUNDING * max(swings.values())
    by_swing = sorted((each for each in known if swings[each] > least), key=lambda each: -swings[each])
    low, best, high = (round(end, DIGITS) for end in ends)
    guessed = any(known[each].certainty == "guess" for each in by_swing)
    return Estimate(
        best=best,
        low=min(low, best),
        high=max(best, high),
        unit=unit,
        source=source,
        certainty="guess" if guessed else "D",
        inputs=tuple((each, known[each]) for each in by_swing),
    )


Ends = dict[str, tuple[float, float, float]]


def alone(known: Mapping[str, Estimate], formula: Formula, names: Iterable[str]) -> dict[str, Ends]:
    """Return by output and input what comes out with that input at its low, best and high, all others at their best.

    Without steps, which would hide what an input does; NaN where it makes the objective impossible.
    """
    best = np.array([[each.best for each in known.values()]])
    points = np.vstack([_moved(known, best)[0], best])
    found = formula({name: points[:, at] for at, name in enumerate(known)}, False)
    return {name: _ends(known, np.broadcast_to(found[name], len(points)).tolist()) for name in names}


def _ends(known: Mapping[str, Estimate], found: list[float]) -> Ends:
    return {name: (found[2 * at], found[-1], found[2 * at + 1]) for at, name in enumerate(known)}


def _sizes(ends: Ends) -> dict[str, float]:
    """Return how far each input alone moves an output; endless where it makes it impossible."""
    return {name: math.inf if any(map(math.isnan, each)) else max(each) - min(each) for name, each in ends.items()}


def _moved(known: Mapping[str, Estimate], points: Values) -> Values:
    """Return each point with each input at its low and at its high end: rows by point, then by input and end."""
    ends = np.array([(each.low, each.high) for each in known.values()])
    moved = np.repeat(points[:, None, :], 2 * len(ends), axis=1)
    for at, (low, high) in enumerate(ends):
        moved[:, 2 * at, at], moved[:, 2 * at + 1, at] = low, high
    return moved


@dataclass(frozen=True)
class _Search:
    """A search for both ends of every output at once: a row an end, a column an input."""

    known: dict[str, Estimate]
    formula: Formula
    names: list[str]

    def best(self) -> dict[str, float]:
        """Return every output at the best of all inputs."""
        found = self._values(self._starts()[:1], whole=True)
        return {name: float(found[name][0]) for name in self.names}

    def swings(self) -> dict[str, dict[str, float]]:
        """Return by output and input how far the input alone moves the output; endless where it makes it impossible."""
        return {name: _sizes(ends) for name, ends in alone(self.known, self.formula, self.names).items()}

    def reached(self) -> tuple[dict[str, float], dict[str, float]]:
        """Return the least and the greatest value of every output that was found."""
        points, tops = self._starts(), self._scattered()
        for whole in ROUNDS:
            points = self._step(points, whole=whole)
            tops = np.maximum(tops, self._scores(points, whole=True))
        half = len(self.names)
        lows, highs = (-tops[:half]).tolist(), tops[half:].tolist()
        return dict(zip(self.names, lows, strict=True)), dict(zip(self.names, highs, strict=True))

    def _scattered(self) -> Values:
        """Return the furthest that each row's output reaches at some points at random."""
        lows, highs = np.array([(each.low, each.high) for each in self.known.values()]).T
        points = np.random.default_rng(0).uniform(lows, highs, (SCATTERED, len(lows)))
        found = self._values(np.vstack([self._starts()[:1], points]), whole=True)
        both = [sign * found[name] for sign in (-1, 1) for name in self.names]
        return np.asarray(np.nanmax(np.array(both), axis=1))

    def _starts(self) -> Values:
        return np.tile([each.best for each in self.known.values()], (2 * len(self.names), 1))

    def _step(self, points: Values, *, whole: bool) -> Values:
        """Return points from which the outputs reach further: all moves that help together, or the best of them."""
        now, moved = self._scores(points, whole=whole), _moved(self.known, points)
        after = self._scores(moved, whole=whole)
        pairs = after.reshape(len(points), -1, 2)
        better, end = pairs.max(axis=2) > now[:, None], pairs.argmax(axis=2)
        ends = np.array([(each.low, each.high) for each in self.known.values()])
        together = np.where(better, np.take_along_axis(ends[None], end[..., None], axis=2)[..., 0], points)
        rows = np.arange(len(points))
        alone = np.where((after.max(axis=1) > now)[:, None], moved[rows, after.argmax(axis=1)], points)
        further = self._scores(together, whole=whole) >= self._scores(alone, whole=whole)
        return np.where(further[:, None], together, alone)

    def _scores(self, points: Values, *, whole: bool) -> Values:
        """Return each row's own output, the first half of the rows turned round: all are to rise; NaN is no place."""
        found = self._values(points.reshape(-1, points.shape[-1]), whole=whole)
        each = {name: found[name].reshape(points.shape[:-1]) for name in self.names}
        half = len(self.names)
        own = [(-1 if row < half else 1) * each[self.names[row % half]][row] for row in range(2 * half)]
        return np.asarray(np.nan_to_num(np.array(own), nan=-np.inf))

    def _values(self, points: Values, *, whole: bool) -> Mapping[str, Values]:
        return self.formula({name: points[..., at] for at, name in enumerate(self.known)}, whole)
