"""What each act changes on the way from today to a mesh: who acts saves what, a range over the presets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from course_lib.assessment import together
from course_lib.assessment.drawn import Case
from course_lib.estimate import Estimate
from course_lib.mesh import units

SOURCE = "each act after those before it, all inputs at their best; from preset to preset"


def steps(cases: Sequence[Case], name: str) -> dict[str, dict[str, Estimate]]:
    """Return what each act changes of every output, by act in order; what can't be told is left out."""
    found = [together.steps(each.parts, name, each.known) for each in cases]
    known = units(cases[0].scenario)
    return {
        act: {output: _over([each[act][output] for each in found], unit) for output, unit in known.items()}
        for act in found[0]
        if not any(math.isnan(value) for each in found for value in each[act].values())
    }


def _over(values: Sequence[float], unit: str) -> Estimate:
    in_order = sorted(values)
    best = in_order[len(in_order) // 2]
    return Estimate(low=in_order[0], best=best, high=in_order[-1], unit=unit, source=SOURCE, certainty="guess")
