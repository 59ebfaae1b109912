"""The whole chain, from traffic over pods and nodes to carbon: today, right-sized without a mesh, and with one.

Vocabulary: a `stage` ("pods") is one link of the chain, told as the median of all draws and the middle 90% of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.estimate import Estimate
from course_lib.mesh import (
    ALTERNATIVES,
    EVERYBODY,
    MEASURE,
    NOBODY,
    NONE,
    Acts,
    Case,
    at,
    case,
    chain,
    decided,
    draw,
    inputs,
    outcome,
)
from course_lib.mesh.outcome import binds
from course_lib.mesh.uncertainty import paying, spread
from course_lib.mesh.uncertainty.paying import Paying
from course_lib.mesh.words import notes

LEDGER = "the values of your ledger"
SYSTEMS = {LEDGER: "", "a case for a mesh": "few_callers", "a case against": "memory_first"}
WITH = tuple(name for name in ALTERNATIVES if name != NONE)
ACTING = {"everybody": EVERYBODY, "nobody drains nodes": Acts(nodes=False), "nobody": NOBODY}
INTENSITIES = {"average": "carbon_average_kg", "marginal": "carbon_marginal_kg"}
UNITS = {"pods": "pods", "CPU": "cores", "memory": "GiB", "nodes": "nodes", "carbon": "kg"}  # of the stages, in order


@dataclass(frozen=True)
class ChainStudy:
    """One system three ways, and what the mesh adds to the one without.

    Attributes
    ----------
    system : Case
        What is there.
    alternative, acting, intensity : str
        One of `WITH`, of `ACTING` and of `INTENSITIES`.
    today, without, within : dict of str to Estimate
        By stage; `within` is empty where the objective can't be met in any draw.
    added : dict of str to Estimate
        By stage: what the alternative adds to the one without.
    paying : Paying
        In which share of the draws it fills fewer nodes.
    binds : str
        What of a node is full first with the alternative: "CPU", "memory" or "pods".
    notes : tuple of str
        What has to be said of the alternative besides.
    """

    system: Case
    alternative: str
    acting: str
    intensity: str
    today: dict[str, Estimate]
    without: dict[str, Estimate]
    within: dict[str, Estimate]
    added: dict[str, Estimate]
    paying: Paying
    binds: str
    notes: tuple[str, ...]

    @property
    def possible(self) -> bool:
        """Whether the objective can be met in any draw."""
        return bool(self.within)


def chain_study(
    system: str, alternative: str, acting: str, intensity: str, entries: Mapping[str, Estimate]
) -> ChainStudy:
    """Follow the chain with an alternative and without.

    Parameters
    ----------
    system, alternative, acting, intensity : str
        One of `SYSTEMS`, of `WITH`, of `ACTING` and of `INTENSITIES`.
    entries : mapping of str to Estimate
        The ledger's values, by name.
    """
    name = SYSTEMS[require.one_of("system", system, SYSTEMS)]
    found = case(name) if name else chain(entries)
    known = inputs(found.scenario, found.given)
    scenario, drawn = decided(found.scenario, tuple(known.items())), draw(known)
    acts, kg = ACTING[require.one_of("acting", acting, ACTING)], INTENSITIES[intensity]
    today, without, within = (
        outcome(scenario, ALTERNATIVES[way], drawn.values, who)
        for way, who in ((NONE, NOBODY), (NONE, acts), (alternative, acts))
    )
    added = {each: within[each] - without[each] for each in within}
    return ChainStudy(
        found,
        alternative,
        acting,
        intensity,
        stages(today, kg),
        stages(without, kg),
        stages(within, kg),
        stages(added, kg),
        paying(np.broadcast_to(added[MEASURE], drawn.draws)),
        binds(scenario, ALTERNATIVES[alternative], at(known), acts),
        notes(scenario, ALTERNATIVES[alternative], known),
    )


def stages(outputs: Mapping[str, Values], kg: str) -> dict[str, Estimate]:
    """Return the stages of the chain; nothing where the objective can't be met in any draw."""
    values = {
        "pods": outputs["pods"],
        "CPU": outputs["cpu_reserved"],
        "memory": outputs["memory_reserved"],
        "nodes": outputs["nodes"],
        "carbon": outputs[kg] + outputs["embodied_kg"],
    }
    found = {stage: spread(each, UNITS[stage]) for stage, each in values.items()}
    return {stage: each for stage, each in found.items() if each is not None}
