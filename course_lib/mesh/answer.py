"""The four answers that a comparison can have: it pays, it doesn't, it isn't the question, or nobody can tell yet.

Vocabulary: the `measure` of an answer is the nodes that requests fill, before rounding up, by whatever binds. A range
that holds zero says that it isn't known yet, not that there is no effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from course_lib.estimate import Estimate, Input
from course_lib.mesh.acts import EVERYBODY, Acts
from course_lib.mesh.alternatives import CLIENT_SIDE, MESHES, choices
from course_lib.mesh.compare import NetFootprint, compare, right_sizing, today
from course_lib.mesh.inputs import inputs
from course_lib.mesh.outcome import MEASURE
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.uncertainty import advice, draw, nets
from course_lib.mesh.worth import decided

PAYS, DOES_NOT, OTHER, UNKNOWN = ANSWERS = ("it pays", "it doesn't pay", "not a mesh question", "can't tell yet")
MUCH = 0.2  # of what is filled today, saved by right-sizing alone


@dataclass(frozen=True)
class Answer:
    """An answer, and what it rests on.

    Attributes
    ----------
    kind : str
        One of `ANSWERS`.
    best : NetFootprint
        Of the meshes that are right-sized as the baseline is, the one that adds least; its range decides.
    client_side : NetFootprint
        The callers balancing by themselves.
    right_sizing : Estimate
        What right-sizing alone adds to the nodes filled today.
    measure_first : str or None
        The input that is worth most to know before one decides for or against that mesh; None if no single one would
        change that.
    """

    kind: str
    best: NetFootprint
    client_side: NetFootprint
    right_sizing: Estimate
    measure_first: str | None


def answer(scenario: Scenario, *, acts: Acts = EVERYBODY, given: Mapping[str, Input] | None = None) -> Answer | None:
    """Return which of the four answers a scenario has; None if no mesh with what is needed meets the objective."""
    found = compare(scenario, (*MESHES, CLIENT_SIDE), acts=acts, given=given, outputs=(MEASURE,))
    fit = [found[name] for name in choices(scenario.features) if name in MESHES and found[name].possible]
    if not fit:
        return None
    best = min(fit, key=lambda each: each.net[MEASURE].best)
    alone = right_sizing(scenario, given=given, outputs=(MEASURE,))[MEASURE]
    before = today(scenario, given=given, outputs=(MEASURE,)).total[MEASURE]
    first = _measure_first(scenario, best.alternative.name, acts, given)
    return Answer(_kind(best.net[MEASURE], alone, before), best, found[CLIENT_SIDE], alone, first)


def _measure_first(scenario: Scenario, name: str, acts: Acts, given: Mapping[str, Input] | None) -> str | None:
    known = inputs(scenario, given)
    drawn = draw(known)
    return advice(nets(decided(scenario, tuple(known.items())), drawn, (name,), acts=acts), drawn).measure_first


def _kind(net: Estimate, alone: Estimate, before: Estimate) -> str:
    if net.high < 0:
        return PAYS
    if -alone.best >= MUCH * before.best:
        return OTHER
    return DOES_NOT if net.low >= 0 else UNKNOWN
