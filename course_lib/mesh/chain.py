"""The chain of the whole course as a system: one service, made of the values that its chapters leave behind.

Vocabulary: an `entry` (busiest_over_mean, 1.7 from 1.2 to 3) is a value of `record.ledger`, by its name there. Pods and
demand are taken at their best: they are known in any real system, and a range of them is one of systems, not of what
isn't known of this one. The intensity is of the kind that somebody chose, and stands for both. The service has one
worker a pod, which a limit holds to a core and its memory to a gibibyte.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from course_lib import require
from course_lib.estimate import Estimate, lift
from course_lib.mesh.cases import Case
from course_lib.mesh.scenario import Nodes, Scenario
from course_lib.mesh.service import Objective, Service

ENTRIES = {
    "average": "intensity",
    "marginal": "intensity",
    "packing": "packing_efficiency",
    "pods_with_mesh": "pods_with_mesh",
    "sidecar_cost": "proxy_cost",
}  # inputs of the mesh that are entries as they are
LIMIT_M, MEMORY_MIB, MARGIN = 1000.0, 1024.0, 1.15
NODE_M, NODE_MIB, NODE_VCPUS = 15_500.0, 58_000.0, 16
OBJECTIVE = 10.0  # mean service times that the slowest in a hundred may take
LEAST_ABOVE = 0.01  # that the busiest gets above the mean: with nothing there is nothing to balance


def chain(entries: Mapping[str, Estimate], region: str = "eu-central-1") -> Case:
    """Return the system that a ledger's values make, and the inputs that they are.

    Parameters
    ----------
    entries : mapping of str to Estimate
        By name, as in `record.ledger`; all of them are needed.
    region : str
        For its PUE, which no chapter leaves behind.

    Examples
    --------
    >>> from course_lib.mesh.compare import compare
    >>> from course_lib.record import ledger
    >>> with ledger.use(ledger.Store(None, "ledger")):
    ...     guessed = chain({name: each.estimate for name, each in ledger.read().items()})
    >>> found = compare(guessed.scenario, ["client-side"], given=guessed.given, outputs=["pods"])
    >>> guessed.scenario.pods, found["client-side"].total["pods"].best
    (20, 11.0)
    """
    pods, busy = max(1, round(_named(entries, "pods").best)), _named(entries, "pod_utilisation")
    busiest, requested = _named(entries, "busiest_over_mean"), _named(entries, "requested_share").best
    service = _service(pods, _named(entries, "demand").best, busy.best, busiest.best)
    nodes = Nodes(NODE_M, NODE_MIB, NODE_VCPUS, count=math.ceil(pods * LIMIT_M / (NODE_M * requested)))
    objective = Objective(OBJECTIVE * service.mean_service_s)
    given = {name: _named(entries, entry) for name, entry in ENTRIES.items()}
    given |= {"imbalance": _above_mean(busiest), "use": _over_best(busy)}
    return Case("chain", "One service of the ledger's values", Scenario((service,), nodes, objective, region), given)


def _service(pods: int, demand: float, busy: float, busiest: float) -> Service:
    return Service(
        "the service",
        pods=pods,
        requests_per_s=demand,
        mean_service_s=pods * busy / demand,
        cpu_request_m=LIMIT_M,
        cpu_used_m=LIMIT_M * busy,
        memory_request_mib=MEMORY_MIB,
        memory_used_mib=MEMORY_MIB / MARGIN,
        busiest_over_mean=min(float(pods), 1 + max(LEAST_ABOVE, busiest - 1)),
        limited=True,
        client_side=True,
    )


def _named(entries: Mapping[str, Estimate], name: str) -> Estimate:
    require.one_of("entry", name, entries)
    return entries[name]


def _above_mean(busiest: Estimate) -> Estimate:
    best = max(LEAST_ABOVE, busiest.best - 1)
    return lift(lambda busiest: (max(LEAST_ABOVE, busiest - 1)) / best, "times", {"busiest": busiest},
                source="what the busiest pod gets above the mean, over its best")  # fmt: skip


def _over_best(value: Estimate) -> Estimate:
    best = require.positive("pod_utilisation", value.best)
    return lift(lambda used: used / best, "times", {"used": value}, source="how busy pods are, over its best")
