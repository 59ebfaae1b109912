"""Workloads with their pods: what each requests, container by container, and which of those are a mesh's proxies.

Vocabulary: a `replica` is one pod of a workload that hasn't ended; a container *stays* if it runs as long as its pod,
native sidecars included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from course_lib.cluster.exports.items import has_ended
from course_lib.cluster.exports.unfold import Item, name
from course_lib.cluster.inventory import Pod
from course_lib.cluster.objects import podspec, unhandled
from course_lib.cluster.objects.kubectl import pod_of
from course_lib.cluster.workloads.meshes import Proxy, proxies_of
from course_lib.cluster.workloads.owners import Key, Known
from course_lib.text_files.parts import Part

MAKERS = ("Deployment", "StatefulSet")  # those that the pipe asks for


@dataclass(frozen=True, slots=True)
class Container:
    """What stays in a pod, and asks for something.

    Attributes
    ----------
    name : str
        In its pod.
    cpu_millicores, memory_bytes : int or None
        What it requests; None where it requests none.
    cpu_limit_millicores : int or None
        What it may use at most; None where nothing limits it.
    proxy : Proxy or None
        What it is in a mesh.
    """

    name: str
    cpu_millicores: int | None
    memory_bytes: int | None
    cpu_limit_millicores: int | None = None
    proxy: Proxy | None = None


@dataclass(frozen=True, slots=True)
class Replica:
    """One pod of a workload.

    Attributes
    ----------
    pod : Pod
        Its name, its node and its effective request.
    uid : str
        By which endpoints know it; empty where the file has none.
    is_ready : bool
        Whether it is Ready.
    containers : tuple of Container
        Those that stay.
    silent : tuple of str
        Of which resources one of them requests none, "cpu" or "memory", though the pod as a whole doesn't either.
    has_accelerator : bool
        Whether it takes a GPU, or the like.
    """

    pod: Pod
    uid: str
    is_ready: bool
    containers: tuple[Container, ...]
    silent: tuple[str, ...] = ()
    has_accelerator: bool = False


@dataclass(frozen=True, slots=True)
class Workload:
    """What makes pods.

    Attributes
    ----------
    key : tuple of str
        Namespace, kind and name.
    replicas : tuple of Replica
        Its pods that haven't ended, in the order of their names.
    ended : int
        How many have.
    wished : int or None
        The replicas that its spec asks for, which is what an autoscaler has set last; None where it isn't in the files.
    guess : str
        Why it's a guess that the pods are its own; empty where the files say so.
    """

    key: Key
    replicas: tuple[Replica, ...]
    ended: int = 0
    wished: int | None = None
    guess: str = ""

    @property
    def title(self) -> str:
        """Its kind, and its name with the namespace: "Deployment shop/web"."""
        namespace, kind, own = self.key
        return f"{kind} {namespace}/{own}"


def gather(items: Sequence[Item], pods: Mapping[str, Pod]) -> tuple[Workload, ...]:
    """Return the workloads of an export, in the order of their keys.

    Parameters
    ----------
    items : sequence of Item
        Pods, and what makes them, as far as it is there.
    pods : mapping of str to Pod
        The pods of the inventory, by name. A pod on a node that isn't in the files counts all the same, as its workload
        needs it; one that is being deleted doesn't.
    """
    known = Known(item for item in items if _makes_pods(item))
    made: dict[Key, list[Item]] = {key: [] for key, item in known.by_key.items() if item.kind in MAKERS}
    guesses: dict[Key, str] = {}
    for item in _each_once(items):
        owner = known.owner(item)
        made.setdefault(owner.key, []).append(item)
        if owner.guess:
            guesses[owner.key] = owner.guess
    return tuple(_workload(key, made[key], known, pods, guesses.get(key, "")) for key in sorted(made))


def _makes_pods(item: Item) -> bool:
    return not item.is_core("Pod") and item.at("spec", "template").value is not None


def _each_once(items: Iterable[Item]) -> list[Item]:
    return list({name(item): item for item in items if item.is_core("Pod")}.values())


def _workload(key: Key, items: Sequence[Item], known: Known, pods: Mapping[str, Pod], guess: str) -> Workload:
    own = known.by_key.get(key)
    replicas = [_replica(item, pods.get(name(item)) or pod_of(item)) for item in items if _counts(item, pods)]
    wished = None if own is None or own.at("spec", "replicas").value is None else own.at("spec", "replicas").whole()
    in_order = tuple(sorted(replicas, key=lambda each: each.pod.name))
    return Workload(key, in_order, sum(map(has_ended, items)), wished, guess)


def _counts(item: Item, pods: Mapping[str, Pod]) -> bool:
    is_leaving = item.at("metadata", "deletionTimestamp").value is not None
    return not has_ended(item) and (name(item) in pods or not is_leaving)


def _replica(item: Item, pod: Pod) -> Replica:
    spec, found = item.at("spec"), proxies_of(item)
    staying = [_container(each, found) for each in podspec.staying_containers(spec)]
    silent = tuple(resource for resource, many in podspec.count_silent(spec).items() if many)
    uid, takes = item.at("metadata", "uid").text(), unhandled.asks_accelerator(spec)
    return Replica(pod, uid, _is_ready(item), tuple(staying), silent, takes)


def _container(part: Part, found: Mapping[str, Proxy]) -> Container:
    own = part.at("name").text()
    return Container(own, *podspec.asked(part), podspec.cpu_limit(part), found.get(own))


def _is_ready(item: Item) -> bool:
    conditions = item.at("status", "conditions").parts()
    return any(each.at("type").text() == "Ready" and each.at("status").text() == "True" for each in conditions)
