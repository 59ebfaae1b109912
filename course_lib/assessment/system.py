"""A cluster as the mesh's model takes it: services, nodes and the inputs that were measured or have to be assumed.

Loads whose pods no balancer can make fewer are one row together, as nothing but their sums matters; of candidates, hot
ones stay alone, and those with as many pods and the same floor are one row. So 5,000 pods are a few dozen rows.

Requests aren't in what kubectl writes. They are taken from the CPU: `CPU_A_REQUEST` of it each, and the range of what a
proxy costs is four times as wide either way, which is what the number of requests may be off by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from course_lib.assessment.loads import Load
from course_lib.assessment.result import Preset
from course_lib.cluster.inventory import OPEN, Node
from course_lib.cluster.objects.quantities import PARTS_OF_A_CORE
from course_lib.cluster.workloads import protocols
from course_lib.cluster.workloads.workload import Replica
from course_lib.connections.protocols import GRPC, HTTP_1_1, HTTP_2
from course_lib.mesh import Nodes, Objective, Prices, Scenario, Service

MIB = 2**20
CPU_A_REQUEST_S = 0.01
CALLERS = 10
UNMEASURED = 0.4  # of what is requested, where use was measured nowhere
UNMEASURED_UNEVEN = 1.5  # busiest over mean, where connections carry many requests and nobody has looked
NO_OBJECTIVE = 1e6  # times the work of a request
LEAST = 1e-3  # of what can't be zero
MOST_BUSY, LEAST_BUSY = 0.9, 0.02
MARGIN = 1.15
SPOKEN = {protocols.GRPC: GRPC.name, protocols.HTTP_2: HTTP_2.name}


@dataclass(frozen=True)
class Row:
    """A row of the model: a service, or several loads as one."""

    service: Service
    pods: int
    candidates: int  # pods of them that are behind candidates


@dataclass(frozen=True)
class Measured:
    """Which share of its request a pod uses that wasn't measured: as those do that were."""

    of_cpu: float

    def cpu_m(self, load: Load) -> float:
        """Return the millicores that a pod uses."""
        used = load.cpu_request_m * self.of_cpu if load.cpu_used_m is None else load.cpu_used_m
        return max(used, LEAST)

    def memory_mib(self, load: Load) -> float:
        """Return the MiB that a pod uses; where nobody knows, as many as leave its request as it is."""
        used = load.memory_request_mib / MARGIN if load.memory_used_mib is None else load.memory_used_mib
        return max(used, LEAST)


def measured(found: Sequence[Load]) -> Measured:
    """Return what to take for what wasn't measured."""
    known = [(each.cpu_used_m * each.pods, each.cpu_request_m * each.pods) for each in found if each.cpu_used_m]
    used, requested = (sum(each) for each in zip(*known, strict=True)) if known else (0.0, 0.0)
    return Measured(used / requested if requested else UNMEASURED)


def nodes(found: Sequence[Node], daemons: Sequence[Replica]) -> Nodes | None:
    """Return the nodes that pods may be put on, as so many of their mean; None where there are none."""
    open_ = [each for each in found if each.closed == OPEN and each.cpu_millicores and each.memory_bytes]
    if not open_:
        return None
    many, names = len(open_), {each.name for each in open_}
    own = [each.pod for each in daemons if each.pod.node in names]
    cpu, memory = sum(each.cpu_millicores for each in open_) / many, sum(each.memory_bytes for each in open_) / many
    daemon_cpu = min(sum(each.cpu_millicores for each in own) / many, 0.9 * cpu)
    daemon_memory = min(sum(each.memory_bytes for each in own) / many, 0.9 * memory)
    pods = max(2, round(sum(each.pods_most for each in open_) / many))
    return Nodes(
        cpu,
        memory / MIB,
        max(1, -(-round(cpu) // PARTS_OF_A_CORE)),
        pods,
        daemon_cpu,
        daemon_memory / MIB,
        min(pods - 1, round(len(own) / many)),
        many,
    )


def rows(found: Sequence[Load], known: Measured, preset: Preset) -> list[Row]:
    """Return the rows of a preset."""
    groups: dict[tuple[object, ...], list[Load]] = {}
    for each in found:
        groups.setdefault(_group(each), []).append(each)
    return [_row(group, known, preset) for group in groups.values()]


def scenario(
    made: Iterable[Row], on: Nodes, region: str, *, install: str, namespaces: int, prices: Prices | None
) -> Scenario:
    """Return the whole."""
    return Scenario(
        tuple(each.service for each in made),
        on,
        Objective(1.0),
        region,
        prices=prices,
        install=install,
        namespaces=max(1, namespaces),
    )


def _group(load: Load) -> tuple[object, ...]:
    if not load.is_candidate:
        return load.takes_proxy, load.limited, bool(load.services)
    uneven = round(_ratio(load), 1)
    return load.takes_proxy, load.limited, load.pods, load.floor, load.protocol.name, uneven


def _row(group: Sequence[Load], known: Measured, preset: Preset) -> Row:
    pods = sum(each.pods for each in group)
    candidates = pods if group[0].is_candidate else 0
    each, count = (group[0].pods, len(group)) if candidates else (pods, 1)
    cpu_m = _mean(group, known.cpu_m)
    requests, work_s = _work(group, cpu_m, each, preset)
    service = Service(
        group[0].workload.title if len(group) == 1 else f"{len(group)} workloads",
        pods=each,
        count=count,
        requests_per_s=requests,
        mean_service_s=work_s,
        # Where no calls are balanced, none have an objective that proxies take a part of.
        objective_s=work_s * (preset.objective if candidates else NO_OBJECTIVE),
        cpu_request_m=_mean(group, lambda load: load.cpu_request_m),
        cpu_used_m=cpu_m,
        memory_request_mib=_mean(group, lambda load: load.memory_request_mib),
        memory_used_mib=_mean(group, known.memory_mib),
        workers=preset.workers,
        protocol=SPOKEN.get(group[0].protocol.name, HTTP_1_1.name),
        callers=CALLERS,
        busiest_over_mean=_busiest(group, known, each),
        limited=group[0].limited,
        takes_proxy=group[0].takes_proxy,
        balanceable=bool(candidates),
        floor=group[0].floor if candidates else each,
    )
    return Row(service, pods, candidates)


def _mean(group: Sequence[Load], of: Callable[[Load], float]) -> float:
    return sum(of(each) * each.pods for each in group) / sum(each.pods for each in group)


def _busiest(group: Sequence[Load], known: Measured, pods: int) -> float:
    """Return the busiest over the mean, by use."""
    used = [known.cpu_m(each) * each.pods for each in group]
    ratios = [_ratio(each) for each in group]
    mean = sum(use * ratio for use, ratio in zip(used, ratios, strict=True)) / sum(used)
    return min(max(1.0, mean), float(pods))


def _ratio(load: Load) -> float:
    if load.busiest_over_mean is not None:
        return load.busiest_over_mean
    return UNMEASURED_UNEVEN if load.is_candidate and load.protocol.carries_many else 1.0


def _work(group: Sequence[Load], cpu_m: float, pods: int, preset: Preset) -> tuple[float, float]:
    """Return requests, and the work of each: a pod is as busy as its request says."""
    requests = cpu_m * pods / PARTS_OF_A_CORE / CPU_A_REQUEST_S if group[0].services else LEAST
    whole = _mean(group, lambda load: load.cpu_request_m) or PARTS_OF_A_CORE
    busy = min(MOST_BUSY, max(LEAST_BUSY, cpu_m / whole))
    return requests, pods * preset.workers * busy / requests
