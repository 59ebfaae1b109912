"""Services: what stands behind each, which workloads that is, and what its ports speak.

Vocabulary: a Service `takes` connections for those of its pods that are ready; where it publishes those that aren't,
for those that serve. Two Services may stand before the same pods: their load belongs to the workload.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from course_lib.cluster.exports.unfold import Item, name, namespace
from course_lib.cluster.objects import podspec
from course_lib.cluster.objects.selectors import Labelled
from course_lib.cluster.workloads import endpoints
from course_lib.cluster.workloads.endpoints import Behind, Endpoint
from course_lib.cluster.workloads.owners import Key
from course_lib.cluster.workloads.protocols import Protocol, protocol
from course_lib.plural import counted
from course_lib.text_files.parts import Part

EXTERNAL = "ExternalName"
BY_SELECTOR = "by its selector, as no endpoint slices are in the files"


@dataclass(frozen=True, slots=True)
class Port:
    """One port of a Service.

    Attributes
    ----------
    number : int
        That callers use.
    name : str
        Empty where it has none.
    protocol : Protocol
        What it speaks.
    """

    number: int
    name: str
    protocol: Protocol


@dataclass(frozen=True)
class Service:
    """A name that callers use, and what stands behind it.

    Attributes
    ----------
    name : str
        With its namespace.
    kind : str
        "ClusterIP", "NodePort", "LoadBalancer" or "ExternalName".
    is_headless : bool
        Whether callers are told of the pods themselves, so that nothing between chooses one for them.
    publishes_all : bool
        Whether pods that aren't ready are published, too.
    ports : tuple of Port
        As they stand there; there need not be one.
    behind : Behind
        Pods and addresses.
    workloads : tuple of tuple of str
        The keys of those whose pods stand behind it.
    guess : str
        Why it is a guess that they do; empty where the files say so.
    """

    name: str
    kind: str
    is_headless: bool
    publishes_all: bool
    ports: tuple[Port, ...]
    behind: Behind = field(default_factory=Behind)
    workloads: tuple[Key, ...] = ()
    guess: str = ""

    @property
    def takes(self) -> tuple[str, ...]:
        """The pods that get its connections."""
        return tuple(each.pod for each in self.behind.pods if each.ready and (each.serving or not self.publishes_all))

    @property
    def ending(self) -> tuple[str, ...]:
        """The pods that still answer while they end."""
        return tuple(each.pod for each in self.behind.pods if each.ending and each.serving)

    @property
    def carries_many(self) -> bool:
        """Whether a port speaks what carries many requests on one connection, at a guess perhaps."""
        return any(each.protocol.carries_many for each in self.ports)


class Pods:
    """The pods that services may stand before.

    Parameters
    ----------
    items : iterable of Item
        Pods.
    owners : mapping of str to tuple of str
        The key of each pod's workload, by the pod's name.
    ready : set of str
        The names of those that are Ready.
    """

    def __init__(self, items: Iterable[Item], owners: Mapping[str, Key], ready: frozenset[str]) -> None:
        own = [item for item in items if name(item) in owners]
        self.labelled = Labelled(own)
        self.names = {item.at("metadata", "uid").text(): name(item) for item in own}
        self.names.pop("", None)
        self.owners, self.ready = owners, ready
        self.items = {name(item): item for item in own}

    def port_names(self, behind: Behind) -> dict[int, str]:
        """Return what the first pod behind a Service calls its own ports, by number; without a pod, nothing."""
        first = next((self.items[each.pod] for each in behind.pods if each.pod in self.items), None)
        if first is None:
            return {}
        own = (port for each in podspec.containers(first.at("spec")) for port in each.at("ports").parts())
        return {port.at("containerPort").whole(): port.at("name").text() for port in own if port.at("name").text()}

    def selected(self, wanted: Part, within: str) -> Behind:
        """Return what a Service's selector selects."""
        found = [name(item) for item in self.labelled.holding(wanted.texts(), within)]
        return Behind(tuple(Endpoint(pod, pod in self.ready, pod in self.ready, False) for pod in sorted(found)))


def gather(services: Iterable[Item], slices: Sequence[Item], pods: Pods) -> tuple[tuple[Service, ...], list[str]]:
    """Return services in the order of their names, and remarks on slices that belong to none."""
    by_service: dict[str, list[Item]] = {}
    for item in slices:
        own = item.at("metadata", "labels").texts().get(endpoints.NAME, "")
        by_service.setdefault(f"{namespace(item)}/{own}", []).append(item)
    items = {name(item): item for item in services}
    found = tuple(_service(items[key], by_service.get(key, []), pods, any(slices)) for key in sorted(items))
    lost = sum(len(each) for key, each in by_service.items() if key not in items)
    said = counted(lost, "endpoint slice belongs", "endpoint slices belong")
    return found, [f"Left out: {said} to no Service of the files."] if lost else []


def _service(item: Item, slices: Sequence[Item], pods: Pods, any_slices: bool) -> Service:
    spec = item.at("spec")
    kind, selector = spec.at("type").text() or "ClusterIP", spec.at("selector")
    is_guess = not any_slices and kind != EXTERNAL and selector.entries() != {}
    found = pods.selected(selector, namespace(item)) if is_guess else endpoints.behind(slices, pods.names)
    return Service(
        name(item),
        kind,
        spec.at("clusterIP").text() == "None",
        spec.at("publishNotReadyAddresses").flag(),
        tuple(_port(each, slices, pods.port_names(found)) for each in spec.at("ports").parts()),
        found,
        tuple(sorted({pods.owners[each.pod] for each in found.pods if each.pod in pods.owners})),
        BY_SELECTOR if is_guess else "",
    )


def _port(part: Part, slices: Sequence[Item], in_pod: Mapping[int, str]) -> Port:
    own = part.at("name").text()
    stated = part.at("appProtocol").text() or _of_slices(own, slices)
    target = part.at("targetPort").value
    # A port without a name may lead to one that has one, in the pod.
    leads_to = part.at("port").whole() if target is None else target
    called = own or (leads_to if isinstance(leads_to, str) else "")
    called = called or (in_pod.get(leads_to, "") if isinstance(leads_to, int) else "")
    return Port(part.at("port").whole(), own, protocol(part.at("protocol").text(), stated, called))


def _of_slices(own: str, slices: Sequence[Item]) -> str:
    ports = (each for item in slices for each in item.at("ports").parts())
    return next((each.at("appProtocol").text() for each in ports if each.at("name").text() == own), "")
