"""A survey without its names, so that a report on it can go to others: shapes and numbers stay.

Vocabulary: names are numbered in their order ("service-01"), and the same name is the same one everywhere. What isn't a
name but may hold one (why something is a guess, what an autoscaler looks at besides CPU) is said in general, or left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from course_lib.cluster import anonymous
from course_lib.cluster.inventory import Pod
from course_lib.cluster.usage.readings import Reading, Sample, Usage
from course_lib.cluster.workloads.budgets import Budget
from course_lib.cluster.workloads.endpoints import Behind
from course_lib.cluster.workloads.owners import Key
from course_lib.cluster.workloads.protocols import NAMED, STATED, Protocol
from course_lib.cluster.workloads.services import Port, Service
from course_lib.cluster.workloads.workload import Replica, Workload
from course_lib.footprint import REGIONS
from course_lib.sizing.autoscaling.exported.hpa import Exported
from course_lib.survey.floors import Floor
from course_lib.survey.pipe import UNREAD, Survey
from course_lib.survey.places import Places
from course_lib.survey.uses import Used

GUESSED, ELSEWHERE = "a guess", "pod-elsewhere"
KINDS = frozenset(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod", "Node", "Rollout"])
IN_BRACKETS = re.compile(r" \([^()]*\)")


def anonymise(found: Survey) -> Survey:
    """Return the same survey under made-up names."""
    names = _names(found)
    nodes, pods = anonymous.anonymise(found.nodes, found.pods)
    return Survey(
        nodes,
        pods,
        found.ended,
        {names.key(key): names.workload(each) for key, each in found.workloads.items()},
        tuple(map(names.service, found.services)),
        tuple(map(names.autoscaler, found.autoscalers)),
        tuple(map(names.budget, found.budgets)),
        {names.key(key): names.floor(each) for key, each in found.floors.items()},
        names.usage(found.usage),
        {names.key(key): names.used(each) for key, each in found.used.items()},
        _without_names(found.remarks),
        _places(found.places),
    )


def _without_names(remarks: Iterable[str]) -> tuple[str, ...]:
    """Return remarks without the kinds of objects that nobody reads, which somebody may have called as they like."""
    return tuple(
        IN_BRACKETS.sub("", each) if each.startswith(UNREAD) else each for each in anonymous.drop_names(remarks)
    )


def _places(found: Places) -> Places:
    """Return the regions that a provider has; a region of one's own is a name."""
    return Places({name: many for name, many in found.regions.items() if name in REGIONS})


def _names(found: Survey) -> _Names:
    """Return a made-up name for every name of a survey."""
    nodes, pods = anonymous.anonymise(found.nodes, found.pods)
    owners = {*found.workloads, *found.floors, *(each.target for each in found.autoscalers)}
    spaces = {space for space, _, _ in owners} | {each.name.partition("/")[0] for each in found.services}
    replicas = [one for each in found.workloads.values() for one in each.replicas]
    return _Names(
        {old.name: new.name for old, new in zip(found.nodes, nodes, strict=True)},
        {old.name: new for old, new in zip(found.pods, pods, strict=True)},
        _number("kind", {kind for _, kind, _ in owners} - KINDS),
        _number("namespace", spaces),
        _number("workload", {name for _, _, name in owners}),
        _number("service", (each.name for each in found.services)),
        _number("autoscaler", (each.name for each in found.autoscalers)),
        _number("budget", (each.name for each in found.budgets)),
        _number("container", (own.name for one in replicas for own in one.containers)),
    )


def _number(kind: str, names: Iterable[str]) -> dict[str, str]:
    """Return a number for every name.

    >>> _number("service", ["shop/web", "shop/api"])
    {'shop/api': 'service-01', 'shop/web': 'service-02'}
    """
    return {name: f"{kind}-{number:02}" for number, name in enumerate(sorted(set(names)), start=1)}


