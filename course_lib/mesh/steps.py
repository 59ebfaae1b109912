"""What each act saves, one after another, and what balancing and right-sizing save together: nothing twice.

Vocabulary: the `steps` go from what is there today over an alternative that nobody acts on to one that everybody acts
on; each step's change is what this act saves, once those before it are done. To add up what balancing alone and what
right-sizing alone would save counts a part of it twice: fewer pods each use more, and then have less to spare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from course_lib import require
from course_lib.arrays import Values
from course_lib.estimate import Input
from course_lib.mesh.acts import EVERYBODY, NOBODY, Acts
from course_lib.mesh.alternatives import ALTERNATIVES, NONE
from course_lib.mesh.inputs import at, inputs
from course_lib.mesh.outcome import outcome
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.worth import decided

INSTALLED = "the proxies are installed"
STEPS = (
    (INSTALLED, NOBODY),
    ("replicas", Acts(requests=False, nodes=False)),
    ("requests", Acts(nodes=False)),
    ("nodes", EVERYBODY),
)


def steps(
    scenario: Scenario, alternative: str, *, given: Mapping[str, Input] | None = None
) -> dict[str, dict[str, float]]:
    """Return what each act changes of every output, at the best of all inputs, in order; below zero it saves.

    The acts are named as in `acts.WHO`; together they are the way from today to the alternative with everybody acting.
    """
    scenario, values = _at_best(scenario, given)
    before = outcome(scenario, ALTERNATIVES[NONE], values, NOBODY)
    changes = {}
    for name, acts in STEPS:
        after = outcome(scenario, ALTERNATIVES[alternative], values, acts)
        changes[name] = {each: float(after[each][0] - before[each][0]) for each in after}
        before = after
    return changes


@dataclass(frozen=True)
class Counted:
    """What is saved of one output, each as a number above zero where it saves.

    Attributes
    ----------
    balancing, right_sizing : float
        Each alone, from today.
    together : float
        Both done.
    """

    balancing: float
    right_sizing: float
    together: float

    @property
    def twice(self) -> float:
        """What is counted twice if the two are added up."""
        return self.balancing + self.right_sizing - self.together


def counted(
    scenario: Scenario, alternative: str, output: str = "cpu_reserved", *, given: Mapping[str, Input] | None = None
) -> Counted:
    """Return what balancing and right-sizing save of one output, alone and together, at the best of all inputs."""
    scenario, values = _at_best(scenario, given)

    def taken(name: str, acts: Acts) -> float:
        found = outcome(scenario, ALTERNATIVES[name], values, acts)
        return float(found[require.one_of("output", output, found)][0])

    today = taken(NONE, NOBODY)
    balancing = today - taken(alternative, Acts(requests=False))
    return Counted(balancing, today - taken(NONE, EVERYBODY), today - taken(alternative, EVERYBODY))


def _at_best(scenario: Scenario, given: Mapping[str, Input] | None) -> tuple[Scenario, dict[str, Values]]:
    known = inputs(scenario, given)
    return decided(scenario, tuple(known.items())), at(known)
