"""Nodes of an export: what each can give, and whether any pod may move to it.

Vocabulary: a node that is `closed` says why ("cordoned"), whatever a pod puts up with. Taints of the node's *lifecycle*
say that it is new, ill, or being emptied; nobody chose them for the sake of what should run there.
"""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.cluster.exports.files import Part
from course_lib.cluster.inventory import CONTROL_PLANE, CORDONED, NO_MACHINE, NOT_READY, OPEN, PRESSED, Node
from course_lib.cluster.objects.eligibility import CORDONED as CORDONED_TAINT
from course_lib.cluster.objects.eligibility import Traits
from course_lib.cluster.objects.quantities import count, cpu_millicores, memory_bytes
from course_lib.plural import counted

RESOURCES = {"cpu": cpu_millicores, "memory": memory_bytes, "pods": count}
# No machine has as much: virtual nodes say that they do.
LARGEST_MILLICORES, LARGEST_BYTES = 4_096_000, 64 * 2**40
VIRTUAL_LABEL, VIRTUAL_TAINT = ("type", "virtual-kubelet"), "virtual-kubelet.io/provider"

ROLES = "node-role.kubernetes.io/"
CONTROL_PLANE_TAINTS = tuple(ROLES + role for role in ("control-plane", "master", "controlplane", "etcd"))
ADDONS_ONLY = "CriticalAddonsOnly"  # k3s and RKE2 keep pods off the control plane by it, AKS off a pool of its own

LIFECYCLE = {
    CORDONED_TAINT[0]: CORDONED,
    "ToBeDeletedByClusterAutoscaler": CORDONED,
    "DeletionCandidateOfClusterAutoscaler": CORDONED,
    "karpenter.sh/disrupted": CORDONED,
    "karpenter.sh/disruption": CORDONED,
    "karpenter.sh/unregistered": NOT_READY,
    "node.kubernetes.io/not-ready": NOT_READY,
    "node.kubernetes.io/unreachable": NOT_READY,
    "node.kubernetes.io/network-unavailable": NOT_READY,
    "node.kubernetes.io/out-of-service": NOT_READY,
    "node.cloudprovider.kubernetes.io/uninitialized": NOT_READY,
    "node.cloudprovider.kubernetes.io/shutdown": NOT_READY,
    "node.kubernetes.io/memory-pressure": PRESSED,
    "node.kubernetes.io/disk-pressure": PRESSED,
    "node.kubernetes.io/pid-pressure": PRESSED,
}
NOT_YET = "/agent-not-ready"  # of an agent that has to start first: node.cilium.io's, ebs.csi.aws.com's, …
SAID = {
    NOT_READY: "Not Ready, and so left out",
    PRESSED: "Short of memory, disk or process numbers, and so left out",
    NO_MACHINE: "No machines but virtual nodes, and so left out, with the pods on them",
}


def amounts(node: Part) -> tuple[int, int, int]:
    """Return what a Node object can give: millicores, bytes and pods.

    As the API server completes it: its capacity, where nothing is said of what is allocatable. What is missing then is
    0 to the scheduler.

    >>> amounts(Part({"status": {"capacity": {"cpu": "4", "memory": "1Ki"}}}, "node"))
    (4000, 1024, 0)
    """
    given = _given(node)
    parts = ((given.at(resource), convert) for resource, convert in RESOURCES.items())
    cpu, memory, pods = (0 if part.value is None else part.read(convert) for part, convert in parts)
    return cpu, memory, pods


def closed(node: Part, traits: Traits) -> str:
    """Return why no pod may move to a node, whatever the pod puts up with; empty where that's up to the pods."""
    keys = {key for key, _, _ in traits.taints}
    cpu, memory, _ = amounts(node)
    label, value = VIRTUAL_LABEL
    if traits.labels.get(label) == value or VIRTUAL_TAINT in keys or cpu > LARGEST_MILLICORES or memory > LARGEST_BYTES:
        return NO_MACHINE
    if keys.intersection(CONTROL_PLANE_TAINTS) or (ADDONS_ONLY in keys and traits.labels.keys() & CONTROL_PLANE_TAINTS):
        return CONTROL_PLANE
    reasons = {lifecycle(key) for key in keys} | ({NOT_READY} if _is_unready(node) else set())
    return next((reason for reason in (NOT_READY, CORDONED, PRESSED) if reason in reasons), OPEN)


def lifecycle(key: str) -> str:
    """Return why a taint of the node's lifecycle closes it; empty for any other taint.

    >>> lifecycle("node.cilium.io/agent-not-ready"), lifecycle("gpu")
    ('not ready', '')
    """
    return NOT_READY if key.endswith(NOT_YET) else LIFECYCLE.get(key, OPEN)


def remarks(items: Sequence[Part], nodes: Sequence[Node]) -> list[str]:
    """Return remarks on nodes that don't say what they can give, and on some that are left out."""
    given = [_given(item) for item in items]
    by_capacity = sum(each.key == "capacity" and each.value is not None for each in given)
    silent = sum(any(each.at(resource).value is None for resource in RESOURCES) for each in given)
    many = {
        "Without allocatable amounts, so that the capacity counts": by_capacity,
        "Without an amount of CPU, memory or pods, which counts as 0": silent,
        **{said: sum(node.closed == reason for node in nodes) for reason, said in SAID.items()},
    }
    return [f"{said}: {counted(number, 'node')}." for said, number in many.items() if number]


def _given(node: Part) -> Part:
    status = node.at("status")
    return status.at("allocatable" if status.at("allocatable").entries() else "capacity")


def _is_unready(node: Part) -> bool:
    conditions = node.at("status", "conditions").parts()
    return any(each.at("type").text() == "Ready" and each.at("status").text() != "True" for each in conditions)
