"""What is there today: services, the nodes they run on, and how fast they have to be.

Vocabulary: a `service` (checkout: 40 pods, one worker each, gRPC) stands for `count` alike ones; its `callers` (3) are
the pods that call it, its `busiest_over_mean` (2.5) how much more than the mean its busiest pod gets, its `floor` (2)
the replicas that stay whatever happens. The `objective` (99% below 0.1 s) is of one call. `nodes` are all alike. What a
service requests and uses is of one pod, in the busy hour that its replicas are sized for; over the month, the load is
`mean_over_peak` of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.connections.protocols import GRPC, PROTOCOLS
from course_lib.footprint import REGIONS
from course_lib.mesh.features import FEATURES
from course_lib.proxies.ratios import INSTALLS
from course_lib.queueing import mm1_percentile

BY_NODE, BY_POD = BILLED = ("node", "pod")
POSITIVE = ("cpu_used_m", "requests_per_s", "mean_service_s", "memory_used_mib")
NO_NUMBERS = ("name", "protocol", "client_side", "objective_s")
NOT_NEGATIVE = ("cpu_request_m", "memory_request_mib")


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
    objective_s : float or None
        Its own objective in seconds; None: the scenario's.
    count : int
        How many services are like this one.
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
    objective_s: float | None = None
    count: int = 1

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
        return self.protocol == GRPC.name if self.client_side is None else self.client_side


@dataclass(frozen=True)
class Nodes:
    """The nodes, all alike.

    Attributes
    ----------
    cpu_m, memory_mib : float
        What one can allocate to pods.
    vcpus : int
        Hardware threads that one has.
    pods : int
        How many pods one takes at most.
    daemon_cpu_m, daemon_memory_mib, daemons : float
        What the pods request that run on each node anyway, and how many those are.
    count : int or None
        How many there are today; None: as many as the requests need.
    """

    cpu_m: float
    memory_mib: float
    vcpus: int
    pods: int = 110
    daemon_cpu_m: float = 0.0
    daemon_memory_mib: float = 0.0
    daemons: int = 0
    count: int | None = None

    def __post_init__(self) -> None:
        for name in ("cpu_m", "memory_mib"):
            require.positive(name, getattr(self, name))
        for name, most in (("daemon_cpu_m", self.cpu_m), ("daemon_memory_mib", self.memory_mib)):
            value = require.number(name, getattr(self, name))
            require.that(0 <= value < most, name, value, f"be at least 0, and below the node's {most:g}")
        for name in ("vcpus", "pods") + (() if self.count is None else ("count",)):
            require.whole(name, getattr(self, name), at_least=1)
        require.whole("daemons", self.daemons)
        require.that(self.daemons < self.pods, "daemons", self.daemons, f"be below {self.pods}, what a node takes")


@dataclass(frozen=True)
class Prices:
    """What is paid, by node or by pod; there is no price of ours.

    Attributes
    ----------
    billed : str
        "node" or "pod".
    node_hour, core_hour, gib_hour : float
        By node the first counts, by pod the other two.
    currency : str
        "EUR".
    """

    billed: str = BY_NODE
    node_hour: float = 0.0
    core_hour: float = 0.0
    gib_hour: float = 0.0
    currency: str = "EUR"

    def __post_init__(self) -> None:
        require.one_of("billed", self.billed, BILLED)
        for name in ("node_hour", "core_hour", "gib_hour"):
            value = require.number(name, getattr(self, name))
            require.that(value >= 0, name, value, "be zero or more")
        paid = self.node_hour if self.billed == BY_NODE else self.core_hour + self.gib_hour
        require.that(paid > 0, "prices", self, f"hold what is paid by the {self.billed}")


@dataclass(frozen=True)
class Scenario:
    """A whole system, as it is today.

    Attributes
    ----------
    services : tuple of Service
        All that run.
    nodes : Nodes
        Where they run.
    objective : Objective
        How fast every call has to be, unless a service has its own.
    region : str
        One of `footprint.REGIONS`.
    prices : Prices or None
        None: no money is worked out.
    install : str
        Whose requests a sidecar has by default: one of `proxies.ratios.INSTALLS`.
    features : tuple of str
        What is needed anyway, of `FEATURES`.
    headroom : float or None
        Pods that somebody dares to run over those that the objective needs; None: each service keeps its own.
    mean_over_peak : float
        Mean load of the month over that of the busy hour.
    namespaces : int
        Each would have its own waypoint.
    scoped_services : int
        Services that a proxy has to know of, once its configuration is scoped to what its pod calls.
    hours : float
        A month, unless given.
    """

    services: tuple[Service, ...]
    nodes: Nodes
    objective: Objective
    region: str = "eu-central-1"
    prices: Prices | None = None
    install: str = INSTALLS[2]
    features: tuple[str, ...] = ()
    headroom: float | None = None
    mean_over_peak: float = 1.0
    namespaces: int = 1
    scoped_services: int = 20
    hours: float = 730.0

    def __post_init__(self) -> None:
        services = self.services
        good = isinstance(services, tuple) and len(services) > 0 and all(isinstance(each, Service) for each in services)
        require.that(good, "services", services, "be a tuple of at least one Service")
        require.one_of("region", self.region, REGIONS)
        require.one_of("install", self.install, INSTALLS)
        for feature in self.features:
            require.one_of("feature", feature, FEATURES)
        require.that(self.headroom is None or self.headroom >= 1, "headroom", self.headroom, "be None, or at least 1")
        require.that(0 < self.mean_over_peak <= 1, "mean_over_peak", self.mean_over_peak, "be above 0, at most 1")
        require.whole("namespaces", self.namespaces, at_least=1)
        require.whole("scoped_services", self.scoped_services)
        require.positive("hours", self.hours)
        for each in services:
            _require_feasible(each, each.objective(self.objective))

    @property
    def pods(self) -> int:
        """All pods of all services."""
        return sum(each.count * each.pods for each in self.services)

    @property
    def number_of_services(self) -> int:
        """All services, alike ones counted one by one."""
        return sum(each.count for each in self.services)

    @property
    def requests_per_s(self) -> float:
        """All calls in the busy hour."""
        return sum(each.count * each.requests_per_s for each in self.services)


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


def _require_feasible(service: Service, objective: Objective) -> None:
    alone_s = mm1_percentile(0.0, objective.share, service.mean_service_s)
    rule = f"be above {alone_s:g} s, what {service.name}'s work alone takes"
    require.that(objective.seconds > alone_s, "objective", objective.seconds, rule)
