"""The ways to go on beside each other: what each changes of today's pods, nodes, bill and carbon, by who acts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from course_lib import require
from course_lib.arrays import Values
from course_lib.mesh import ALTERNATIVES, NOBODY, NONE, Acts, Prices, Scenario, at, case, decided, inputs, outcome
from course_lib.mesh.outcome import binds
from course_lib.mesh.scenario import BILLED, BY_NODE
from course_lib.tables import figure

CASES = {"few callers": "few_callers", "in between": "mixed", "memory is full first": "memory_first"}
YES, NO = DONE = ("yes", "no")
# Where pods are billed, a core is taken to cost as much as so many GiB.
GIB_A_CORE = figure("prices", "fargate_core_hour").value / figure("prices", "fargate_gib_hour").value
MEASURES = ("pods", "nodes", "bill", "carbon")


@dataclass(frozen=True)
class AlternativesStudy:
    """Every alternative in one case, by the same people.

    Attributes
    ----------
    title : str
        Of the case.
    acts : Acts
        Who acts.
    billed : str
        "node" or "pod".
    committed : int
        Nodes that are paid whether they run or not.
    today : dict of str to float
        By measure; the bill is 1.
    changes : dict of str to dict of str to float
        By alternative and measure: the change, as a share of today's. NaN where the objective can't be met.
    binds : str
        What of a node is full first today.
    """

    title: str
    acts: Acts
    billed: str
    committed: int
    today: dict[str, float]
    changes: dict[str, dict[str, float]]
    binds: str

    @property
    def fewest(self) -> tuple[str, ...]:
        """The alternatives that take fewest nodes."""
        nodes = {name: each["nodes"] for name, each in self.changes.items() if not math.isnan(each["nodes"])}
        return tuple(name for name, each in nodes.items() if math.isclose(each, min(nodes.values()), abs_tol=1e-9))


def alternatives_study(
    system: str, replicas: str, requests: str, nodes: str, billed: str, committed_percent: float
) -> AlternativesStudy:
    """Go every way in one case, and see what it changes.

    Parameters
    ----------
    system : str
        One of `CASES`.
    replicas, requests, nodes : str
        "yes" if somebody lowers them.
    billed : str
        "node" or "pod".
    committed_percent : float
        Of today's nodes: paid whether they run or not, where nodes are billed.

    Examples
    --------
    >>> study = alternatives_study("few callers", NO, NO, NO, "node", 0)
    >>> min(each["nodes"] for each in study.changes.values()), study.fewest
    (0.0, ('none', 'client-side'))
    """
    acts = Acts(*(require.one_of(name, each, DONE) == YES for name, each in
                  (("replicas", replicas), ("requests", requests), ("nodes", nodes))))  # fmt: skip
    found = case(CASES[require.one_of("system", system, CASES)])
    known = inputs(found.scenario, found.given)
    scenario, values = decided(found.scenario, tuple(known.items())), at(known)
    count = float(outcome(scenario, ALTERNATIVES[NONE], values, NOBODY)["nodes"][0])
    committed = round(count * committed_percent / 100)
    paid = replace(scenario, prices=prices(billed, committed))
    today = _measured(paid, NONE, values, NOBODY)
    changes = {name: _change(_measured(paid, name, values, acts), today) for name in ALTERNATIVES}
    full_first = binds(scenario, ALTERNATIVES[NONE], values, NOBODY)
    return AlternativesStudy(found.title, acts, billed, committed, {**today, "bill": 1.0}, changes, full_first)


def prices(billed: str, committed: int) -> Prices:
    """Return prices of which only ratios count: a node's is 1, and so is a GiB's."""
    if require.one_of("billed", billed, BILLED) == BY_NODE:
        return Prices(billed, node_hour=1.0, committed=committed)
    return Prices(billed, core_hour=GIB_A_CORE, gib_hour=1.0)


def _measured(scenario: Scenario, name: str, values: dict[str, Values], acts: Acts) -> dict[str, float]:
    found = outcome(scenario, ALTERNATIVES[name], values, acts)
    measured = (found["pods"], found["nodes"], found["money"], found["carbon_average_kg"] + found["embodied_kg"])
    return {measure: float(each[0]) for measure, each in zip(MEASURES, measured, strict=True)}


def _change(after: Mapping[str, float], before: Mapping[str, float]) -> dict[str, float]:
    return {measure: after[measure] / before[measure] - 1 for measure in MEASURES}
