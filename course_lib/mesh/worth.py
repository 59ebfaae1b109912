"""Where a proxy is worth its place: which services' calls pass proxies, and how many pods then have a sidecar.

Vocabulary: a service is `worth` a proxy if the nodes that its pods fill less of are more than those that its own
sidecars and its callers' fill; or if a policy needs one. Its callers need one as well: they balance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from course_lib.arrays import Flags, Values
from course_lib.estimate import Estimate, Input
from course_lib.mesh.acts import EVERYBODY
from course_lib.mesh.alternatives import ALTERNATIVES, NONE, SIZED, Alternative
from course_lib.mesh.inputs import at, inputs
from course_lib.mesh.replicas import Replicas, replicas
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.service import columns


def through_proxies(scenario: Scenario, alternative: Alternative) -> Flags:
    """Return for each service, a row, whether its calls pass an alternative's proxies."""
    if not alternative.is_mesh:
        return np.zeros((len(scenario.services), 1), dtype=bool)
    rows = _taken_in(scenario)
    return rows if alternative.everywhere else rows & np.array([[each] for each in decided(scenario).with_proxy or ()])


def _taken_in(scenario: Scenario) -> Flags:
    return np.array([[each.takes_proxy] for each in scenario.services])


@lru_cache(maxsize=256)
def decided(scenario: Scenario, given: tuple[tuple[str, Estimate], ...] = ()) -> Scenario:
    """Return the scenario with a decision where proxies stand, once for all draws: nobody knows which of them is true.

    Parameters
    ----------
    scenario : Scenario
        If it's decided already, it stays so.
    given : tuple of (str, Estimate)
        Inputs in place of ours, at whose best is decided.
    """
    if scenario.with_proxy is not None:
        return scenario
    return replace(scenario, with_proxy=worth_a_proxy(scenario, dict(given)))


def number_of_sidecars(
    scenario: Scenario, alternative: Alternative, found: Replicas, through: Flags, values: dict[str, Values]
) -> Values:
    """Return how many pods have a sidecar: all; or those that need one, and their callers, but never more than all."""
    everyone = (_taken_in(scenario) * found.count * found.pods).sum(axis=0)
    if alternative.everywhere:
        return np.asarray(everyone)
    callers = columns(scenario.services)["callers"] * values["callers"]
    return np.asarray(np.minimum(everyone, (through * found.count * (found.pods + callers)).sum(axis=0)))


def worth_a_proxy(scenario: Scenario, given: Mapping[str, Input] | None = None) -> tuple[bool, ...]:
    """Return for each service whether it is worth a proxy, at the best of all inputs."""
    saved = nodes_saved(scenario, given)
    return tuple(each.needs_proxy or gain > 0 for each, gain in zip(scenario.services, saved, strict=True))


def nodes_saved(scenario: Scenario, given: Mapping[str, Input] | None = None) -> list[float]:
    """Return the nodes that one of each service's kind fills less with right-sized sidecars in it and its callers.

    CPU and memory are both counted, each by its share of a node.
    """
    values, rows = at(inputs(scenario, given)), _taken_in(scenario)
    without = replicas(scenario, ALTERNATIVES[NONE], rows & False, values, EVERYBODY, whole=False)
    within = replicas(scenario, ALTERNATIVES[SIZED], rows, values, EVERYBODY, whole=False)
    cores, memory = _sidecars(scenario, within, values)
    saved_cores = without.pods * without.cores - within.pods * within.cores - cores
    saved_mib = without.pods * without.memory_mib - within.pods * within.memory_mib - memory
    shares = saved_cores / (scenario.nodes.cpu_m / 1000) + saved_mib / scenario.nodes.memory_mib
    return [float(each) for each in np.nan_to_num(shares[:, 0], nan=-1.0)]


def _sidecars(scenario: Scenario, within: Replicas, values: dict[str, Values]) -> tuple[Values, Values]:
    """Return what the sidecars of a service and of its callers request for its calls."""
    table = columns(scenario.services)
    cores = values["margin"] * 2 * table["requests_per_s"] * values["sidecar_cost"] / 1000
    return cores, values["margin"] * values["scoped_memory"] * (within.pods + table["callers"])


def share_that_can_shrink(scenario: Scenario, given: Mapping[str, Input] | None = None) -> float:
    """Return the share of today's pods whose services need fewer with right-sized sidecars: what a mesh can act on."""
    values, rows = at(inputs(scenario, given)), _taken_in(scenario)
    found = replicas(scenario, ALTERNATIVES[SIZED], rows, values, EVERYBODY)
    without = replicas(scenario, ALTERNATIVES[NONE], rows & False, values, EVERYBODY)
    pods = columns(scenario.services)["pods"] * found.count
    return float((pods * (found.pods < without.pods)).sum() / pods.sum())
