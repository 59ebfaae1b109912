"""A real cluster from `kubectl get nodes,pods -A -o json`: its nodes, its pods, and remarks on what else to know.

Vocabulary: an `item` is one Node or Pod of the files; a `remark` ("Left out, as they have ended: 12 pods.") holds
counts, never names from the files.

Requests are those of the pods' specs: while a pod is being resized in place, the scheduler may reckon with more.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import replace

from course_lib.cluster import eligibility, files, items, podspec, unhandled
from course_lib.cluster.inventory import Node, Pod
from course_lib.cluster.items import Item, name
from course_lib.cluster.podspec import AMOUNTS, effective_request, staying_containers
from course_lib.cluster.quantities import count
from course_lib.plural import counted

Read = tuple[tuple[Node, ...], tuple[Pod, ...], tuple[str, ...]]

ENDED = ("Succeeded", "Failed")
COMES_WITH_NODE = ("DaemonSet", "Node")  # the owners of such pods; a static pod's is its Node
MIRROR = "kubernetes.io/config.mirror"
# As the injectors of Istio, Linkerd, Kuma and Consul (now, and before 1.0) name them; a container that is named
# just "envoy" is more often a gateway.
PROXIES = ("istio-proxy", "linkerd-proxy", "kuma-sidecar", "consul-dataplane", "envoy-sidecar")
ONE_NAMESPACE = "All pods are of one namespace; without -A, what others request on these nodes is missing."


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
        Paths of files, or JSON text that begins with { or [: one List of both kinds, or several lists or single objects
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
    export = items.gather(*sources)
    names = {name(node) for node in export.nodes}
    running = [pod for pod in export.pods if pod.at("status", "phase").text() not in ENDED]
    here = [pod for pod in running if pod.at("spec", "nodeName").text() in {"", *names}]
    left_out = [
        (len(export.pods) - len(running), "they have ended"),
        (len(running) - len(here), "their nodes are not in the files"),
    ]
    remarks = [*export.remarks, *(f"Left out, as {why}: {counted(many, 'pod')}." for many, why in left_out if many)]
    made = _pool(export.nodes, here)
    remarks += podspec.remarks([pod.at("spec") for pod in here]) + eligibility.remark_too_large(*made)
    return *made, (*remarks, *_remarks_on_nodes(export.nodes), *_remarks_on_pods(here))


# ---- what becomes of an item ----


def _node(item: Item) -> Node:
    allocatable = item.at("status", "allocatable")
    cpu, memory = (allocatable.at(resource).read(convert) for resource, convert in AMOUNTS.items())
    return Node(name(item), cpu, memory, allocatable.at("pods").read(count))


def _pod(item: Item) -> Pod:
    spec = item.at("spec")
    pod = Pod(
        name=name(item),
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


def _remarks_on_nodes(nodes: Sequence[Item]) -> list[str]:
    unready = sum(_is_unready(node) for node in nodes)
    return [f"Not Ready, but counted like the others: {counted(unready, 'node')}."] if unready else []


def _is_unready(node: Item) -> bool:
    conditions = node.at("status", "conditions").parts()
    return any(each.at("type").text() == "Ready" and each.at("status").text() != "True" for each in conditions)


def _remarks_on_pods(pods: Sequence[Item]) -> list[str]:
    specs = [pod.at("spec") for pod in pods if not _comes_with_node(pod)]
    remarks = unhandled.remarks(specs)
    priorities = {pod.at("spec", "priority").whole() for pod in pods}
    if len(priorities) > 1:
        remarks.append(f"Not handled: priorities and preemption ({len(priorities):,} different priorities).")
    if len({pod.at("metadata", "namespace").text() for pod in pods}) == 1:
        remarks.append(ONE_NAMESPACE)
    return remarks
