"""A made-up cluster as it is: what no file tells of it stands here, and what it amounts to."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from course_lib.arrays import Values
from course_lib.proxies.rate import HIGHEST, layers_ratio

GRPC, HTTP_2, HTTP_1, TCP, SILENT = "gRPC", "HTTP/2", "HTTP/1.1", "TCP", "no service"
HTTP = (GRPC, HTTP_2, HTTP_1)


@dataclass(frozen=True)
class Kind:
    """What sort of cluster.

    Attributes
    ----------
    speaks : tuple of float
        How often a service speaks gRPC, HTTP/2 and HTTP/1.1.
    services : tuple of int
        From how many to how many.
    memory_times : float
        Memory of a pod over the usual.
    autoscaled : float
        How many of the services.
    meshed : bool
        Whether Istio is there already.
    """

    speaks: tuple[float, float, float] = (0.4, 0.1, 0.5)
    services: tuple[int, int] = (4, 10)
    memory_times: float = 1.0
    autoscaled: float = 0.3
    meshed: bool = False


@dataclass(frozen=True, eq=False)
class Hidden:
    """A workload as it is.

    Attributes
    ----------
    name, namespace : str
        Of the workload, and of the Service before it.
    speaks : str
        What its port speaks, "TCP", or "no service".
    port : tuple of str
        The port's name and its appProtocol.
    number : int
        The port's.
    tied : bool
        Whether its pods hold data of their own (StatefulSet).
    by_clients : bool
        Whether callers choose the pod themselves already, behind a headless Service.
    workers : int
        Requests that a pod works on at once.
    work_s, cpu_s : float
        Of a request, in seconds of a worker and of a core.
    objective : float
        p99, in times the work.
    requests_per_s : float
        In the busy hour.
    shares : array
        Of them, which each pod gets today, and would without a mesh.
    idle_m, memory_mib : float
        What a pod takes without any request.
    peak_memory : float
        The most that it ever takes, over what it takes now.
    cpu_request_m, memory_request_mib : int
        Of a pod.
    least, kept : int or None
        An autoscaler's minReplicas, and a budget's minAvailable.
    limited : bool
        Whether a limit holds it to its request.
    called_by : tuple of str
        The workloads whose pods call it.
    callers : int
        How many pods those are.
    """

    name: str
    namespace: str
    speaks: str
    port: tuple[str, str]
    number: int
    tied: bool
    by_clients: bool
    workers: int
    work_s: float
    cpu_s: float
    objective: float
    requests_per_s: float
    shares: Values
    idle_m: float
    memory_mib: float
    peak_memory: float
    cpu_request_m: int
    memory_request_mib: int
    least: int | None
    kept: int | None
    limited: bool
    called_by: tuple[str, ...]
    callers: int

    @property
    def pods(self) -> int:
        """How many there are."""
        return len(self.shares)

    @property
    def passing_per_s(self) -> float:
        """What passes proxies, in HTTP requests: TCP takes less, and a worker that nobody calls has none."""
        return self.requests_per_s * {SILENT: 0.0, TCP: 1 / layers_ratio(HIGHEST)}.get(self.speaks, 1.0)

    @property
    def balances(self) -> bool:
        """Whether a mesh can balance its requests."""
        return self.speaks in HTTP and not self.by_clients and self.pods > 1

    @property
    def floor(self) -> int:
        """Pods that stay: one may fail."""
        return min(self.pods, max(2, self.least or 0, (self.kept or 0) + 1))

    def cores(self, shares: Values) -> Values:
        """Return the cores that each pod takes in the busy hour."""
        return np.asarray(self.idle_m / 1000 + shares * self.requests_per_s * self.cpu_s)


@dataclass(frozen=True)
class Proxies:
    """What a mesh's proxies would really take in this cluster.

    Attributes
    ----------
    cost : float
        Cores of one sidecar for 1,000 requests/s, at 1,000 a second.
    by_rate : float
        How far that rises as one Envoy's was measured to: 0 not at all, 1 as much.
    node_proxy, waypoint : float
        Cost, in sidecars'.
    memory_mib : float
        Of a sidecar that knows of 20 services.
    control_mib : float
        For each proxy.
    latency_s, node_latency_s : float
        That a pair of sidecars, or of node proxies, takes off an objective.
    """

    cost: float
    by_rate: float
    node_proxy: float
    waypoint: float
    memory_mib: float
    control_mib: float
    latency_s: float
    node_latency_s: float


@dataclass(frozen=True, eq=False)
class Cluster:
    """A whole cluster, and everything about it.

    Attributes
    ----------
    kind : Kind
        Of which sort.
    seed : int
        Which one.
    workloads : tuple of Hidden
        All that a mesh takes in.
    node : tuple of int
        Millicores and MiB that one gives.
    daemons : tuple of (int, int)
        What each DaemonSet's pod requests.
    proxies : Proxies
        What those of a mesh would take.
    margin : float
        What owners leave above the busiest pod.
    kept_full : float
        How much of what can be packed is packed.
    minute : int
        Of the day, in which metrics were read.
    now : float
        The load then, over that of the busy hour.
    demand : tuple of float
        A day of requests/s, if somebody has it.
    """

    kind: Kind
    seed: int
    workloads: tuple[Hidden, ...]
    node: tuple[int, int]
    daemons: tuple[tuple[int, int], ...]
    proxies: Proxies
    margin: float
    kept_full: float
    minute: int
    now: float
    demand: tuple[float, ...] = field(default=())

    @property
    def meshed(self) -> bool:
        """Whether a mesh is there already."""
        return self.kind.meshed
