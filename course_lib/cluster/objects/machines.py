"""Nodes of an export: what each can give, and whether any pod may move to it.

Vocabulary: a node that is `closed` says why ("cordoned"), whatever a pod tolerates. Taints of the node's *lifecycle*
say that it is new, ill, or being emptied; nobody chose them for the sake of what should run there.
"""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.cluster.inventory import (
    CONTROL_PLANE,
    CORDONED,
    FARGATE,
    NO_MACHINE,
    NOT_READY,
    OPEN,
    PRESSED,
    REMOVED,
)
from course_lib.cluster.objects.eligibility import CORDONED as CORDONED_TAINT
from course_lib.cluster.objects.eligibility import Traits
from course_lib.cluster.objects.quantities import count, cpu_millicores, memory_bytes
from course_lib.plural import counted
from course_lib.text_files.parts import Part

RESOURCES = {"cpu": cpu_millicores, "memory": memory_bytes, "pods": count}
# No machine has as much: virtual nodes say that they do.
LARGEST_MILLICORES, LARGEST_BYTES = 4_096_000, 64 * 2**40
VIRTUAL_LABEL, VIRTUAL_TAINT = ("type", "virtual-kubelet"), "virtual-kubelet.io/provider"
FARGATE_LABEL = ("eks.amazonaws.com/compute-type", "fargate")

ROLES = "node-role.kubernetes.io/"
CONTROL_PLANE_TAINTS = tuple(ROLES + role for role in ("control-plane", "master", "controlplane", "etcd"))
ADDONS_ONLY = "CriticalAddonsOnly"  # k3s and RKE2 keep pods off the control plane by it, AKS off a pool of its own

LIFECYCLE = {
    CORDONED_TAINT[0]: CORDONED,
    "ToBeDeletedByClusterAutoscaler": REMOVED,
    "DeletionCandidateOfClusterAutoscaler": REMOVED,
    "cloud.google.com/gke-quick-remove": REMOVED,
    "cloud.google.com/impending-node-termination": REMOVED,
    "aws-node-termination-handler/asg-lifecycle-termination": REMOVED,
    "aws-node-termination-handler/rebalance-recommendation": REMOVED,
    "aws-node-termination-handler/scheduled-maintenance": REMOVED,
    "aws-node-termination-handler/spot-itn": REMOVED,
    "karpenter.sh/disrupted": REMOVED,
    "karpenter.sh/disruption": REMOVED,
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
# Of one node, and of several.
SAID = (
    (
        "doesn't say what is allocatable; its capacity is used instead",
        "don't say what is allocatable; their capacity is used instead",
    ),
    (
        "lacks an amount of CPU, memory or pods, which counts as 0",
        "lack amounts of CPU, memory or pods; these count as 0",
    ),
    (
        "doesn't say whether it is Ready, and is assumed to be",
        "don't say whether they are Ready, and are assumed to be",
    ),
)


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
    """Return why no pod may move to a node, whatever the pod tolerates; empty where that's up to the pods."""
    keys = {key for key, _, _ in traits.taints}
    cpu, memory, _ = amounts(node)
    is_virtual = VIRTUAL_LABEL in traits.labels.items() or VIRTUAL_TAINT in keys
    if is_virtual or cpu > LARGEST_MILLICORES or memory > LARGEST_BYTES:
        return NO_MACHINE
    if FARGATE_LABEL in traits.labels.items():
        return FARGATE
    if keys.intersection(CONTROL_PLANE_TAINTS) or (ADDONS_ONLY in keys and traits.labels.keys() & CONTROL_PLANE_TAINTS):
        return CONTROL_PLANE
    reasons = {lifecycle(key) for key in keys} | ({NOT_READY} if {*_readiness(node)} - {"True"} else set())
    return next((reason for reason in (NOT_READY, REMOVED, CORDONED, PRESSED) if reason in reasons), OPEN)


def lifecycle(key: str) -> str:
    """Return why a taint of the node's lifecycle closes it; empty for any other taint.

    >>> lifecycle("node.cilium.io/agent-not-ready"), lifecycle("gpu")
    ('not ready', '')
    """
    return NOT_READY if key.endswith(NOT_YET) else LIFECYCLE.get(key, OPEN)


def remarks(items: Sequence[Part]) -> list[str]:
    """Return remarks on nodes that don't say what they can give, or whether they are Ready."""
    given = [_given(item) for item in items]
    by_capacity = sum(each.key == "capacity" and each.value is not None for each in given)
    silent = sum(any(each.at(resource).value is None for resource in RESOURCES) for each in given)
    unknown = sum(not _readiness(item) for item in items)
    found = zip((by_capacity, silent, unknown), SAID, strict=True)
    return [f"{counted(many, f'node {one}', f'nodes {more}')}." for many, (one, more) in found if many]


def _given(node: Part) -> Part:
    status = node.at("status")
    return status.at("allocatable" if status.at("allocatable").entries() else "capacity")


def _readiness(node: Part) -> list[str]:
    conditions = node.at("status", "conditions").parts()
    return [each.at("status").text() for each in conditions if each.at("type").text() == "Ready"]
