"""A real cluster from `kubectl get nodes,pods -A -o json`: its nodes, its pods, and remarks on what else to know.

Vocabulary: an `item` is one Node or Pod of the files; a `remark` ("Left out: 12 pods that have ended.") holds counts,
never names from the files.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from course_lib.cluster.exports import items
from course_lib.cluster.exports.export import EXPORT
from course_lib.cluster.exports.items import Export, has_ended
from course_lib.cluster.exports.unfold import Item, name
from course_lib.cluster.inventory import NO_MACHINE, NOT_READY, Node, Pod, remark_too_large
from course_lib.cluster.objects import eligibility, injection, machines, podspec, proxies, resizing, standing, unhandled
from course_lib.plural import counted
from course_lib.text_files import files
from course_lib.text_files.json_text import without_collector

Read = tuple[tuple[Node, ...], tuple[Pod, ...], tuple[str, ...]]

COMES_WITH_NODE = ("DaemonSet", "Node")  # the owners of such pods; a static pod's is its Node
MIRROR = "kubernetes.io/config.mirror"
LEFT_OUT = "Left out"
ONE_NAMESPACE = "Only one namespace is in the files; if there are others, export with -A."


@without_collector()
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
    'Only one namespace is in the files; if there are others, export with -A.'
    """
    return read_from(items.gather(*sources))


def read_from(export: Export) -> Read:
    """Read the nodes and pods that were gathered before; what it returns and raises is as of `read`."""
    names = {name(node) for node in export.nodes}
    running = [pod for pod in export.pods if not has_ended(pod)]
    made = [*map(_node, export.nodes)]
    lost = {each.node.name for each in made if each.node.closed == NOT_READY}
    there = [pod for pod in running if pod.at("spec", "nodeName").text() in {"", *names}]
    here = [pod for pod in there if not _is_replaced(pod, lost)]
    remarks = [*export.remarks, *_remark_ended(len(export.pods) - len(running)), *_remark_elsewhere(running, names)]
    remarks += _remark_replaced(len(there) - len(here))
    windows = {each.node.name for each in made if injection.runs_windows(each.traits.labels)}
    nodes, pods, on_standing = standing.join(made, [_one_pod(item, windows) for item in here])
    remarks += podspec.remarks([pod.at("spec") for pod in here]) + resizing.remarks(here)
    remarks += remark_too_large([node for node in nodes if node.closed != NO_MACHINE], pods)
    return nodes, pods, (*remarks, *machines.remarks(export.nodes), *on_standing, *_remarks_on_pods(here, pods))


# ---- what becomes of an item ----


def _node(item: Item) -> standing.OneNode:
    traits = eligibility.traits(item)
    cpu, memory, pods_most = machines.amounts(item)
    return standing.OneNode(Node(name(item), cpu, memory, pods_most, closed=machines.closed(item, traits)), traits)


def _one_pod(item: Item, windows: set[str]) -> standing.OnePod:
    spec = item.at("spec")
    return standing.OnePod(pod_of(item, windows), eligibility.constraint(spec), spec.at("schedulerName").text())


def pod_of(item: Item, windows: AbstractSet[str] = frozenset()) -> Pod:
    """Return what a pod amounts to by itself, whatever there is beside it; `windows` are the nodes that run Windows."""
    spec = item.at("spec")
    node = spec.at("nodeName").text() or None
    staying, inits = podspec.staying_containers(spec), spec.at("initContainers").parts()
    is_daemon, on_host = _comes_with_node(item), spec.at("hostNetwork").flag()
    meshed, spared = proxies.carries_proxy(staying, inits), injection.spared(item, spec, node in windows)
    cpu, memory = podspec.effective_request(spec, item.at("status"))
    return item.read(lambda _: Pod(name(item), cpu, memory, node, is_daemon, on_host, meshed, spared=spared))


def _is_replaced(item: Item, lost: set[str]) -> bool:
    # A node that is lost can't say that its pods have ended; their replacements run elsewhere meanwhile.
    is_leaving = item.at("metadata", "deletionTimestamp").value is not None
    return is_leaving and item.at("spec", "nodeName").text() in lost


def _comes_with_node(item: Item) -> bool:
    owners = {owner.at("kind").text() for owner in item.at("metadata", "ownerReferences").parts()}
    return not owners.isdisjoint(COMES_WITH_NODE) or MIRROR in item.at("metadata", "annotations").entries()


# ---- remarks ----


def _remark_ended(many: int) -> list[str]:
    return [f"{LEFT_OUT}: {counted(many, 'pod that has', 'pods that have')} ended."] if many else []


def _remark_replaced(many: int) -> list[str]:
    said = counted(many, "pod that is being deleted", "pods that are being deleted")
    return [f"{LEFT_OUT}: {said} on nodes that aren't Ready."] if many else []


def _remark_elsewhere(running: Sequence[Item], names: set[str]) -> list[str]:
    elsewhere = [node for pod in running if (node := pod.at("spec", "nodeName").text()) not in {"", *names}]
    if not elsewhere:
        return []
    missing = counted(len({*elsewhere}), "node that is", "nodes that are")
    said = f"{counted(len(elsewhere), 'pod')} on {missing} not in the files"
    return [f"{LEFT_OUT}: {said}. Export nodes and pods together: {EXPORT}."]


def _remarks_on_pods(found: Sequence[Item], pods: Sequence[Pod]) -> list[str]:
    movable = (item for item, pod in zip(found, pods, strict=True) if not (pod.daemon or pod.fixed))
    remarks = unhandled.remarks([item.at("spec") for item in movable])
    priorities = {item.at("spec", "priority").whole() for item in found}
    if len(priorities) > 1:
        remarks.append(f"Not handled: priorities and preemption ({len(priorities):,} different priorities).")
    if len({item.at("metadata", "namespace").text() for item in found}) == 1:
        remarks.append(ONE_NAMESPACE)
    return remarks
