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
from course_lib.digits import in_full
from course_lib.estimate import Estimate, Input
from course_lib.mesh.acts import EVERYBODY, NOBODY, WHO, Acts
from course_lib.mesh.alternatives import ALTERNATIVES, NONE, Alternative
from course_lib.mesh.corners import extremes
from course_lib.mesh.inputs import at, inputs
from course_lib.mesh.net import Formula, less, net, total
from course_lib.mesh.outcome import binds, units
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.words import notes
from course_lib.mesh.worth import decided

SAID = ("pods", "nodes", "cpu_reserved", "memory_reserved", "money")


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
        named = [name for name in self.net if name in SAID] or list(self.net)
        said = (_said(name, self.net[name]) for name in named)
        return f"[{self.alternative.name}] {', '.join(said) if self.possible else 'impossible'}"


def _said(name: str, net: Estimate) -> str:
    """Return what is added of an output, by its name where its unit doesn't say that already."""
    return in_full(net, signed=True) if name == net.unit else f"{name} {in_full(net, signed=True)}"


def compare(
    scenario: Scenario,
    alternatives: Iterable[str] = tuple(ALTERNATIVES),
    *,
    acts: Acts = EVERYBODY,
    given: Mapping[str, Input] | None = None,
    outputs: Iterable[str] = (),
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
    outputs : names
        Some of `OUTPUTS` or "money", which is quicker; all of them by default.

    Raises
    ------
    ValueError
        If there is no such alternative, input or output, or an input breaks its rule.

    Examples
    --------
    >>> from course_lib.mesh.cases import case
    >>> few = case("pays")
    >>> compare(few.scenario, ["node proxy"], given=few.given, outputs=["pods"])["node proxy"].net["pods"].best
    1.0
    """
    ranges = _ranges(scenario, given, outputs)
    return {name: ranges.one(_named(name), acts) for name in alternatives}


def today(scenario: Scenario, *, given: Mapping[str, Input] | None = None, outputs: Iterable[str] = ()) -> NetFootprint:
    """Return what is there today: no mesh, and nobody acts."""
    return compare(scenario, (NONE,), acts=NOBODY, given=given, outputs=outputs)[NONE]


def right_sizing(
    scenario: Scenario, *, given: Mapping[str, Input] | None = None, outputs: Iterable[str] = ()
) -> dict[str, Estimate]:
    """Return what right-sizing alone adds to what is there today, or saves of it: no mesh, and everybody acts."""
    ranges = _ranges(scenario, given, outputs)
    none = ALTERNATIVES[NONE]
    formula = less(total(ranges.scenario, none, EVERYBODY), total(ranges.scenario, none, NOBODY))
    return ranges.of(formula, "right-sizing alone")


def _named(name: str) -> Alternative:
    return ALTERNATIVES[require.one_of("alternative", name, ALTERNATIVES)]


def _ranges(scenario: Scenario, given: Mapping[str, Input] | None, outputs: Iterable[str]) -> _Ranges:
    known = inputs(scenario, given)
    return _Ranges(decided(scenario, tuple(known.items())), known, _wanted(scenario, outputs))


def _wanted(scenario: Scenario, outputs: Iterable[str]) -> dict[str, str]:
    """Return the units of the outputs that are asked for, or of all."""
    known = units(scenario)
    return {require.one_of("output", name, known): known[name] for name in outputs} or known


@dataclass(frozen=True)
class _Ranges:
    """A scenario with its inputs, and the outputs whose ranges are wanted."""

    scenario: Scenario
    known: dict[str, Estimate]
    wanted: dict[str, str]

    def one(self, alternative: Alternative, acts: Acts) -> NetFootprint:
        """Return what an alternative takes and adds."""
        taken = self.of(total(self.scenario, alternative, acts), f"{alternative.name}, {acts}")
        added = self.of(net(self.scenario, alternative, acts), f"{alternative.name}, less none, {acts}")
        first = binds(self.scenario, alternative, at(self.known), acts) if taken else ""
        return NetFootprint(alternative, acts, taken, added, first, notes(self.scenario, alternative, self.known))

    def of(self, formula: Formula, source: str) -> dict[str, Estimate]:
        """Return the wanted outputs of a formula as estimates; nothing where the objective can't be met."""
        possible = not np.isnan(formula(at(self.known), True)["pods"][0])
        return extremes(self.known, formula, self.wanted, source) if possible else {}
