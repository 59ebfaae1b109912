"""Small systems that the tests of the mesh share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from course_lib.mesh import Nodes, Objective, Scenario, Service

ONE_WORKER = Service(
    "checkout",
    pods=40,
    requests_per_s=1000,
    mean_service_s=0.01,
    cpu_request_m=500,
    cpu_used_m=250,
    memory_request_mib=1024,
    memory_used_mib=600,
    protocol="gRPC",
    callers=3,
    busiest_over_mean=2.0,
)
THREADS = replace(
    ONE_WORKER, name="pages", workers=8, requests_per_s=8000, protocol="HTTP/1.1", callers=60, busiest_over_mean=1.05
)
NODES = Nodes(cpu_m=15_500, memory_mib=60_000, vcpus=16, daemon_cpu_m=300, daemon_memory_mib=500, daemons=5)


def system(*services: Service, objective_s: float = 0.1, nodes: Nodes = NODES, **more: Any) -> Scenario:
    return Scenario(services or (ONE_WORKER, THREADS), nodes, Objective(objective_s), **more)
