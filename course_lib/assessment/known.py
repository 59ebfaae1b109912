"""How well each input is known, and at which value of it the advice turns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course_lib.assessment.commands import ASKED, PRESET, Asked
from course_lib.assessment.drawn import Case
from course_lib.assessment.result import ASSUMED, MEASURED, READ, Known, Measure
from course_lib.mesh import ALTERNATIVES, MEASURE, Flip, advice, in_own_unit
from course_lib.mesh.alternatives import choices
from course_lib.mesh.net import net
from course_lib.mesh.uncertainty import flips, swings
from course_lib.survey import Survey

NOT_IN_NODES = ("pue", "average", "marginal", "embodied", "lifetime")


def known(found: Survey, cases: Sequence[Case], about: str) -> tuple[Known, ...]:
    """Return every input, the one that moves the nodes of one alternative furthest first.

    Parameters
    ----------
    found : Survey
        What was measured.
    cases : sequence of Case
        The flips are those of the middle one.
    about : str
        The alternative that the advice is about.
    """
    middle = cases[len(cases) // 2]
    formula = net(middle.scenario, ALTERNATIVES[about])
    turns, moved = flips(middle.known, formula, MEASURE), swings(middle.known, formula, MEASURE)
    order = [*moved, *(name for name in middle.known if name not in moved)]
    return tuple(_known(name, found, middle, turns.get(name, ())) for name in order)


def _known(name: str, found: Survey, one: Case, turns: Sequence[Flip]) -> Known:
    asked, kind = ASKED.get(name, Asked(name.replace("_", " "))), _kind(name, found, one)
    flip = min(turns, key=lambda each: abs(each.at - one.known[name].best), default=None)
    if flip is None:
        says = "no part of it" if name in NOT_IN_NODES else "none within what is plausible"
        return Known(name, asked.title, one.known[name], kind, asked.command, None, says)
    says = f"above it the mesh {flip.above}, below it it {flip.below}"
    return Known(
        name, asked.title, one.known[name], kind, asked.command, in_own_unit(one.scenario, name, flip.at), says
    )


def _kind(name: str, found: Survey, one: Case) -> str:
    source = one.known[name].source
    if name in ("use", "imbalance") and found.usage.readings and "not measured" not in source:
        return MEASURED
    if name in ("average", "marginal", "pue") and "no region" not in source:
        return READ
    return ASSUMED


def best_mesh(cases: Sequence[Case]) -> str:
    """Return the alternative that adds least on average, right-sized as the baseline is."""
    means = {name: np.mean([np.nanmean(each.net(name, MEASURE)) for each in cases]) for name in choices()}
    return min(means, key=lambda name: float(means[name]))


def measure_first(found: Survey, cases: Sequence[Case]) -> Measure:
    """Return what is worth most to know before one chooses: which preset holds, or one of the inputs."""
    names = choices()
    gains: dict[str, float] = {PRESET: _gain_of_preset(cases, names)}
    for each in cases:
        for name, worth in advice({one: each.net(one, MEASURE) for one in names}, each.drawn).inputs.items():
            gains[name] = gains.get(name, 0.0) + worth.gain / len(cases)
    first = max(gains, key=lambda name: gains[name])
    if gains[first] <= 1e-9:
        first = "use" if not found.usage.readings else PRESET
    asked = ASKED[first]
    why = f"known, it would save {gains[first]:.2g} nodes more on average"
    return Measure(asked.title, why, asked.command or ASKED["use"].command)


def _gain_of_preset(cases: Sequence[Case], names: Sequence[str]) -> float:
    means = np.array([[0.0, *(float(np.nanmean(each.net(name, MEASURE))) for name in names)] for each in cases])
    return float(means.mean(axis=0).min() - means.min(axis=1).mean())
