"""How far one input at a time moves what an alternative adds, with all others at their best.

Vocabulary: the `swing` (6 nodes) of an input is the distance between the net at its low end and at its high end, or at
the best, if that lies beyond both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.estimate import Estimate
from course_lib.mesh.corners import ROUNDING, alone
from course_lib.mesh.net import Formula


@dataclass(frozen=True)
class Swing:
    """The net with one input at its low end, at its best, and at its high end; NaN where that's impossible."""

    at_low: float
    at_best: float
    at_high: float

    @property
    def size(self) -> float:
        """How far it goes; endless where an end is impossible."""
        ends = (self.at_low, self.at_best, self.at_high)
        return math.inf if any(map(math.isnan, ends)) else max(ends) - min(ends)


def swings(known: Mapping[str, Estimate], formula: Formula, output: str) -> dict[str, Swing]:
    """Return the swing of every input that moves an output, the largest first.

    Parameters
    ----------
    known : mapping of str to Estimate
        The inputs.
    formula : function
        As `net` returns it.
    output : str
        One of `OUTPUTS`, or "money".
    """
    found = {name: Swing(*ends) for name, ends in alone(known, formula, [output])[output].items()}
    least = ROUNDING * max([1.0, *(each.size for each in found.values())])
    moving = (name for name, each in found.items() if each.size > (0.0 if math.isinf(least) else least))
    return {name: found[name] for name in sorted(moving, key=lambda each: -found[each].size)}
