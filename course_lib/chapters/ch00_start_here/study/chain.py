"""The whole chain of the course, from traffic to carbon, without a mesh and with one.

Vocabulary: a `link` ("pods") is one amount of the chain; the `busiest` pod gets so many times what the mean one gets.
Everything is at its best guess: ranges come with the chapters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from course_lib.estimate import Estimate
from course_lib.mesh import ALTERNATIVES, NONE, Scenario, at, chain, decided, inputs, outcome
from course_lib.mesh.alternatives import SIZED

SLIDER = "busiest_over_mean"  # the ledger's entry that the slider stands for
LINKS = ("traffic", "requests per pod", "pods", "nodes", "power", "carbon")


@dataclass(frozen=True)
class ChainStudy:
    """The links of the chain without a mesh and with one, by name, and how uneven the load is without.

    `within` is empty where no number of pods meets the objective behind proxies.
    """

    busiest: float
    without: dict[str, float]
    within: dict[str, float]

    def over(self, link: str) -> float:
        """Return a link with the mesh over the same without."""
        return self.within[link] / self.without[link]


def chain_study(busiest: float, entries: Mapping[str, Estimate]) -> ChainStudy:
    """Follow the chain with a sidecar in every pod and without, both right-sized by the same people.

    Parameters
    ----------
    busiest : float
        What the busiest pod gets over the mean, in place of the ledger's.
    entries : mapping of str to Estimate
        The ledger's values, by name.
    """
    uneven = replace(entries[SLIDER], low=busiest, best=busiest, high=busiest)
    system = chain({**entries, SLIDER: uneven})
    known = inputs(system.scenario, system.given)
    scenario, values = decided(system.scenario, tuple(known.items())), at(known)
    without, within = (
        links(scenario, {name: float(each[0]) for name, each in outcome(scenario, ALTERNATIVES[way], values).items()})
        for way in (NONE, SIZED)
    )
    return ChainStudy(busiest, without, within)


def links(scenario: Scenario, found: Mapping[str, float]) -> dict[str, float]:
    """Return the links of the chain from what an alternative takes; a month's carbon has the servers' making in it."""
    if math.isnan(found["pods"]):
        return {}
    return {
        "traffic": scenario.requests_per_s,
        "requests per pod": scenario.requests_per_s / found["pods"],
        "pods": found["pods"],
        "nodes": found["nodes"],
        "power": 1000 * found["energy_kwh"] / scenario.hours,
        "carbon": found["carbon_average_kg"] + found["embodied_kg"],
    }
