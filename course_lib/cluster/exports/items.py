"""The nodes and pods of a kubectl export.

Vocabulary: an `item` is one Node, Pod or other object of the files. A Node or Pod of another API group
("longhorn.io/v1beta2") is neither for us.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course_lib import require
from course_lib.cluster.exports.export import CLUSTER, EXPORT
from course_lib.cluster.exports.unfold import Everything, Item, different, everything, kinds_of, remark_again
from course_lib.plural import counted
from course_lib.text_files import files, messages

ENDED = ("Succeeded", "Failed")
OTHERS = "Neither nodes nor pods, so left out"
MAKES_PODS = {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicationController"}
TO_TRY = {
    "nodes and pods": "kubectl writes an empty list, too, if you aren't logged in or may not see them; to try: kubectl"
    f" auth can-i list pods -A, then {EXPORT}",
    "pods": f"to try: {EXPORT}, and read what it says; if you may not see pods, kubectl writes the nodes alone:"
    " kubectl auth can-i list pods -A",
    "nodes, too": f"to try: {EXPORT}; if you may not see nodes, ask an administrator for kubectl get nodes"
    " -o json, and give both files",
}


@dataclass(frozen=True)
class Export:
    """What files hold of a cluster.

    Attributes
    ----------
    nodes, pods : list of Item
        Of different names.
    remarks : list of str
        What to know about the files themselves.
    """

    nodes: list[Item]
    pods: list[Item]
    remarks: list[str]


def gather(*sources: files.Source) -> Export:
    """Gather the nodes and pods of some files.

    Raises
    ------
    ValueError
        If a file can't be read, says that it is a part, holds none of a kind or one twice; the message names file and
        item.
    """
    require.that(bool(sources), "paths", sources, f"be the files that {EXPORT} wrote")
    return of(everything(sources, CLUSTER))


def of(held: Everything, *, tells_others: bool = True) -> Export:
    """Gather the nodes and pods of what was read before.

    Parameters
    ----------
    held : Everything
        All that the files hold.
    tells_others : bool
        Whether a remark says what else there is: not where somebody else reads that.

    Raises
    ------
    ValueError
        As `gather`.
    """
    items = held.items
    nodes, pods = (different(item for item in items if item.is_core(kind)) for kind in ("Node", "Pod"))
    others = [item for item in items if not (item.is_core("Node") or item.is_core("Pod"))]
    _check_both(nodes, pods, others, held.titles)
    again = len(items) - len(nodes) - len(pods) - len(others)
    chunks = held.remark_chunks(lambda item: item.is_core("Node") or item.is_core("Pod"))
    remarks = [*held.remarks, *remark_again(again), *chunks, *_remark_others(others if tells_others else [])]
    return Export(nodes, pods, remarks)


def has_ended(pod: Item) -> bool:
    """Return whether a pod has ended, for better or worse: it's listed until somebody deletes it."""
    return pod.at("status", "phase").text() in ENDED


def _check_both(nodes: Sequence[Item], pods: Sequence[Item], others: Sequence[Item], looked: str) -> None:
    if nodes and pods:
        return
    missing = "pods" if nodes else "nodes, too" if pods else "nodes and pods"
    makers = [item for item in others if item.kind in MAKES_PODS]
    if nodes and makers:
        where = messages.shorten(makers[0].document.title, 30)
        said = f"must hold pods, but {where} holds what makes them ({kinds_of(makers)})"
        raise messages.refusal(looked, f"{said}; to try: kubectl get pods -A -o json, and give that file, too")
    if others and not (nodes or pods):
        raise messages.refusal(looked, f"must hold nodes and pods, got only {kinds_of(others)}; to try: {EXPORT}")
    raise messages.refusal(looked, f"must hold {missing}, got none; {TO_TRY[missing]}")


def _remark_others(others: Sequence[Item]) -> list[str]:
    return [f"{OTHERS}: {counted(len(others), 'object')} ({kinds_of(others)})."] if others else []
