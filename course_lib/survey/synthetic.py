"""A made-up cluster with a survey: the model's betting company, as kubectl and the metrics server would show it.

It has as many nodes as the model says that it has today. Each service's busiest pod is the same one in all readings, as
far above the mean as the case says; the rest of them share what is left evenly, and each reading differs from the
others by a little chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

import numpy as np

from course_lib import mesh
from course_lib.arrays import Values
from course_lib.cluster.inventory import Node, Pod
from course_lib.cluster.objects.quantities import NANO, PARTS_OF_A_CORE
from course_lib.cluster.usage.readings import Reading, Sample, Usage, Use
from course_lib.cluster.workloads.endpoints import Behind, Endpoint
from course_lib.cluster.workloads.owners import Key
from course_lib.cluster.workloads.protocols import protocol
from course_lib.cluster.workloads.services import Port, Service
from course_lib.cluster.workloads.workload import Container, Replica, Workload
from course_lib.mesh import BETTING, Scenario, case
from course_lib.mesh import Service as Made
from course_lib.survey.floors import Floor
from course_lib.survey.pipe import Survey
from course_lib.survey.places import Places
from course_lib.survey.uses import uses

MIB = 2**20
SEED, CHANCE = 2026, 0.05
READINGS, APART_S, WINDOW_S, BEGAN_S = 5, 21_600.0, 15.0, 1_795_946_400.0
NAMED = {"gRPC": "grpc", "HTTP/2": "http2", "HTTP/1.1": "http"}
CONTAINER = "app"


def betting() -> Survey:
    """Return the betting company's cluster.

    >>> found = betting()
    >>> len(found.services), len(found.hot) > 0
    (300, True)
    """
    return of(case(BETTING).scenario)


def of(scenario: Scenario) -> Survey:
    """Return the cluster of a scenario, in its region."""
    nodes = tuple(_nodes(scenario))
    homes = cycle(each.name for each in nodes)
    made = [_One(each, number, next_pods(homes, each.pods)) for number, each in _each_once(scenario.services)]
    workloads = {each.key: each.workload for each in made}
    usage = _usage(made, np.random.default_rng(SEED))
    pods = tuple(sorted((one.pod for each in made for one in each.workload.replicas), key=lambda pod: pod.name))
    floors = {each.key: Floor(min(each.of.floor, each.of.pods)) for each in made}
    services = tuple(sorted((each.service for each in made), key=lambda service: service.name))
    where = Places({scenario.region: len(nodes)})
    return Survey(
        nodes, pods, 0, workloads, services, (), (), floors, usage, uses(workloads.values(), usage), places=where
    )


def next_pods(homes: Iterator[str], pods: int) -> list[str]:
    """Return the nodes of so many pods, in turns."""
    return [next(homes) for _ in range(pods)]


def _each_once(services: Sequence[Made]) -> Iterator[tuple[int, Made]]:
    return ((number, each) for each in services for number in range(1, each.count + 1))


def _nodes(scenario: Scenario) -> Iterator[Node]:
    on, today = scenario.nodes, mesh.today(scenario, outputs=("nodes",)).total["nodes"]
    for number in range(1, round(today.best) + 1):
        yield Node(f"node-{number:03}", int(on.cpu_m), int(on.memory_mib) * MIB, on.pods)


@dataclass(frozen=True)
class _One:
    """One service with its workload."""

    of: Made
    number: int
    homes: list[str]

    @property
    def key(self) -> Key:
        return "made-up", "Deployment", f"{self.of.name.replace(' ', '-')}-{self.number}"

    @property
    def workload(self) -> Workload:
        asked = round(self.of.cpu_request_m)
        limit = asked if self.of.limited else None
        made = Container(CONTAINER, asked, round(self.of.memory_request_mib) * MIB, limit)
        pods = zip(self.names, self.homes, strict=True)
        replicas = (Replica(self._pod(name, home), name, True, (made,)) for name, home in pods)
        return Workload(self.key, tuple(replicas), wished=self.of.pods)

    @property
    def names(self) -> list[str]:
        namespace, _, own = self.key
        return [f"{namespace}/{own}-{number:02}" for number in range(self.of.pods)]

    @property
    def service(self) -> Service:
        called = NAMED[self.of.protocol]
        ports = (Port(80, called, protocol("TCP", "", called)),)
        behind = Behind(tuple(Endpoint(name, True, True, False) for name in self.names))
        namespace, _, own = self.key
        return Service(f"{namespace}/{own}", "ClusterIP", False, False, ports, behind, (self.key,))

    def _pod(self, name: str, home: str) -> Pod:
        return Pod(name, round(self.of.cpu_request_m), round(self.of.memory_request_mib) * MIB, home)

    def cores(self, draws: Values) -> Values:
        """Return what each pod uses in each reading."""
        busiest = self.of.busiest_over_mean
        others = (self.of.pods - busiest) / max(1, self.of.pods - 1)
        shares = np.array([busiest, *[others] * (self.of.pods - 1)])
        return np.asarray(self.of.cpu_used_m / PARTS_OF_A_CORE * shares[:, None] * (1 + CHANCE * draws))


def _usage(made: Sequence[_One], draw: np.random.Generator) -> Usage:
    samples: list[dict[str, Sample]] = [{} for _ in range(READINGS)]
    for each in made:
        cores = each.cores(draw.uniform(-1, 1, (each.of.pods, READINGS)))
        memory = round(each.of.memory_used_mib * MIB)
        for pod, row in zip(each.names, cores.tolist(), strict=True):
            for at, used in enumerate(row):
                use = Use(round(used * NANO), memory)
                samples[at][pod] = Sample(BEGAN_S + at * APART_S, WINDOW_S, {CONTAINER: use})
    return Usage(tuple(Reading(each) for each in samples))
