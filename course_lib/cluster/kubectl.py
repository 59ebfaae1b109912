"""A real cluster from `kubectl get nodes,pods -A -o json`: its nodes, its pods, and remarks on what else to know.

Vocabulary: an `item` is one Node or Pod of the files; a `remark` ("Left out, as they have ended: 12 pods.") holds
counts, never names from the files.

Requests are those of the pods' specs: while a pod is being resized in place, the scheduler may reckon with more.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from course_lib.cluster import eligibility, files, podspec
from course_lib.cluster.files import Part
from course_lib.cluster.inventory import Node, Pod
from course_lib.cluster.podspec import AMOUNTS, all_asks, containers, effective_request, staying_containers
from course_lib.cluster.quantities import count
from course_lib.plural import counted

Read = tuple[tuple[Node, ...], tuple[Pod, ...], tuple[str, ...]]

LISTS = {"List": "", "NodeList": "Node", "PodList": "Pod"}  # the API's own lists leave out the kind of their items
ENDED = ("Succeeded", "Failed")
COMES_WITH_NODE = ("DaemonSet", "Node")  # the owners of such pods; a static pod's is its Node
MIRROR = "kubernetes.io/config.mirror"
# As the injectors of Istio, Linkerd, Kuma and Consul (now, and before 1.0) name them; a container that is named
# just "envoy" is more often a gateway.
PROXIES = ("istio-proxy", "linkerd-proxy", "kuma-sidecar", "consul-dataplane", "envoy-sidecar")
TO_TRY = {
    "nodes and pods": f"export both with {files.EXPORT}",
    "pods": f"export both with {files.EXPORT}, or pods into a second file, and give the two",
    "nodes, too": "listing nodes needs a right of its own: kubectl auth can-i list nodes; to try: ask whoever runs the"
    " cluster for that part (kubectl get nodes -o json > nodes.json), and give the two files",
}
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    # A parsed file is a million objects and no cycle: looking for cycles takes as long as all the rest.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_without_collector()
def read(*sources: files.Source) -> Read:
    """Read nodes and pods from what kubectl exports.

    Parameters
    ----------
    *sources : str or Path
        Paths of files, or JSON text that begins with {: one List of both kinds, or several lists or single objects
        in any order.

    Returns
    -------
    tuple of Node, tuple of Pod, tuple of str
        Pods that have ended are left out. The remarks are plain sentences.

    Raises
    ------
    ValueError
        If a file can't be read, or anything in it isn't what Kubernetes writes; the message names file, item and
        field.

    Examples
    --------
    >>> node = '{"kind": "Node", "metadata": {"name": "n"}, "status": {"allocatable": %s}}'
    >>> pod = '{"kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [{"name": "web"}]}}'
    >>> nodes, pods, remarks = read(node % '{"cpu": "3920m", "memory": "12Gi", "pods": "110"}', pod)
    >>> nodes[0].cpu_millicores, pods[0].cpu_millicores
    (3920, 0)
    >>> remarks[-1]
    'All pods are of one namespace; without -A, what others request on these nodes is missing.'
    """
    items = [item for source in sources for item in _items(files.load(source))]
    nodes, pods = (_items_of(kind, items) for kind in ("Node", "Pod"))
    _check_both(nodes, pods, sources)
    names = {_name(node) for node in nodes}
    running = [pod for pod in pods if pod.at("status", "phase").text() not in ENDED]
    here = [pod for pod in running if pod.at("spec", "nodeName").text() in {"", *names}]
    left_out = [
        (len(items) - len(nodes) - len(pods), "object", "neither nodes nor pods"),
        (len(pods) - len(running), "pod", "they have ended"),
        (len(running) - len(here), "pod", "their nodes are not in the files"),
    ]
    remarks = [f"Left out, as {why}: {counted(many, thing)}." for many, thing, why in left_out if many]
    made = _pool(nodes, here)
    remarks += podspec.remarks([pod.at("spec") for pod in here]) + eligibility.remark_too_large(*made)
    return *made, (*remarks, *_remarks_on_nodes(nodes), *_remarks_on_pods(here))


class Item(Part):
    """One Node, Pod or other object of a file.

    Parameters
    ----------
    part : Part
        The object.
    kind : str
        Of its list, where it doesn't say so itself.
    """

    __slots__ = ("kind",)
    joint = ", "

    def __init__(self, part: Part, kind: str = "") -> None:
        super().__init__(part.value, part.key, part.within)
        self.kind = kind  # before the next line, whose message would show it
        self.kind = self.at("kind").text() or kind

    @property
    def where(self) -> str:
        """Its file, its number there, and what it is called."""
        if self.within is None or self.within.within is None:
            return f"{self.key}{_label(self.kind, self.value)}"
        return f"{self.within.within.where}, item {int(self.key) + 1}{_label(self.kind, self.value)}"


def _label(kind: str, value: object) -> str:
    # Whatever is wrong with the item, its label must not fail.
    metadata = value.get("metadata") if isinstance(value, dict) else None
    metadata = metadata if isinstance(metadata, dict) else {}
    names = [metadata.get(key) for key in ("namespace", "name")]
    name = "/".join(each for each in names if each and isinstance(each, str))
    words = [files.show_name(kind)] * (kind != "") + [files.quote(name)] * (name != "")
    return f" ({' '.join(words)})" if words else ""


def _items(document: Part) -> list[Item]:
    kind = document.at("kind")
    if kind.text() in ("Node", "Pod"):
        return [Item(document)]
    if kind.text() not in LISTS:
        kind.refuse(f"be one of {', '.join(LISTS)}, Node, Pod")
    return [Item(part, LISTS[kind.text()]) for part in document.at("items").parts()]


def _items_of(kind: str, items: Iterable[Item]) -> list[Item]:
    found = [item for item in items if item.kind == kind]
    taken: set[str] = set()
    for item in found:
        if _name(item) in taken:
            item.at("metadata", "name").refuse(f"be unique among {kind.lower()}s")
        taken.add(_name(item))
    return found


def _check_both(nodes: Sequence[Item], pods: Sequence[Item], sources: Sequence[files.Source]) -> None:
    if nodes and pods:
        return
    looked = " and ".join(map(files.title, sources)) or "no file"
    missing = "pods" if nodes else "nodes, too" if pods else "nodes and pods"
    raise ValueError(f"{looked}: must hold {missing}, got none; {TO_TRY[missing]}")


def _name(item: Item) -> str:
    name = item.at("metadata", "name")
    if not name.text():
        name.refuse("be text of at least one character")
    if item.kind == "Node":
        return name.text()
    return f"{item.at('metadata', 'namespace').text() or 'default'}/{name.text()}"


# ---- what becomes of an item ----


def _node(item: Item) -> Node:
    allocatable = item.at("status", "allocatable")
    cpu, memory = (allocatable.at(resource).read(convert) for resource, convert in AMOUNTS.items())
    return Node(_name(item), cpu, memory, allocatable.at("pods").read(count))


def _pod(item: Item) -> Pod:
    spec = item.at("spec")
    pod = Pod(
        name=_name(item),
        cpu_millicores=0,
        memory_bytes=0,
        node=spec.at("nodeName").text() or None,
        daemon=_comes_with_node(item),
        host_network=spec.at("hostNetwork").flag(),
        meshed=any(container.at("name").text() in PROXIES for container in staying_containers(spec)),
    )
    cpu, memory = effective_request(spec)
    return item.read(lambda _: replace(pod, cpu_millicores=cpu, memory_bytes=memory))


def _comes_with_node(item: Item) -> bool:
    owners = {owner.at("kind").text() for owner in item.at("metadata", "ownerReferences").parts()}
    return not owners.isdisjoint(COMES_WITH_NODE) or MIRROR in item.at("metadata", "annotations").entries()


def _pool(nodes: Sequence[Item], pods: Sequence[Item]) -> tuple[tuple[Node, ...], tuple[Pod, ...]]:
    made = [_pod(item) for item in pods]
    # Each pod of a DaemonSet demands its own node by name: those on theirs would make every node a pool of its own.
    to_place = [index for index, pod in enumerate(made) if not (pod.daemon and pod.node)]
    constraints = [eligibility.constraint(pods[index].at("spec")) for index in to_place]
    names, sets = eligibility.pools([eligibility.traits(item) for item in nodes], constraints)
    for index, chosen in zip(to_place, sets, strict=True):
        made[index] = replace(made[index], pools=chosen)
    return tuple(replace(_node(item), pool=name) for item, name in zip(nodes, names, strict=True)), tuple(made)


# ---- remarks ----


def _pod_affinity(spec: Part) -> bool:
    affinity = spec.at("affinity")
    return any(affinity.at(kind, REQUIRED).parts() for kind in ("podAffinity", "podAntiAffinity"))


def _spread(spec: Part) -> bool:
    constraints = spec.at("topologySpreadConstraints").parts()
    return any(each.at("whenUnsatisfiable").text() != "ScheduleAnyway" for each in constraints)


def _claims_volume(spec: Part) -> bool:
    return any(each.at(claim).value is not None for each in spec.at("volumes").parts() for claim in CLAIMS)


def _asks_extended(spec: Part) -> bool:
    return any(
        ("/" in name or name.startswith("hugepages-")) and part.read(count) > 0
        for asks in all_asks(spec)
        for name, part in asks.items()
    )


def _asks_storage(spec: Part) -> bool:
    return any("ephemeral-storage" in asks for asks in all_asks(spec))


def _host_port(spec: Part) -> bool:
    return any(port.at("hostPort").value for each in containers(spec) for port in each.at("ports").parts())


def _has_comparing_toleration(spec: Part) -> bool:
    operators = {each.at("operator").text() for each in spec.at("tolerations").parts()}
    return not operators <= {"", "Equal", "Exists"}


ONE_NAMESPACE = "All pods are of one namespace; without -A, what others request on these nodes is missing."
CLAIMS = ("persistentVolumeClaim", "ephemeral")
NOT_HANDLED: dict[str, Callable[[Part], bool]] = {
    "affinity and anti-affinity between pods": _pod_affinity,
    "topology spread constraints": _spread,
    "persistent volumes, which may tie a pod to a zone or a node": _claims_volume,
    "GPUs, huge pages and other extended resources": _asks_extended,
    "requests of ephemeral storage": _asks_storage,
    "resource claims": lambda spec: bool(spec.at("resourceClaims").parts()),
    "ports of the node": _host_port,
    "scheduling gates": lambda spec: bool(spec.at("schedulingGates").parts()),
    "tolerations that compare numbers, taken to tolerate nothing": _has_comparing_toleration,
}


def _remarks_on_nodes(nodes: Sequence[Item]) -> list[str]:
    unready = sum(_is_unready(node) for node in nodes)
    return [f"Not Ready, but counted like the others: {counted(unready, 'node')}."] if unready else []


def _is_unready(node: Item) -> bool:
    conditions = node.at("status", "conditions").parts()
    return any(each.at("type").text() == "Ready" and each.at("status").text() != "True" for each in conditions)


def _remarks_on_pods(pods: Sequence[Item]) -> list[str]:
    specs = [pod.at("spec") for pod in pods if not _comes_with_node(pod)]
    having = {what: sum(map(has, specs)) for what, has in NOT_HANDLED.items()}
    remarks = [f"Not handled: {what} ({counted(many, 'pod')})." for what, many in having.items() if many]
    priorities = {pod.at("spec", "priority").whole() for pod in pods}
    if len(priorities) > 1:
        remarks.append(f"Not handled: priorities and preemption ({len(priorities):,} different priorities).")
    if len({pod.at("metadata", "namespace").text() for pod in pods}) == 1:
        remarks.append(ONE_NAMESPACE)
    return remarks
