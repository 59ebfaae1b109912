"""A cluster as the mesh's model takes it: services on nodes that are all alike.

Loads whose pods no balancer can make fewer are one row together, as nothing but their sums matters; of candidates,
those with about as many pods that are about as uneven are one row. But a load whose pods are the largest of all is a
row of its own, as a mean would hide a pod that fits on no node. Pods of one load may differ, too, where they were
resized apart: each row says what its largest pod requests beyond the mean.

How many requests come isn't in what kubectl writes. Unless a demand says it, it is taken from the CPU:
`CPU_A_REQUEST_S` each, and what proxies take may then be four times as much, or a quarter.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from course_lib.assessment import rooms
from course_lib.assessment.loads import Load, Loads
from course_lib.assessment.result import Preset
from course_lib.assessment.rooms import Room
from course_lib.cluster.objects.quantities import PARTS_OF_A_CORE
from course_lib.cluster.workloads import protocols
from course_lib.cluster.workloads.owners import Key
from course_lib.connections.protocols import GRPC, HTTP_1_1, HTTP_2
from course_lib.connections.spread import MOST_PODS, busiest_over_mean
from course_lib.mesh import Nodes, Objective, Prices, Scenario, Service
from course_lib.survey import Survey

MIB = 2**20
CPU_A_REQUEST_S = 0.01
CALLERS = 10
UNMEASURED = 0.4  # of what is requested, where use was measured nowhere
POOL = 10  # connections that a caller keeps open where each carries one request at a time
NO_OBJECTIVE = 1e6  # times the work of a request
ALIKE = 1.25  # times as many pods, or as uneven, and services still count as one row
LEAST = 1e-3  # of what can't be zero
MOST_BUSY, LEAST_BUSY = 0.9, 0.02
MARGIN = 1.15
SPOKEN = {protocols.GRPC: GRPC.name, protocols.HTTP_2: HTTP_2.name}
FULL_OF_DAEMONS = 0.9  # of a node, at most: what they request then can't be right


@dataclass(frozen=True)
class Setting:
    """What is said beside the files.

    Attributes
    ----------
    install : str
        Whose sidecars.
    region : str
        One of `footprint.REGIONS`; empty where nobody knows.
    prices : Prices or None
        What is paid.
    requests_per_s : float or None
        To all services in the busy hour; None where nobody knows.
    busy : float
        The load in the busy hour over that when use was measured, at best.
    mean_over_peak : float
        Of the load over the month.
    """

    install: str
    region: str = ""
    prices: Prices | None = None
    requests_per_s: float | None = None
    busy: float = 1.0
    mean_over_peak: float = 1.0


@dataclass(frozen=True)
class Guess:
    """What a pod uses that wasn't measured: the share of its request that those use that were."""

    of_cpu: float

    def cpu_m(self, load: Load) -> float:
        """Return the millicores that a pod uses."""
        used = load.cpu_request_m * self.of_cpu if load.cpu_used_m is None else load.cpu_used_m
        return max(used, LEAST)

    def memory_mib(self, load: Load) -> float:
        """Return the MiB that a pod uses; where nobody knows, as many as leave its request as it is."""
        used = load.memory_request_mib / MARGIN if load.memory_used_mib is None else load.memory_used_mib
        return max(used, LEAST)


def guess(loads: Sequence[Load]) -> Guess:
    """Return what to take for what wasn't measured."""
    known = [(each.cpu_used_m * each.pods, each.cpu_request_m * each.pods) for each in loads if each.cpu_used_m]
    used, requested = (sum(each) for each in zip(*known, strict=True)) if known else (0.0, 0.0)
    return Guess(used / requested if requested else UNMEASURED)


def scenario(
    found: Survey, pods: Loads, preset: Preset, setting: Setting, unsaid: str = HTTP_1_1.name
) -> Scenario | None:
    """Return the cluster under one preset; None where no node is open, or no pod moves.

    What a candidate's ports speak that say nothing is `unsaid`.
    """
    all_of_it = rooms.whole(found, pods)
    return None if all_of_it is None else _of_rooms([all_of_it], preset, setting, unsaid)[0]


def parts(
    found: Survey, pods: Loads, preset: Preset, setting: Setting, unsaid: str = HTTP_1_1.name
) -> tuple[Scenario, ...]:
    """Return the cluster under one preset, room by room: pods of two rooms never share a node."""
    return _of_rooms(rooms.rooms(found, pods), preset, setting, unsaid)


