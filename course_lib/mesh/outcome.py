"""The whole chain on arrays: from traffic over pods and nodes to carbon, for one alternative and all draws at once.

Vocabulary: `values` are the inputs, one entry a draw (see `inputs.at`); the `outcome` is as many entries of each output
(`OUTPUTS`). NaN stands for draws in which no number of pods meets the objective: then there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from course_lib.arrays import Flags, ReadOnly, Values
from course_lib.mesh import nodes
from course_lib.mesh.acts import EVERYBODY, NOBODY, Acts
from course_lib.mesh.alternatives import ALTERNATIVES, NONE, Alternative
from course_lib.mesh.outputs import Outputs
from course_lib.mesh.overhead import Overhead, overhead
from course_lib.mesh.replicas import Replicas, replicas
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.worth import number_of_sidecars, through_proxies

OUTPUTS = {
    "pods": "pods",
    "nodes": "nodes",
    "nodes_filled": "nodes",
    "cpu_reserved": "cores",
    "cpu_used": "cores",
    "memory_reserved": "GiB",
    "proxies_cpu": "cores",
    "proxies_memory": "GiB",
    "energy_kwh": "kWh",
    "carbon_average_kg": "kg",
    "carbon_marginal_kg": "kg",
    "embodied_kg": "kg",
}
MEASURE = "nodes_filled"  # of an answer: before rounding up, by whatever binds
MIB_A_GIB = 1024


def outcome(
    scenario: Scenario,
    alternative: Alternative,
    values: Mapping[str, Any],
    acts: Acts = EVERYBODY,
    *,
    whole: bool = True,
) -> Outputs:
    """Return what an alternative takes, one entry a draw.

    Parameters
    ----------
    scenario : Scenario
        What is there today; `worth.decided` with your inputs, if proxies are to stand only where these say.
    alternative : Alternative
        One of `ALTERNATIVES`.
    values : mapping of str to array
        Every input, as `inputs.at` returns them; a number counts for all draws.
    acts : Acts
        Who acts.
    whole : bool
        Whether pods and nodes come as whole ones. Without, outputs have no steps (but where one more waypoint comes),
        so that a root can be looked for.

    Returns
    -------
    Outputs
        By `OUTPUTS`, and "money" if the scenario has prices; what nobody asks for isn't worked out.
    """
    given = {name: np.atleast_1d(np.asarray(each, dtype=float)) for name, each in values.items()}
    found = replicas(scenario, alternative, through_proxies(scenario, alternative), given, acts, whole=whole)
    added = _added(scenario, alternative, found, given)
    each_way = nodes.filled(scenario.nodes, found.reserved, added, given["packing"])
    needed = each_way.max(axis=0)
    count = nodes.whole_nodes(needed) if whole else needed
    if not acts.nodes:
        count = np.maximum(count, _nodes_today(scenario, given, whole))
    return _Totals(scenario, found, added, needed, count, given).outputs()


def units(scenario: Scenario) -> dict[str, str]:
    """Return the unit of every output that a scenario has."""
    return OUTPUTS if scenario.prices is None else OUTPUTS | {"money": scenario.prices.currency}


def binds(scenario: Scenario, alternative: Alternative, values: Mapping[str, Any], acts: Acts = EVERYBODY) -> str:
    """Return what of a node is full first with an alternative: "CPU", "memory" or "pods", at the first draw."""
    given = {name: np.atleast_1d(np.asarray(each, dtype=float)) for name, each in values.items()}
    found = replicas(scenario, alternative, through_proxies(scenario, alternative), given, acts)
    each_way = nodes.filled(scenario.nodes, found.reserved, _added(scenario, alternative, found, given),
                            given["packing"])  # fmt: skip
    return nodes.BINDS[int(np.argmax(each_way[:, 0]))]


def _added(scenario: Scenario, alternative: Alternative, found: Replicas, values: dict[str, Values]) -> Overhead:
    through = through_proxies(scenario, alternative)
    sidecars = number_of_sidecars(scenario, alternative, found, through, values)
    return overhead(scenario, alternative, sidecars, through, values)


def _nodes_today(scenario: Scenario, values: dict[str, Values], whole: bool) -> Values:
    """Return the nodes that are there: as counted, or as many as today's requests fill."""
    if scenario.nodes.count is not None:
        return np.full(1, float(scenario.nodes.count))
    none = ALTERNATIVES[NONE]
    today = replicas(scenario, none, through_proxies(scenario, none), values, NOBODY)
    added = _added(scenario, none, today, values)
    needed = nodes.filled(scenario.nodes, today.reserved, added, values["packing"]).max(axis=0)
    return nodes.whole_nodes(needed) if whole else needed


@dataclass(frozen=True)
class _Totals(ReadOnly):
    """What an alternative comes to, in groups that are worked out one after the other, as far as it's asked for."""

    scenario: Scenario
    found: Replicas
    added: Overhead
    nodes_filled: Values
    nodes: Values
    values: dict[str, Values]

    def outputs(self) -> Outputs:
        """Return every output; where one service's objective can't be met, nothing of the whole is worth saying."""
        return Outputs(units(self.scenario), lambda name: np.where(self.nowhere, np.nan, self._of(name)))

    def _of(self, name: str) -> Values:
        groups = (getattr(self, each) for each in ("counted", "reserved", "spent"))
        return next(group[name] for group in groups if name in group)

    @cached_property
    def nowhere(self) -> Flags:
        """In which draws there is nothing; as many entries as there are draws."""
        shape = np.broadcast_shapes(*map(np.shape, self.values.values()))
        return np.asarray(np.isnan(self.counted["pods"] + self.nodes_filled) | np.zeros(shape, bool))

    @cached_property
    def counted(self) -> dict[str, Values]:
        """Pods and nodes."""
        pods = self.found.reserved.pods + self.added.pods
        return {"pods": pods, "nodes": self.nodes, "nodes_filled": self.nodes_filled}

    @cached_property
    def reserved(self) -> dict[str, Values]:
        """What services and proxies request together, and the proxies alone."""
        added = self.added
        cores, memory_mib = (
            added.cores + added.node_cores * self.nodes,
            added.memory_mib + added.node_memory_mib * self.nodes,
        )
        return {
            "cpu_reserved": self.found.reserved.cores + cores,
            "memory_reserved": (self.found.reserved.memory_mib + memory_mib) / MIB_A_GIB,
            "proxies_cpu": cores,
            "proxies_memory": memory_mib / MIB_A_GIB,
        }

    @cached_property
    def spent(self) -> dict[str, Values]:
        """What is used, and what that takes of energy, carbon and money."""
        used = self.found.used() + self.added.used
        busy = used * self.scenario.mean_over_peak + self.scenario.nodes.daemon_cpu_m / 1000 * self.nodes
        paid = (self.reserved[name] for name in ("cpu_reserved", "memory_reserved"))
        return {
            "cpu_used": used,
            **nodes.emissions(self.scenario, self.nodes, busy, self.values),
            **nodes.money(self.scenario, self.nodes, *paid),
        }
