"""One service, and how fast its calls have to be.

Vocabulary: a `service` (checkout: 40 pods, one worker each, gRPC) stands for `count` alike ones; its `callers` (3) are
the pods that call it, its `busiest_over_mean` (2.5) how much more than the mean its busiest pod gets, its `floor` (2)
the replicas that stay whatever happens. The `objective` (99% below 0.1 s) is of one call. What a service requests and
uses is of one pod, in the busy hour that its replicas are sized for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.connections.protocols import GRPC, PROTOCOLS
from course_lib.queueing import mm1_percentile

POSITIVE = ("cpu_used_m", "requests_per_s", "mean_service_s", "memory_used_mib")
NO_NUMBERS = ("name", "protocol", "client_side", "objective_s")
NOT_NEGATIVE = ("cpu_request_m", "memory_request_mib", "largest_cpu_m", "largest_memory_mib")


@dataclass(frozen=True)
class Objective:
    """The latency that a share of the calls has to stay below.

    Attributes
    ----------
    seconds : float
        Of one call to one service, from the caller's side.
    share : float
        0.99 for p99.
    """

    seconds: float
    share: float = 0.99

    def __post_init__(self) -> None:
        require.positive("seconds", self.seconds)
        inside = 0 < require.number("share", self.share) < 1
        require.that(inside, "share", self.share, "be above 0 and below 1 (0.99 for p99)")


@dataclass(frozen=True)
class Service:
    """One service, or several alike.

    Attributes
    ----------
    name : str
        "checkout".
    pods : int
        Replicas of one of them, today.
    requests_per_s : float
        To all pods of one of them, in the busy hour.
    mean_service_s : float
        Work of one request, in seconds of one worker, without any waiting.
    cpu_request_m, memory_request_mib : float
        What one pod requests.
    cpu_used_m, memory_used_mib : float
        What one pod uses: the mean over the pods, in the busy hour.
    workers : int
        Requests that one pod works on at once.
    protocol : str
        One of `connections.protocols.PROTOCOLS`.
    callers : int
        Pods that call one of them.
    busiest_over_mean : float
        Requests of the busiest pod over the mean, today; 1 where all get the same.
    floor : int
        Replicas that have to stay (minReplicas, or what a disruption budget asks for).
    limited : bool
        Whether a CPU limit holds each pod to its request. Otherwise it may use what is free on its node.
    client_side : bool or None
        Whether its callers can balance requests themselves; None: only where the protocol is gRPC.
    needs_proxy : bool
        Whether a policy needs a proxy in front of it, whatever it saves.
    takes_proxy : bool
        Whether a mesh takes its pods in at all: not those on their node's network, or in a namespace that it skips.
    balanceable : bool
        Whether its calls can be balanced one by one: a database's or a queue's can't.
    objective_s : float or None
        Its own objective in seconds; None: the scenario's.
    count : int
        How many services are like this one.
    largest_cpu_m, largest_memory_mib : float
        Where requests are a mean: what the largest pod requests more, so that one that fits nowhere isn't hidden.
    """

    name: str
    pods: int
    requests_per_s: float
    mean_service_s: float
    cpu_request_m: float
    cpu_used_m: float
    memory_request_mib: float
    memory_used_mib: float
    workers: int = 1
    protocol: str = "HTTP/1.1"
    callers: int = 10
    busiest_over_mean: float = 1.0
    floor: int = 2
    limited: bool = False
    client_side: bool | None = None
    needs_proxy: bool = False
    takes_proxy: bool = True
    balanceable: bool = True
    objective_s: float | None = None
    count: int = 1
    largest_cpu_m: float = 0.0
    largest_memory_mib: float = 0.0

    def __post_init__(self) -> None:
        require.that(isinstance(self.name, str) and self.name.strip() != "", "name", self.name, "be text")
        for name in ("pods", "workers", "callers", "floor", "count"):
            require.whole(name, getattr(self, name), at_least=1)
        for name in POSITIVE:
            require.positive(name, getattr(self, name))
        for name in NOT_NEGATIVE:
            value = require.number(name, getattr(self, name))
            require.that(value >= 0, name, value, "be zero or more")
        require.one_of("protocol", self.protocol, PROTOCOLS)
        most = require.number("busiest_over_mean", self.busiest_over_mean)
        require.that(1 <= most <= self.pods, "busiest_over_mean", most, f"be from 1 to {self.pods}, the number of pods")

    def objective(self, common: Objective) -> Objective:
        """Return its objective: its own seconds, if it has some, for the common share."""
        return common if self.objective_s is None else Objective(self.objective_s, common.share)

    @property
    def balanced_by_clients(self) -> bool:
        """Whether its callers can balance requests without any proxy."""
        by_clients = self.protocol == GRPC.name if self.client_side is None else self.client_side
        return by_clients and self.balanceable


def columns(services: Iterable[Service]) -> dict[str, Values]:
    """Return the numbers of all services by attribute, each a column: one row a service.

    >>> service = Service("a", pods=3, requests_per_s=9, mean_service_s=0.1, cpu_request_m=500, cpu_used_m=300,
    ...                   memory_request_mib=512, memory_used_mib=300)
    >>> columns([service, service])["pods"].tolist()
    [[3.0], [3.0]]
    """
    names = [each.name for each in fields(Service) if each.name not in NO_NUMBERS]
    rows = list(services)
    return {name: np.array([[float(getattr(each, name))] for each in rows]) for name in names}


def require_feasible(service: Service, objective: Objective) -> None:
    """Raise a ValueError if the work alone takes longer than the objective."""
    alone_s = mm1_percentile(0.0, objective.share, service.mean_service_s)
    rule = f"be above {alone_s:g} s, what {service.name}'s work alone takes"
    require.that(objective.seconds > alone_s, "objective", objective.seconds, rule)