def _of_rooms(found: Sequence[Room], preset: Preset, setting: Setting, unsaid: str) -> tuple[Scenario, ...]:
    known = guess([load for each in found for load in each.loads])
    services = [_services(each.loads, known, preset, setting.busy, unsaid) for each in found]
    served = _to_demand(services, setting.requests_per_s)
    return tuple(
        _scenario(room, own, setting, control_plane=not at)
        for at, (room, own) in enumerate(zip(found, served, strict=True))
    )


def _scenario(room: Room, services: tuple[Service, ...], setting: Setting, *, control_plane: bool) -> Scenario:
    namespaces = {each.workload.key[0] for each in room.loads if each.takes_proxy}
    made = Scenario(services, _nodes(room), Objective(1.0), prices=setting.prices, install=setting.install,
                    mean_over_peak=setting.mean_over_peak, namespaces=max(1, len(namespaces)),
                    control_plane=control_plane)  # fmt: skip
    return replace(made, region=setting.region) if setting.region else made


def _nodes(of: Room) -> Nodes:
    """Return the nodes of a room, as so many of their mean."""
    many, own = len(of.nodes), [each.pod for each in of.daemons]
    has = [(each.cpu_millicores, each.memory_bytes, each.pods_most) for each in of.nodes]
    cpu, memory, most = (sum(each) / many for each in zip(*has, strict=True))
    room = max(2, round(most))
    return Nodes(
        cpu,
        memory / MIB,
        vcpus=max(1, -(-round(cpu) // PARTS_OF_A_CORE)),
        pods=room,
        daemon_cpu_m=min(sum(each.cpu_millicores for each in own) / many, FULL_OF_DAEMONS * cpu),
        daemon_memory_mib=min(sum(each.memory_bytes for each in own) / many, FULL_OF_DAEMONS * memory) / MIB,
        daemons=min(room - 1, round(len(own) / many)),
        count=many,
        largest_cpu_m=max(each.cpu_millicores for each in of.nodes) - cpu,
        largest_memory_mib=(max(each.memory_bytes for each in of.nodes) - memory) / MIB,
    )


def _services(loads: Sequence[Load], known: Guess, preset: Preset, busy: float, unsaid: str) -> tuple[Service, ...]:
    groups: dict[tuple[object, ...], list[Load]] = {}
    largest = _largest(loads, known)
    for each in loads:
        groups.setdefault(each.workload.key if each.workload.key in largest else _group(each), []).append(each)
    return tuple(
        replace(service, protocol=unsaid) if _says_nothing(each[0]) else service
        for each in groups.values()
        for service in _of_group(each, known, preset, busy)
    )


def _largest(loads: Sequence[Load], known: Guess) -> set[Key]:
    """Return the loads with the largest pod, as it is or right-sized, by CPU or memory."""
    sizes: tuple[Callable[[Load], float], ...] = (
        lambda load: load.cpu_request_m,
        known.cpu_m,
        lambda load: known.cpu_m(load) * uneven(load),
        lambda load: load.memory_request_mib,
        known.memory_mib,
    )
    # Apart, as a pod that a limit holds to its request is right-sized by that, and no other is.
    held = [each for each in loads if each.limited], [each for each in loads if not each.limited]
    return {max(own, key=size).workload.key for own in held if own for size in sizes}


def _group(load: Load) -> tuple[object, ...]:
    if not load.is_candidate:
        return load.takes_proxy, load.limited, bool(load.services)
    is_held, is_grpc = load.floor >= load.pods, load.protocol.name == protocols.GRPC
    return load.limited, is_held, is_grpc, _says_nothing(load), _step(load.pods), _step(uneven(load))


def _says_nothing(load: Load) -> bool:
    return load.is_candidate and not load.protocol.name


def _step(value: float) -> int:
    return round(math.log(value) / math.log(ALIKE))


def _of_group(group: Sequence[Load], known: Guess, preset: Preset, busy: float) -> Iterator[Service]:
    """Yield the services of a group: all of one size, or of two that differ by a pod, so that no pod is lost."""
    pods = sum(each.pods for each in group)
    if not group[0].is_candidate:
        yield _service(group, known, preset, busy, (pods, 1))
        return
    each, more = divmod(pods, len(group))
    for size, count in ((each, len(group) - more), (each + 1, more)):
        if count:
            yield _service(group, known, preset, busy, (size, count))


def _service(group: Sequence[Load], known: Guess, preset: Preset, busy: float, size: tuple[int, int]) -> Service:
    """Return so many pods of so many services alike."""
    first, cpu_m, (pods, count) = group[0], _mean(group, known.cpu_m), size
    workers = max(preset.workers, math.ceil(busy * cpu_m / PARTS_OF_A_CORE))  # a worker uses one core at most
    requests, work_s = _work(group, busy * cpu_m, pods, workers)
    cpu_request_m = _mean(group, lambda load: load.cpu_request_m)
    memory_request_mib = _mean(group, lambda load: load.memory_request_mib)
    return Service(
        first.workload.title if len(group) == 1 else f"{len(group)} workloads",
        pods=pods,
        count=count,
        requests_per_s=requests,
        mean_service_s=work_s,
        # Where no calls are balanced, none have an objective that proxies take a part of.
        objective_s=work_s * (preset.objective if first.is_candidate else NO_OBJECTIVE),
        cpu_request_m=cpu_request_m,
        cpu_used_m=cpu_m,
        memory_request_mib=memory_request_mib,
        memory_used_mib=_mean(group, known.memory_mib),
        workers=workers,
        protocol=SPOKEN.get(first.protocol.name, HTTP_1_1.name),
        callers=CALLERS,
        busiest_over_mean=_busiest(group, known, pods),
        limited=first.limited,
        takes_proxy=first.takes_proxy,
        balanceable=first.is_candidate,
        floor=min(pods, round(_mean(group, lambda load: load.floor))) if first.is_candidate else pods,
        largest_cpu_m=max(0.0, max(each.largest_request[0] for each in group) - cpu_request_m),
        largest_memory_mib=max(0.0, max(each.largest_request[1] for each in group) - memory_request_mib),
    )


def _mean(group: Sequence[Load], of: Callable[[Load], float]) -> float:
    return sum(of(each) * each.pods for each in group) / sum(each.pods for each in group)


def uneven(load: Load) -> float:
    """Return the busiest over the mean without a mesh: as measured, less chance; where nobody saw, as chance spreads.

    Behind proxies that may balance, what was measured is the least.
    """
    seen = load.busiest_over_mean
    if seen is not None and not load.has_proxy:
        return seen
    return max(seen or 1.0, _by_chance(load) if load.is_candidate else 1.0)


def _by_chance(load: Load) -> float:
    """Return what chance makes of the callers' connections."""
    connections = CALLERS * (1 if load.protocol.carries_many else POOL)
    return busiest_over_mean(min(load.pods, MOST_PODS), connections)


def _busiest(group: Sequence[Load], known: Guess, pods: int) -> float:
    """Return the busiest over the mean, by use."""
    used = [known.cpu_m(each) * each.pods for each in group]
    ratios = [uneven(each) for each in group]
    mean = sum(use * ratio for use, ratio in zip(used, ratios, strict=True)) / sum(used)
    return min(max(1.0, mean), float(pods))


def _work(group: Sequence[Load], cpu_m: float, pods: int, workers: int) -> tuple[float, float]:
    """Return requests, and the work of each: a pod is as busy as its request says, of what its workers can use."""
    requests = cpu_m * pods / PARTS_OF_A_CORE / CPU_A_REQUEST_S if group[0].services else LEAST
    whole = _mean(group, lambda load: load.cpu_request_m) or PARTS_OF_A_CORE
    busy = min(MOST_BUSY, max(LEAST_BUSY, cpu_m / min(whole, workers * PARTS_OF_A_CORE)))
    return requests, pods * workers * busy / requests


def _to_demand(found: Sequence[tuple[Service, ...]], requests_per_s: float | None) -> Sequence[tuple[Service, ...]]:
    """Return the services of rooms with as many requests as come in fact, shared out as their CPU is."""
    if requests_per_s is None:
        return found
    times = requests_per_s / sum(each.count * each.requests_per_s for own in found for each in own)
    return [tuple(_times(each, times) for each in own) for own in found]


def _times(one: Service, times: float) -> Service:
    """Return a service with so many times the requests, each of which is as much less work."""
    requests, work_s = one.requests_per_s * times, one.mean_service_s / times
    return replace(one, requests_per_s=requests, mean_service_s=work_s, objective_s=(one.objective_s or 0.0) / times)
