"""What every alternative takes and adds, in draws of all that isn't known, under each preset and over all of them.

Vocabulary: a `case` is the cluster under one preset; the draws of the cases stand one behind the other, so that each
preset counts as much as another. What stands `beside` is the same in all ways, and added to each. A few draws are
`common`: as many in each cluster, so that two reports draw the same of what neither knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.arrays import Values
from course_lib.assessment import together
from course_lib.assessment.givens import Given
from course_lib.assessment.result import Preset, Way
from course_lib.estimate import Estimate
from course_lib.mesh import (
    ALTERNATIVES,
    EVERYBODY,
    MEASURE,
    NOBODY,
    NONE,
    Acts,
    Drawn,
    Scenario,
    decided,
    draw,
    inputs,
    units,
)
from course_lib.mesh.alternatives import CLIENT_SIDE
from course_lib.mesh.uncertainty import paying, spread
from course_lib.mesh.uncertainty.copula import Correlated
from course_lib.mesh.words import notes
from course_lib.plural import percent

MOST_DRAWS, FEWEST_DRAWS, POINTS = 2500, 1000, 100_000  # a preset; draws of a service, all together
TODAY, RIGHT_SIZED = "today", "right-sized"
WAYS = tuple(name for name in ALTERNATIVES if name != NONE)
SELDOM = 0.05  # of all draws
COMMON = 200  # draws a preset: enough for the middle 90% of a difference
Outputs = Mapping[str, Values]


@dataclass(frozen=True)
class Case:
    """The cluster under one preset.

    Attributes
    ----------
    preset : Preset
        Which.
    scenario : Scenario
        All of it, on nodes that are all alike.
    parts : tuple of Scenario
        The same, room by room, decided where sidecars are worth their place: what the figures are sums of.
    known : dict of str to Estimate
        The inputs.
    drawn : Drawn
        Draws of them.
    kinds : mapping of str to str
        How each input that isn't the model's own is known.
    today, right_sized : mapping of str to array
        What no mesh takes, if nobody acts and if everybody does.
    ways : mapping of str to mapping of str to array
        What each alternative takes.
    common : mapping of str to array
        What no mesh takes today, in the draws that another report has, too.
    """

    preset: Preset
    scenario: Scenario
    parts: tuple[Scenario, ...]
    known: dict[str, Estimate]
    drawn: Drawn
    kinds: Mapping[str, str]
    today: Outputs
    right_sized: Outputs
    ways: Mapping[str, Outputs]
    common: Outputs

    def net(self, name: str, output: str) -> Values:
        """Return what an alternative adds to the baseline, a draw an entry."""
        return np.asarray(self.ways[name][output] - self.right_sized[output])


def case(
    preset: Preset,
    scenario: Scenario,
    given: Mapping[str, Given],
    correlated: Correlated,
    *,
    parts: tuple[Scenario, ...],
    or_else: tuple[Scenario, ...],
    draws: int | None = None,
    names: Sequence[str] = WAYS,
) -> Case:
    """Return the cluster under one preset, with all draws.

    Parameters
    ----------
    preset : Preset
        Which.
    scenario : Scenario
        The cluster.
    given : mapping of str to Given
        Inputs in place of the model's own.
    correlated : mapping of (str, str) to float
        Of them, which move together.
    parts : tuple of Scenario
        The cluster, room by room.
    or_else : tuple of Scenario
        The same if ports that say nothing speak what clients can balance: as likely.
    draws : int or None
        How many; None: as many as nobody has to wait for.
    names : sequence of str
        Of the alternatives that are wanted.
    """
    known = inputs(scenario, {name: value for name, (value, _) in given.items()})
    drawn = draw(known, draws=draws or _draws(scenario), correlated=correlated)
    settled, *own = (decided(each, tuple(known.items())) for each in (scenario, *parts))

    def taken(name: str, acts: Acts = EVERYBODY, of: Sequence[Scenario] = own, by: Drawn = drawn) -> Outputs:
        found = together.total(of, name, acts)(by.values, True)
        return {output: np.broadcast_to(each, by.draws) for output, each in found.items()}

    ways = {name: taken(name) for name in names}
    if or_else != parts and CLIENT_SIDE in names:
        ways[CLIENT_SIDE] = _either(ways[CLIENT_SIDE], taken(CLIENT_SIDE, of=or_else))
    kinds = {name: kind for name, (_, kind) in given.items()}
    few = taken(NONE, NOBODY, by=draw(known, draws=FEWEST_DRAWS, correlated=correlated))
    common = {output: each[:COMMON] for output, each in few.items()}
    return Case(preset, settled, tuple(own), known, drawn, kinds, taken(NONE, NOBODY), taken(NONE), ways, common)


def _either(one: Outputs, other: Outputs) -> Outputs:
    """Return every second draw of each; which draw is which, is chance."""
    return {output: np.where(np.arange(len(each)) % 2, each, other[output]) for output, each in one.items()}


def _draws(scenario: Scenario) -> int:
    """Return how many draws there are: fewer where there are many services, so that nobody waits."""
    return max(FEWEST_DRAWS, min(MOST_DRAWS, POINTS // len(scenario.services)))


def today(cases: Sequence[Case], counted: Mapping[str, Estimate], beside: Mapping[str, float]) -> Way:
    """Return what is there today: as counted, else as the model has it."""
    return Way(TODAY, _spreads(cases, [each.today for each in cases], beside) | dict(counted))


def common(cases: Sequence[Case], today: Way, beside: Mapping[str, float]) -> dict[str, tuple[float, ...]]:
    """Return the common draws of what is there today and drawn at all; nothing where a pod doesn't fit in some."""
    drawn = [name for name, each in today.total.items() if each.level is not None and each.low < each.high]
    every = {name: np.concatenate([each.common[name] for each in cases]) + beside.get(name, 0.0) for name in drawn}
    return {name: tuple(draws.tolist()) for name, draws in every.items() if np.isfinite(draws).all()}