@dataclass(frozen=True)
class _Names:
    """Made-up names by the true ones; a node or pod that isn't in the files has none."""

    nodes: Mapping[str, str]
    pods: Mapping[str, Pod]
    kinds: Mapping[str, str]
    spaces: Mapping[str, str]
    workloads: Mapping[str, str]
    services: Mapping[str, str]
    autoscalers: Mapping[str, str]
    budgets: Mapping[str, str]
    containers: Mapping[str, str]

    def key(self, key: Key) -> Key:
        """Return a workload's key; a kind that isn't Kubernetes' own is a name."""
        space, kind, name = key
        return self.spaces[space], self.kinds.get(kind, kind), self.workloads[name]

    def workload(self, one: Workload) -> Workload:
        """Return a workload, its pods, and their containers."""
        replicas = tuple(map(self.replica, one.replicas))
        return replace(one, key=self.key(one.key), replicas=replicas, guess=_guess(one.guess))

    def replica(self, one: Replica) -> Replica:
        """Return a pod of a workload."""
        pod = self.pods.get(one.pod.name) or replace(one.pod, name=ELSEWHERE, node=None, pools=None)
        own = tuple(replace(each, name=self.containers[each.name]) for each in one.containers)
        return replace(one, pod=pod, uid="", containers=own)

    def service(self, one: Service) -> Service:
        """Return a Service."""
        pods = tuple(replace(each, pod=self._pod(each.pod)) for each in one.behind.pods)
        return replace(
            one,
            name=self._service(one.name),
            ports=tuple(map(_port, one.ports)),
            behind=Behind(pods, one.behind.outside, one.behind.by_name),
            workloads=tuple(map(self.key, one.workloads)),
        )

    def autoscaler(self, one: Exported) -> Exported:
        """Return an autoscaler, without what it says of metrics, which are often one's own."""
        target = self.key(one.target)
        return replace(
            one, name=self.autoscalers[one.name], scales=f"{target[1]} {target[2]}", metrics=(), target=target,
            stops=tuple(each.partition(":")[0] for each in one.stops), remarks=(),
        )  # fmt: skip

    def budget(self, one: Budget) -> Budget:
        """Return a disruption budget."""
        pods, workloads = frozenset(map(self._pod, one.pods)), tuple(map(self.key, one.workloads))
        return replace(one, name=self.budgets[one.name], pods=pods, workloads=workloads)

    def floor(self, one: Floor) -> Floor:
        """Return what holds a workload's replicas."""
        scaling, stopped = (tuple(self.autoscalers[each] for each in own) for own in (one.autoscalers, one.stopped))
        budgets, shared = (tuple(self.budgets[each] for each in own) for own in (one.budgets, one.shared))
        return replace(one, autoscalers=scaling, stopped=stopped, budgets=budgets, shared=shared)

    def usage(self, found: Usage) -> Usage:
        """Return the readings, of the files' own pods."""
        readings = (
            Reading({self.pods[pod].name: self.sample(own) for pod, own in each.samples.items() if pod in self.pods})
            for each in found.readings
        )
        return Usage(tuple(readings), found.remarks)

    def sample(self, one: Sample) -> Sample:
        """Return what a pod used; containers beyond the pod's own keep no name of theirs."""
        own = {self.containers.get(name, f"other-{at}"): use for at, (name, use) in enumerate(one.containers.items())}
        return replace(one, containers=own)

    def used(self, one: Used) -> Used:
        """Return what a workload used."""
        if one.uneven is None:
            return one
        return replace(one, uneven=replace(one.uneven, busiest=self._pod(one.uneven.busiest)))

    def _pod(self, name: str) -> str:
        return self.pods[name].name if name in self.pods else ELSEWHERE

    def _service(self, name: str) -> str:
        return f"{self.spaces[name.partition('/')[0]]}/{self.services[name]}"


def _port(one: Port) -> Port:
    return replace(one, name="", protocol=_protocol(one.protocol))


def _protocol(one: Protocol) -> Protocol:
    """Return what a port speaks, and how we know, without its name.

    >>> _protocol(Protocol("gRPC", NAMED, "grpc-acme")).words
    "gRPC (a guess from the port's name, not shown)"
    """
    return replace(one, said="not shown") if one.by in (NAMED, STATED) else one


def _guess(why: str) -> str:
    return GUESSED if why else ""
