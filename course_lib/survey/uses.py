"""What each workload uses against what it requests, its proxies apart, and how uneven its pods are.

A pod counts if a sample has every container that stays in it; what else was measured of it tells only how much all of
them use at least. Of several samples of a pod the mean counts, whether it came later or was missed: a pod is held
against what it requests while it runs. What runs in a pod beyond that (a debugger's container, an init container that
was caught running) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from course_lib.cluster.objects.quantities import NANO, PARTS_OF_A_CORE
from course_lib.cluster.usage.readings import GIB, Reading, Sample, Usage
from course_lib.cluster.workloads.owners import Key
from course_lib.cluster.workloads.workload import Container, Replica, Workload
from course_lib.survey.uneven import Uneven, uneven


@dataclass(frozen=True)
class Amounts:
    """Cores and GiB that were used and are requested.

    Attributes
    ----------
    cores, gib : float
        That were used.
    cores_requested, gib_requested : float or None
        None where a container requests nothing.
    """

    cores: float
    gib: float
    cores_requested: float | None
    gib_requested: float | None

    @property
    def of_cores(self) -> float | None:
        """The share of the requested cores that is used."""
        return self.cores / self.cores_requested if self.cores_requested else None

    @property
    def of_gib(self) -> float | None:
        """The share of the requested memory that is used."""
        return self.gib / self.gib_requested if self.gib_requested else None


@dataclass(frozen=True)
class Used:
    """What a workload's pods used.

    Attributes
    ----------
    pods : int
        How many were measured.
    unknown : int
        How many weren't, or not with all containers.
    all : Amounts
        Of the pods that were measured; what is requested is their effective request.
    proxies : Amounts or None
        Of a mesh's proxies in them; None where there are none.
    uneven : Uneven or None
        How uneven the CPU is, without the proxies'.
    """

    pods: int
    unknown: int
    all: Amounts
    proxies: Amounts | None
    uneven: Uneven | None


def uses(workloads: Iterable[Workload], usage: Usage) -> dict[Key, Used]:
    """Return what each workload with a pod that was measured used, by its key."""
    return {each.key: used for each in workloads if (used := _used(each.replicas, usage)) is not None}


def _used(replicas: Sequence[Replica], usage: Usage) -> Used | None:
    samples = {each.pod.name: complete(each, usage.samples(each.pod.name)) for each in replicas}
    measured = [each for each in replicas if samples[each.pod.name]]
    if not measured:
        return None
    return Used(
        len(measured),
        len(replicas) - len(measured),
        _of_all(measured, samples),
        _of_proxies(measured, samples),
        uneven(_levels(measured, samples, usage)),
    )


def complete(replica: Replica, samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples of a pod that have each of its containers."""
    names = {each.name for each in replica.containers}
    return [each for each in samples if names <= each.containers.keys()]


def own_use(replicas: Iterable[Replica], usage: Usage) -> Usage:
    """Return what readings have of some pods: the containers that stay, and whole samples only if a pod has any."""
    kept = {each.pod.name: {one.at_s: one for one in _whole(each, usage)} for each in replicas}
    own = ({pod: kept.get(pod, {}).get(one.at_s) for pod, one in each.samples.items()} for each in usage.readings)
    found = ({pod: one for pod, one in samples.items() if one is not None} for samples in own)
    return replace(usage, readings=tuple(Reading(samples) for samples in found if samples))


def _whole(replica: Replica, usage: Usage) -> list[Sample]:
    samples, names = usage.samples(replica.pod.name), {each.name for each in replica.containers}
    own = [_without(each, each.containers.keys() - names) for each in complete(replica, samples) or samples]
    return [each for each in own if each.containers]


def _without(one: Sample, names: Set[str]) -> Sample:
    return replace(one, containers={n: use for n, use in one.containers.items() if n not in names}) if names else one


def _of_all(replicas: Sequence[Replica], samples: Mapping[str, Sequence[Sample]]) -> Amounts:
    cores, gib = _means([(each, each.containers) for each in replicas], samples)
    silent = {resource for each in replicas for resource in each.silent}
    requested = sum(each.pod.cpu_millicores for each in replicas), sum(each.pod.memory_bytes for each in replicas)
    return Amounts(
        cores,
        gib,
        None if "cpu" in silent else requested[0] / PARTS_OF_A_CORE,
        None if "memory" in silent else requested[1] / GIB,
    )


def _of_proxies(replicas: Sequence[Replica], samples: Mapping[str, Sequence[Sample]]) -> Amounts | None:
    found = [(each, [one for one in each.containers if one.proxy]) for each in replicas]
    proxies = [one for _, own in found for one in own]
    if not proxies:
        return None
    cpu, memory = (_sum([getattr(one, field) for one in proxies]) for field in ("cpu_millicores", "memory_bytes"))
    return Amounts(
        *_means(found, samples),
        None if cpu is None else cpu / PARTS_OF_A_CORE,
        None if memory is None else memory / GIB,
    )


def _means(
    chosen: Iterable[tuple[Replica, Sequence[Container]]], samples: Mapping[str, Sequence[Sample]]
) -> tuple[float, float]:
    cores = gib = 0.0
    for replica, containers in chosen:
        own = samples[replica.pod.name]
        uses = [each.containers[one.name] for each in own for one in containers]
        cores += sum(use.cpu_nanocores for use in uses) / NANO / len(own)
        gib += sum(use.memory_bytes for use in uses) / GIB / len(own)
    return cores, gib


def _sum(amounts: Sequence[int | None]) -> int | None:
    known = [each for each in amounts if each is not None]
    return sum(known) if len(known) == len(amounts) else None


def _levels(
    replicas: Sequence[Replica], samples: Mapping[str, Sequence[Sample]], usage: Usage
) -> dict[str, list[float]]:
    """Return each pod's cores by reading, of the readings in which all of them were measured anew."""
    times = {name: {each.at_s: each for each in own} for name, own in samples.items()}
    found: dict[str, list[float]] = {each.pod.name: [] for each in replicas}
    last: dict[str, float] = {}
    for reading in usage.readings:
        at = {name: reading.samples[name].at_s for name in found if name in reading.samples}
        is_whole = all(name in at and at[name] in times[name] for name in found)
        if not is_whole or any(at[name] == last.get(name) for name in found):
            continue
        last = at
        for each in replicas:
            found[each.pod.name].append(_own_cores(each, times[each.pod.name][at[each.pod.name]]))
    return found


def _own_cores(replica: Replica, sample: Sample) -> float:
    own = (each.name for each in replica.containers if each.proxy is None)
    return sum(sample.containers[name].cpu_nanocores for name in own) / NANO
