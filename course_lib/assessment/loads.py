"""What each workload asks for and uses, without the proxies of a mesh that is there: a mesh's baseline.

Vocabulary: a `load` is a workload as a mesh would find it. A mesh `takes` its pods in if they aren't on their node's
network nor in a namespace that it skips; its calls are `balanceable` one by one if a Service stands before it whose
port speaks HTTP or gRPC, or may do so, as far as files tell, unless clients choose the pod themselves, or its pods hold
data (StatefulSet) or come with nodes. What stands `beside` is neither taken in nor packed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course_lib.assessment.standing import keeping
from course_lib.cluster.inventory import MESHED, OF_A_MESH
from course_lib.cluster.objects.quantities import PARTS_OF_A_CORE
from course_lib.cluster.workloads import protocols
from course_lib.cluster.workloads.meshes import NATIVE, NODE, SIDECAR, WAYPOINT
from course_lib.cluster.workloads.owners import Key
from course_lib.cluster.workloads.protocols import Protocol
from course_lib.cluster.workloads.services import Port, Service
from course_lib.cluster.workloads.workload import Replica, Workload
from course_lib.survey import Survey, Used

MIB, MIB_A_GIB = 2**20, 1024
FAILS_OVER = 2  # replicas, so that one may fail
BY_REQUEST = (protocols.GRPC, protocols.HTTP_2, protocols.HTTP_1_1)
# Of databases, queues and the like. Where neither name nor appProtocol says anything, Istio and Linkerd look at the
# first bytes: https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection
OTHERS_PORTS = frozenset({25, 53, 389, 1433, 1883, 3306, 4222, 5432, 5672, 6379, 9042, 9092, 11211, 27017})
OTHERS_NAMES = ("amqp", "cql", "dns", "kafka", "ldap", "memcache", "mongo", "mqtt", "mysql", "nats", "postgres",
                "redis", "smtp", "sql")  # fmt: skip
BESIDE = (SIDECAR, NATIVE)  # a pod's own containers
TIED = ("StatefulSet", "DaemonSet")
NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Load:
    """A workload as a mesh would find it; amounts are a pod's, the mean over its pods.

    Attributes
    ----------
    workload : Workload
        Which one.
    replicas : tuple of Replica
        Its pods on nodes that count.
    services : tuple of Service
        Before it.
    cpu_request_m, memory_request_mib : float
        What is requested, without proxies.
    cpu_used_m, memory_used_mib : float or None
        What is used, without proxies; None where it wasn't measured.
    busiest_over_mean : float or None
        CPU of the busiest pod, less what chance makes of it; None where it wasn't measured.
    evenness : str
        What is known of it.
    floor : int
        Replicas that stay.
    limited : bool
        Whether a CPU limit holds it to its request.
    takes_proxy, balanceable, has_proxy : bool
        Whether a mesh takes it in, can balance its calls, and perhaps does so now.
    """

    workload: Workload
    replicas: tuple[Replica, ...]
    services: tuple[Service, ...]
    cpu_request_m: float
    memory_request_mib: float
    cpu_used_m: float | None
    memory_used_mib: float | None
    busiest_over_mean: float | None
    evenness: str
    floor: int
    limited: bool
    takes_proxy: bool
    balanceable: bool
    has_proxy: bool = False

    @property
    def pods(self) -> int:
        """How many there are."""
        return len(self.replicas)

    @property
    def largest_request(self) -> tuple[float, float]:
        """The millicores and the MiB that its largest pod requests: pods of one workload may be resized apart."""
        asked = [own_request(each) for each in self.replicas]
        return max(cpu for cpu, _ in asked), max(memory for _, memory in asked) / MIB

    @property
    def is_candidate(self) -> bool:
        """Whether a balancer could help."""
        return self.takes_proxy and self.balanceable and self.pods > 1

    @property
    def is_over(self) -> bool:
        """Whether its busiest pod was seen to use more CPU than it requests."""
        return self.cpu_used_m is not None and self.cpu_used_m * (self.busiest_over_mean or 1.0) > self.cpu_request_m

    @property
    def protocol(self) -> Protocol:
        """What its calls speak: of its ports, what matters most to a balancer."""
        spoken = [port.protocol for each in self.services for port in each.ports]
        ranked = [each for name in BY_REQUEST for each in spoken if each.name == name]
        return next(iter([*ranked, *spoken]), Protocol(protocols.UNKNOWN))


@dataclass(frozen=True)
class Loads:
    """All pods of a cluster, sorted.

    Attributes
    ----------
    loads : tuple of Load
        Those that move, and those of DaemonSets that a mesh would take in.
    daemons : tuple of Replica
        Others that come with nodes.
    kept : tuple of Replica
        Those on nodes that take no others: a control plane, say.
    mesh : tuple of Replica
        A mesh's own, such as node proxies.
    """

    loads: tuple[Load, ...]
    daemons: tuple[Replica, ...]
    kept: tuple[Replica, ...]
    mesh: tuple[Replica, ...]


def sort(found: Survey) -> Loads:
    """Return all pods of a cluster, sorted."""
    closed = keeping(found)
    counted = {pod.name for pod in found.pods}  # not those on nodes that aren't in the files: their room isn't, either
    before = _services_by_workload(found.services)
    made: list[Load] = []
    sorts: dict[str, list[Replica]] = {"daemons": [], "kept": [], "mesh": []}
    for key, each in found.workloads.items():
        own: list[Replica] = []
        for one in (one for one in each.replicas if one.pod.name in counted):
            sorts.get(_sort(one, closed), own).append(one)
        if own:
            made.append(_load(each, tuple(own), before.get(key, ()), found))
    return Loads(tuple(made), *(tuple(each) for each in sorts.values()))


def _sort(one: Replica, closed: set[str]) -> str:
    places = [each.proxy.place for each in one.containers if each.proxy is not None and not each.proxy.is_guess]
    if one.pod.spared == OF_A_MESH or any(place in (NODE, WAYPOINT) for place in places):
        return "mesh"
    if one.pod.node in closed:
        return "kept"
    return "daemons" if one.pod.daemon and one.pod.no_sidecar not in ("", MESHED) else "loads"


def _services_by_workload(services: Iterable[Service]) -> dict[Key, tuple[Service, ...]]:
    before: dict[Key, tuple[Service, ...]] = {}
    for each in services:
        for key in each.workloads:
            before[key] = (*before.get(key, ()), each)
    return before


def _load(of: Workload, replicas: tuple[Replica, ...], services: tuple[Service, ...], found: Survey) -> Load:
    many, used = len(replicas), found.used.get(of.key)
    asked = [own_request(each) for each in replicas]
    return Load(
        of,
        replicas,
        services,
        sum(cpu for cpu, _ in asked) / many,
        sum(memory for _, memory in asked) / many / MIB,
        *_used_by_one(used),
        *_busiest(used),
        floor=_floor(of.key, many, found),
        limited=all(_is_limited(each) for each in replicas),
        takes_proxy=any(_takes_proxy(each) for each in replicas),
        balanceable=of.key[1] not in TIED and _can_balance(services),
        has_proxy=any(own.proxy is not None for each in replicas for own in each.containers),
    )


def _takes_proxy(one: Replica) -> bool:
    """Return whether a mesh takes a pod in, or has; what is itself a proxy, as a gateway is, gets no other."""
    if one.pod.no_sidecar != MESHED:
        return not one.pod.no_sidecar
    return any(each.proxy is None or each.proxy.place in BESIDE for each in one.containers)


def own_request(one: Replica) -> tuple[float, float]:
    """Return what a pod requests without its proxies: millicores and bytes."""
    beside = [each for each in one.containers if each.proxy is not None and each.proxy.place in BESIDE]
    cpu = one.pod.cpu_millicores - sum(each.cpu_millicores or 0 for each in beside)
    memory = one.pod.memory_bytes - sum(each.memory_bytes or 0 for each in beside)
    return max(0.0, cpu), max(0.0, memory)


def _used_by_one(used: Used | None) -> tuple[float | None, float | None]:
    if used is None:
        return None, None
    cores, gib = used.all.cores, used.all.gib
    # Where proxies are all there is, as in a gateway, they are what the pod is for.
    if used.proxies is not None and used.proxies.cores < cores:
        cores, gib = cores - used.proxies.cores, gib - used.proxies.gib
    return cores * PARTS_OF_A_CORE / used.pods, gib * MIB_A_GIB / used.pods


def _busiest(used: Used | None) -> tuple[float | None, str]:
    """Return the busiest over the mean, less chance."""
    if used is None or used.uneven is None:
        return None, NOT_MEASURED
    return used.uneven.lasting, used.uneven.verdict


def _floor(key: Key, pods: int, found: Survey) -> int:
    own = found.floors.get(key)
    if own is None:
        return min(pods, FAILS_OVER)
    drains = own.drains_from or pods  # a budget that never lets any go
    return min(pods, max(FAILS_OVER, own.replicas, drains))


def _is_limited(one: Replica) -> bool:
    own = [each for each in one.containers if each.proxy is None]
    limits = [(each.cpu_limit_millicores, each.cpu_millicores) for each in own]
    return bool(own) and all(limit is not None and limit == request for limit, request in limits)


def _can_balance(services: Sequence[Service]) -> bool:
    return any(_may_be_http(port) for each in services if not each.is_headless for port in each.ports)


def _may_be_http(port: Port) -> bool:
    """Return whether a mesh may find HTTP on a port: where nothing is said, it looks for itself."""
    if port.protocol.name or port.protocol.by != protocols.UNSAID:
        return port.protocol.name in BY_REQUEST
    return port.number not in OTHERS_PORTS and not port.name.startswith(OTHERS_NAMES)