def right_sized(cases: Sequence[Case], beside: Mapping[str, float]) -> Way:
    """Return the baseline; its net is against today."""
    saved = [{name: each.right_sized[name] - each.today[name] for name in each.today} for each in cases]
    total = _spreads(cases, [each.right_sized for each in cases], beside)
    change, notes = _spreads(cases, saved), tuple(_on_impossible([each.right_sized for each in cases]))
    return Way(RIGHT_SIZED, total, change, change, _by_preset(cases, saved), notes=notes)


def ways(cases: Sequence[Case], beside: Mapping[str, float]) -> tuple[Way, ...]:
    """Return every alternative."""
    return tuple(_way(cases, name, beside) for name in cases[0].ways)


def _way(cases: Sequence[Case], name: str, beside: Mapping[str, float]) -> Way:
    nets = [{output: each.net(name, output) for output in each.today} for each in cases]
    changes = [{output: each.ways[name][output] - each.today[output] for output in each.today} for each in cases]
    return Way(
        name,
        _spreads(cases, [each.ways[name] for each in cases], beside),
        _spreads(cases, nets),
        _spreads(cases, changes),
        _by_preset(cases, nets),
        _pays(cases, name),
        ALTERNATIVES[name].features,
        _notes(cases, name),
    )


def _pays(cases: Sequence[Case], name: str) -> Estimate | None:
    """Return in which share of the draws it pays; where no pod fits without it, either, a draw says nothing of that."""
    nets = [each.net(name, MEASURE)[np.isfinite(each.right_sized[MEASURE])] for each in cases]
    return paying(np.concatenate(nets)).pays if any(map(len, nets)) else None


def _notes(cases: Sequence[Case], name: str) -> tuple[str, ...]:
    first = cases[0]  # whose objective is the tightest
    said = (
        *notes(first.scenario, ALTERNATIVES[name], first.known),
        *_on_impossible([{MEASURE: each.net(name, MEASURE)} for each in cases]),
    )
    used = np.concatenate([each.net(name, "cpu_used") for each in cases])
    more = float((used > np.concatenate([each.ways[name]["proxies_cpu"] for each in cases])).mean())
    if ALTERNATIVES[name].sized or more <= SELDOM:
        return said
    return *said, f"In {percent(more)} of the draws the proxies use more CPU than they reserve, which others then lack."


def _on_impossible(found: Sequence[Outputs]) -> Iterator[str]:
    """Say in how many draws nothing is possible, as ranges hold only what is."""
    impossible = float(np.isnan(np.concatenate([each[MEASURE] for each in found])).mean())
    if SELDOM < impossible < 1:
        yield f"In {percent(impossible)} of the draws a pod would fit on no node: those are in no range."


def _spreads(
    cases: Sequence[Case], found: Sequence[Outputs], beside: Mapping[str, float] | None = None
) -> dict[str, Estimate]:
    """Return the ranges of all outputs over all presets; nothing where the objective can never be met."""
    known, more = units(cases[0].scenario), beside or {}
    every = {name: np.concatenate([each[name] for each in found]) + more.get(name, 0.0) for name in known}
    made = {name: spread(every[name], unit) for name, unit in known.items()}
    return {name: each for name, each in made.items() if each is not None}


def _by_preset(cases: Sequence[Case], found: Sequence[Outputs]) -> dict[str, dict[str, Estimate]]:
    return {each.preset.name: _spreads([each], [own]) for each, own in zip(cases, found, strict=True)}
