"""Cases to compare a mesh on: three to learn on, four with an answer each, and a company. All are made up.

Vocabulary: a `case` ("pays") is a scenario and the inputs that somebody has measured in it. Their numbers stand in
tables/mesh_cases.csv and tables/mesh_services.csv; none of them is any real system's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from course_lib import require, tables
from course_lib.estimate import Estimate
from course_lib.mesh.scenario import Nodes, Scenario
from course_lib.mesh.service import Objective, Service

COLUMNS = ("case", "title", "node_cpu_m", "node_memory_mib", "node_vcpus", "daemon_cpu_m", "daemon_memory_mib",
           "daemons", "objective_ms", "percentile", "region", "install", "features", "headroom", "mean_over_peak",
           "namespaces", "scoped_services", "imbalance_low", "imbalance_high")  # fmt: skip
SERVICE_COLUMNS = ("case", "name", "count", "pods", "requests_per_s", "mean_service_ms", "cpu_request_m", "cpu_used_m",
                   "memory_request_mib", "memory_used_mib", "workers", "protocol", "callers", "busiest_over_mean",
                   "floor", "limited", "client_side", "needs_proxy", "objective_ms")  # fmt: skip
WHOLE = ("count", "pods", "workers", "callers", "floor")
NUMBERS = ("requests_per_s", "cpu_request_m", "cpu_used_m", "memory_request_mib", "memory_used_mib",
           "busiest_over_mean")  # fmt: skip
NODE_COLUMNS = {"cpu_m": "node_cpu_m", "memory_mib": "node_memory_mib", "vcpus": "node_vcpus"} | {
    name: name for name in ("daemon_cpu_m", "daemon_memory_mib", "daemons")
}
TAUGHT = ("few_callers", "memory_first", "mixed")
FOUR = ("pays", "too_small", "target", "unmeasured")
BETTING = "betting"


@dataclass(frozen=True)
class Case:
    """A made-up system.

    Attributes
    ----------
    name, title : str
        In the table, and as learners read it.
    scenario : Scenario
        What is there.
    given : dict of str to Estimate
        Inputs with a range of the case's own.
    """

    name: str
    title: str
    scenario: Scenario
    given: dict[str, Estimate]


def case(name: str) -> Case:
    """Return a case; a ValueError lists those there are.

    >>> found = case("betting").scenario
    >>> found.number_of_services, found.pods
    (300, 3000)
    """
    rows = {row["case"]: row for row in tables.rows("mesh_cases", COLUMNS)}
    row = rows[require.one_of("case", name, rows)]
    of_case = (each for each in tables.rows("mesh_services", SERVICE_COLUMNS) if each["case"] == name)
    imbalance = Estimate(
        low=float(row["imbalance_low"]),
        best=1.0,
        high=float(row["imbalance_high"]),
        unit="times",
        source="made up: what the busiest pod gets above the mean",
        certainty="guess",
    )
    scenario = _scenario(row, tuple(_service(each) for each in of_case))
    return Case(name, row["title"], scenario, {"imbalance": imbalance})


def _scenario(row: dict[str, str], services: tuple[Service, ...]) -> Scenario:
    return Scenario(
        services,
        Nodes(**{name: int(row[column]) for name, column in NODE_COLUMNS.items()}),
        Objective(float(row["objective_ms"]) / 1000, float(row["percentile"]) / 100),
        region=row["region"],
        install=row["install"],
        features=tuple(filter(None, row["features"].split(";"))),
        headroom=float(row["headroom"]) if row["headroom"] else None,
        mean_over_peak=float(row["mean_over_peak"]),
        namespaces=int(row["namespaces"]),
        scoped_services=int(row["scoped_services"]),
    )


def _service(row: dict[str, str]) -> Service:
    numbers: dict[str, Any] = {name: int(row[name]) for name in WHOLE} | {name: float(row[name]) for name in NUMBERS}
    return Service(
        row["name"],
        mean_service_s=float(row["mean_service_ms"]) / 1000,
        protocol=row["protocol"],
        limited=row["limited"] == "yes",
        client_side={"yes": True, "no": False, "": None}[row["client_side"]],
        needs_proxy=row["needs_proxy"] == "yes",
        objective_s=float(row["objective_ms"]) / 1000 if row["objective_ms"] else None,
        **numbers,
    )
