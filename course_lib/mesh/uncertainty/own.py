"""A value of an input in what somebody measures: the busiest pod gets 1.4 times the mean, not 0.8 times what was said.

Vocabulary: an input in "times" multiplies what differs by service; `in_own_unit` it is the mean over the services, each
by its weight: pods for what is a pod's, requests for what is a request's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib.arrays import ReadOnly, Values
from course_lib.estimate import Estimate, exact
from course_lib.mesh.inputs import inputs
from course_lib.mesh.scenario import Scenario
from course_lib.mesh.service import columns


@dataclass(frozen=True)
class _Own(ReadOnly):
    """What an input in "times" multiplies: in words, its unit, its mean today, and what isn't multiplied of it."""

    what: str
    unit: str
    today: Callable[[dict[str, Values]], float]
    fixed: float = 0.0


def _by_pods(table: dict[str, Values], name: str) -> float:
    return float(np.average(table[name], weights=table["count"] * table["pods"]))


def _by_requests(table: dict[str, Values], name: str) -> float:
    return float(np.average(table[name], weights=table["count"] * table["requests_per_s"]))


OWN = {
    "imbalance": _Own("requests of the busiest pod over the mean, by pods", "times",
                      lambda table: _by_pods(table, "busiest_over_mean"), fixed=1.0),
    "service_time": _Own("work of a request", "ms", lambda table: 1000 * _by_requests(table, "mean_service_s")),
    "use": _Own("CPU that a pod uses", "millicores", lambda table: _by_pods(table, "cpu_used_m")),
    "callers": _Own("pods that call a service, by requests", "pods", lambda table: _by_requests(table, "callers")),
}  # fmt: skip


def in_own_unit(scenario: Scenario, name: str, value: float) -> Estimate:
    """Return a value of an input as somebody would measure it, with what that is as its source.

    Parameters
    ----------
    scenario : Scenario
        What is there today.
    name : str
        An input.
    value : float
        Of it, in its unit.

    Examples
    --------
    >>> from course_lib.mesh.cases import case
    >>> in_own_unit(case("unmeasured").scenario, "imbalance", 0.0)
    1 times
    """
    if name not in OWN:
        known = inputs(scenario, {name: value})[name]
        return exact(value, known.unit, name.replace("_", " "))
    own = OWN[name]
    today = own.today(columns(scenario.services))
    return exact(own.fixed + (today - own.fixed) * value, own.unit, f"{own.what}: mean over the services")
