"""From which value of an input on an alternative pays, or doesn't any more: with all others at their best.

Vocabulary: an alternative `pays`, doesn't, or its objective can't be met; a `flip` is a value of an input at which it
begins or ceases to pay. It may lie outside the input's range: looked for is as far as is `plausible`.

Looked at are points on the way, then points between two that differ, and so on: a root as any other finds it, but it
also finds where the objective can't be met any more, and where the net jumps. Two flips between two points aren't seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values, Whole
from course_lib.estimate import Estimate
from course_lib.mesh.net import Formula
from course_lib.mesh.uncertainty.paying import pays
from course_lib.mesh.uncertainty.shapes import plausible

PAYS, DOES_NOT, IMPOSSIBLE = STATES = ("pays", "doesn't pay", "can't meet the objective")
OUTSIDE, WITHIN = 16, 33  # points on either side of the range, and in it
EDGE = 1e-6  # of what is plausible
CLOSER, ROUNDS = 65, 3  # points between two that differ; so often: to four millionths of their distance


@dataclass(frozen=True)
class Flip:
    """A value of an input at which an alternative begins or ceases to pay.

    Attributes
    ----------
    at : float
        In the input's unit.
    below, above : str
        Two of `STATES`: what holds on either side.
    within : bool
        Whether it lies within the input's range.
    """

    at: float
    below: str
    above: str
    within: bool


def flips(known: Mapping[str, Estimate], formula: Formula, output: str) -> dict[str, tuple[Flip, ...]]:
    """Return for every input where an alternative begins or ceases to pay, rising; nothing where it never does.

    Parameters
    ----------
    known : mapping of str to Estimate
        The inputs.
    formula : function
        As `net` returns it.
    output : str
        The one that is to go below zero: one of `OUTPUTS`, or "money".
    """
    look = _Look(known, formula, output)
    points = np.array([_points(name, each) for name, each in known.items()])
    rows, ends = np.arange(len(points)), points
    for _ in range(1 + ROUNDS):
        rows, ends, states = look.differing(rows, ends)
    found: dict[str, list[Flip]] = {name: [] for name in known}
    for row, (low, high), (below, above) in zip(rows.tolist(), ends[:, [0, -1]].tolist(), states.tolist(), strict=True):
        name, at = look.names[row], (low + high) / 2
        within = known[name].low <= at <= known[name].high
        if _inside(at, *plausible(name, known[name])):
            found[name].append(Flip(at, STATES[below], STATES[above], within))
    return {name: tuple(each) for name, each in found.items()}


def _inside(at: float, low: float, high: float) -> bool:
    """Return whether there is anything on both sides: what holds at the last value alone turns no advice."""
    return min(at - low, high - at) > EDGE * (high - low)


def _points(name: str, value: Estimate) -> Values:
    """Return where an input is looked at first, rising."""
    low, high = plausible(name, value)
    parts = ((low, value.low, OUTSIDE), (value.low, value.high, WITHIN), (value.high, high, OUTSIDE))
    return np.concatenate([np.linspace(*part) for part in parts])


@dataclass(frozen=True)
class _Look:
    """Looks at what holds along one input each; a row is an input's points, rising."""

    known: Mapping[str, Estimate]
    formula: Formula
    output: str

    @property
    def names(self) -> list[str]:
        return list(self.known)

    def differing(self, rows: Whole, points: Values) -> tuple[Whole, Values, Whole]:
        """Return the neighbours of which one pays and the other doesn't: input, points between them, their states."""
        states = self._states(rows, points)
        left, right = states[:, :-1], states[:, 1:]
        row, at = np.nonzero((left != right) & ((left == 0) | (right == 0)))
        between = np.linspace(points[row, at], points[row, at + 1], CLOSER, axis=-1)
        return rows[row], between, np.stack([left[row, at], right[row, at]], axis=-1)

    def _states(self, rows: Whole, points: Values) -> Whole:
        if not points.size:
            return np.zeros(points.shape, dtype=np.int64)
        best = np.array([each.best for each in self.known.values()])
        values = np.tile(best[:, None, None], (1, *points.shape))
        values[rows, np.arange(len(rows))] = points
        net = self.formula({name: values[at].ravel() for at, name in enumerate(self.known)}, False)[self.output]
        net = np.broadcast_to(net, points.size).reshape(points.shape)
        return np.where(np.isnan(net), 2, np.where(pays(net), 0, 1))
