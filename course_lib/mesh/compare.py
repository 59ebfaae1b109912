"""The alternatives side by side: what each takes, and what it adds or saves against none at the same acts.

Vocabulary: the `baseline` is no mesh, right-sized by the same people, at the same objective and features. `net` is an
alternative less the baseline: below zero it saves. Every value is an `Estimate`, and its inputs are those that it
depends on, the one that moves it furthest first.

A range reaches as far as the inputs' do, all at their worst or their best at once: no alternative is likelier than
another in it. What is likely is for draws to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.estimate import Estimate, Input
from course_lib.mesh.acts import EVERYBODY, NOBODY, WHO, Acts
from course_lib.mesh.alternatives import ALTERNATIVES, NONE, Alternative
from course_lib.mesh.corners import Formula, extremes
from course_lib.mesh.inputs import at, inputs
from course_lib.mesh.outcome import binds, outcome, units
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.words import notes

Corner = dict[str, Values]


@dataclass(frozen=True)
class NetFootprint:
    """What an alternative takes, and what it adds.

    Attributes
    ----------
    alternative : Alternative
        Which one.
    acts : Acts
        Who acts, here and in the baseline.
    total, net : dict of str to Estimate
        By output; net is the difference from the baseline. Empty where the objective can't be met.
    binds : str
        What of a node is full first: "CPU", "memory" or "pods".
    notes : tuple of str
        What has to be said besides: features it lacks, objectives it can't meet, autoscalers that it breaks.
    """

    alternative: Alternative
    acts: Acts
    total: dict[str, Estimate]
    net: dict[str, Estimate]
    binds: str
    notes: tuple[str, ...]

    @property
    def possible(self) -> bool:
        """Whether some number of pods meets the objective, at the best of all inputs."""
        return bool(self.total)

    @property
    def who_acts(self) -> tuple[str, ...]:
        """Who has to act for what is saved, in words."""
        return tuple(WHO[each] for each in self.acts.done)

    def __repr__(self) -> str:
        said = f"{self.net['nodes_filled']!r} more or less" if self.possible else "impossible"
        return f"[{self.alternative.name}] {said}"


def compare(
    scenario: Scenario,
    alternatives: Iterable[str] = tuple(ALTERNATIVES),
    *,
    acts: Acts = EVERYBODY,
    given: Mapping[str, Input] | None = None,
) -> dict[str, NetFootprint]:
    """Return what each alternative takes, and what it adds to the baseline or saves of it.

    Parameters
    ----------
    scenario : Scenario
        What is there today.
    alternatives : names
        Some of `ALTERNATIVES`.
    acts : Acts
        Who acts.
    given : mapping of str to number, (low, best, high) or Estimate, optional
        Your own inputs in place of ours, by name.

    Raises
    ------
    ValueError
        If there is no such alternative or input, or an input breaks its rule.
    """
    known = inputs(scenario, given)
    return {name: _one(scenario, _named(name), acts, known) for name in alternatives}


def today(scenario: Scenario, *, given: Mapping[str, Input] | None = None) -> NetFootprint:
    """Return what is there today: no mesh, and nobody acts."""
    return compare(scenario, (NONE,), acts=NOBODY, given=given)[NONE]


def right_sizing(scenario: Scenario, *, given: Mapping[str, Input] | None = None) -> dict[str, Estimate]:
    """Return what right-sizing alone adds to what is there today, or saves of it: no mesh, and everybody acts."""
    known, none = inputs(scenario, given), ALTERNATIVES[NONE]
    base = _formula(scenario, none, NOBODY)
    return _estimates(known, _less(_formula(scenario, none, EVERYBODY), base), units(scenario), "right-sizing alone")


def _named(name: str) -> Alternative:
    return ALTERNATIVES[require.one_of("alternative", name, ALTERNATIVES)]


def _one(scenario: Scenario, alternative: Alternative, acts: Acts, known: dict[str, Estimate]) -> NetFootprint:
    formula, base = _formula(scenario, alternative, acts), _formula(scenario, ALTERNATIVES[NONE], acts)
    total = _estimates(known, formula, units(scenario), f"{alternative.name}, {acts}")
    net = _estimates(known, _less(formula, base), units(scenario), f"{alternative.name}, less none, {acts}") if total else {}
    first = binds(scenario, alternative, at(known), acts) if total else ""
    return NetFootprint(alternative, acts, total, net, first, notes(scenario, alternative, known))


def _formula(scenario: Scenario, alternative: Alternative, acts: Acts) -> Formula:
    return lambda values, whole: outcome(scenario, alternative, values, acts, whole=whole)


def _less(one: Formula, other: Formula) -> Formula:
    def difference(values: dict[str, Values], whole: bool) -> dict[str, Values]:
        taken, left = one(values, whole), other(values, whole)
        return {name: taken[name] - left[name] for name in taken}

    return difference


def _estimates(known: dict[str, Estimate], formula: Formula, units: dict[str, str], source: str) -> dict[str, Estimate]:
    """Return every output of a formula as an estimate; nothing where the objective can't be met."""
    possible = not np.isnan(formula(at(known), True)["pods"][0])
    return extremes(known, formula, units, source) if possible else {}
