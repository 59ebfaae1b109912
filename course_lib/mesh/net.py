"""What an alternative adds to the baseline, as a function of the inputs alone.

Vocabulary: a `formula` takes arrays of inputs, and whether pods and nodes come as whole ones, to arrays of outputs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from course_lib.arrays import Values
from course_lib.mesh.acts import EVERYBODY, Acts
from course_lib.mesh.alternatives import ALTERNATIVES, NONE, Alternative
from course_lib.mesh.outcome import outcome
from course_lib.mesh.outputs import Outputs
from course_lib.mesh.scenario import Scenario

Formula = Callable[[dict[str, Values], bool], Mapping[str, Values]]


def total(scenario: Scenario, alternative: Alternative, acts: Acts = EVERYBODY) -> Formula:
    """Return what an alternative takes, as a formula."""
    return lambda values, whole: outcome(scenario, alternative, values, acts, whole=whole)


def net(scenario: Scenario, alternative: Alternative, acts: Acts = EVERYBODY) -> Formula:
    """Return what an alternative adds to none at the same acts, as a formula."""
    return less(total(scenario, alternative, acts), total(scenario, ALTERNATIVES[NONE], acts))


def less(one: Formula, other: Formula) -> Formula:
    """Return the difference of two formulas, output by output."""

    def difference(values: dict[str, Values], whole: bool) -> Outputs:
        taken, left = one(values, whole), other(values, whole)
        return Outputs(taken, lambda name: taken[name] - left[name])

    return difference
