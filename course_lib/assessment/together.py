"""What the parts of a cluster take together: each of them is a scenario, and their outcomes add up."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.arrays import Values
from course_lib.estimate import Estimate
from course_lib.mesh import ALTERNATIVES, EVERYBODY, NONE, Acts, Scenario
from course_lib.mesh import net as nets
from course_lib.mesh import steps as steps_of
from course_lib.mesh.net import Formula


def total(parts: Sequence[Scenario], name: str, acts: Acts = EVERYBODY) -> Formula:
    """Return what an alternative takes in all parts, as a formula."""
    own = [nets.total(each, ALTERNATIVES[_there(each, name)], acts) for each in parts]

    def added(values: dict[str, Values], whole: bool) -> dict[str, Values]:
        first, *others = (each(values, whole) for each in own)
        return {output: sum((each[output] for each in others), start=first[output]) for output in first}

    return added


def net(parts: Sequence[Scenario], name: str) -> Formula:
    """Return what an alternative adds to none, as a formula."""
    return nets.less(total(parts, name), total(parts, NONE))


def steps(parts: Sequence[Scenario], name: str, known: dict[str, Estimate]) -> dict[str, dict[str, float]]:
    """Return what each act changes of every output, in order."""
    found = [steps_of(each, _there(each, name), given=known) for each in parts]
    return {act: {output: sum(each[act][output] for each in found) for output in found[0][act]} for act in found[0]}


def _there(one: Scenario, name: str) -> str:
    """Return the alternative that a part has: none, where a mesh takes in no pod."""
    return name if any(each.takes_proxy for each in one.services) else NONE
