"""What the Kubernetes scheduler reserves for a pod, and what fits on a node: rule by rule from its Go source.

Written from that source alone, for `test_cluster_scheduler.py` to compare the import with. Everything takes the plain
dictionaries of an export (a Pod, a Node); amounts are exact fractions (of a core, of a byte) by the resource's name,
and whole millicores and bytes come out at the end.

Sources, all of kubernetes/kubernetes, as of 1.37 with the feature gates that are on by default:

- staging/src/k8s.io/component-helpers/resource/helpers.go: what a pod requests, with the maximum of sums over its
  containers that is new in 1.37 (kubernetes/kubernetes#140047; before, it was the sum of the containers' maxima)
- pkg/scheduler/framework/types.go: sums are exact, and one amount a pod is rounded up
- pkg/scheduler/framework/plugins/noderesources/fit.go: what fits
- pkg/apis/core/v1/defaults.go: what the API server fills in before anybody reads it
- staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go and suffix.go

Not here, for the import reads CPU and memory alone: huge pages, devices, claims (DRANodeAllocatableResources is off).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from math import ceil
from typing import NamedTuple

Amounts = dict[str, Fraction]

CPU, MEMORY, PODS = "cpu", "memory", "pods"
POD_LEVEL = (CPU, MEMORY)  # IsSupportedPodLevelResource, but for huge pages
MOST_BYTES = 2**63 - 1


def at(given: object, *path: str) -> object:
    """Return what stands at a path of fields; None where a field is missing or null."""
    for field in path:
        given = given.get(field) if isinstance(given, dict) else None
    return given


# ---- quantities ----

DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
BINARY = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}
QUANTITY = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?([A-Za-z]*|[eE][+-]?[0-9]+)", re.ASCII)


def quantity(given: str | float | None) -> Fraction:
    """Return an amount as the API server keeps it.

    `Quantity.UnmarshalJSON`: null is 0, and a number is read as its text. `ParseQuantity`: suffixes of ten and two or
    a decimal exponent; "1E" is an exa, "1E0" is one. `SetDefaults_ResourceList`: rounded up to thousandths, each
    quantity by itself, before anything is added up.
    """
    if given is None:
        return Fraction(0)
    match = QUANTITY.fullmatch(str(given).strip())
    if match is None:
        raise ValueError(given)
    sign, whole, decimals, suffix = match.groups(default="")
    amount = Fraction(int(f"0{whole}{decimals}"), 10 ** len(decimals))
    if suffix in BINARY:
        amount = min(amount * 2 ** BINARY[suffix], Fraction(MOST_BYTES))
    else:
        exponent = DECIMAL[suffix] if suffix in DECIMAL else int(suffix[1:])
        amount *= Fraction(10) ** exponent
    return Fraction(ceil(amount * 1000), 1000) * (-1 if sign == "-" else 1)


def amounts(given: object) -> Amounts | None:
    """Return a map of quantities (`ResourceList`); None if there is none. An empty one isn't kept by the API server."""
    return {name: quantity(each) for name, each in given.items()} if isinstance(given, dict) and given else None


def added(*lists: Amounts | None) -> Amounts:
    """`addResourceList`: the sum by name."""
    total: Amounts = {}
    for each in lists:
        for name, amount in (each or {}).items():
            total[name] = total.get(name, Fraction(0)) + amount
    return total


def larger(*lists: Amounts | None) -> Amounts:
    """`maxResourceList` and `max`: the largest by name; a name that is missing is no 0."""
    result: Amounts = {}
    for each in lists:
        for name, amount in (each or {}).items():
            result[name] = max(amount, result.get(name, amount))
    return result


# ---- what the API server fills in ----


class Container(NamedTuple):
    """A container of a spec with its defaults, and what the kubelet says of it."""

    requests: Amounts | None
    restartable: bool
    status: dict | None


def containers(pod: dict, field: str) -> list[Container]:
    """Read containers or initContainers; `SetDefaults_Pod`: what has a limit and no request requests its limit."""
    return [
        Container(
            {**(amounts(at(each, "resources", "limits")) or {}), **(amounts(at(each, "resources", "requests")) or {})}
            or None,
            # isRestartableInitContainer: a native sidecar
            at(each, "restartPolicy") == "Always",
            status_of(pod, each["name"]),
        )
        for each in at(pod, "spec", field) or []
    ]


def status_of(pod: dict, name: str) -> dict | None:
    """`findContainerStatus`: the first of that name, ordinary containers first."""
    statuses = [*(at(pod, "status", "containerStatuses") or []), *(at(pod, "status", "initContainerStatuses") or [])]
    return next((each for each in statuses if each["name"] == name), None)


def pod_level_requests(pod: dict) -> Amounts | None:
    """Return what the pod as a whole requests (KEP-2837); None if nothing that counts.

    `defaultPodRequests`: where the pod has a limit of its own, each of CPU and memory that it doesn't request is what
    its containers request by their specs, or else its limit. Last, `IsPodLevelRequestsSet`.
    """
    requests = amounts(at(pod, "spec", "resources", "requests")) or {}
    limits = amounts(at(pod, "spec", "resources", "limits")) or {}
    if limits:
        requests = {**limits, **aggregate(pod, spec_requests), **requests}
    return {name: amount for name, amount in requests.items() if name in POD_LEVEL} or None


# ---- what a pod requests ----

Pick = Callable[[Container, bool], Amounts | None]


def spec_requests(container: Container, _is_infeasible: bool) -> Amounts | None:
    """`containerSpecRequests`: what it should get."""
    return container.requests


def allocated_requests(container: Container, is_infeasible: bool) -> Amounts | None:
    """`containerAllocatedRequests`: what its node has set aside for it; the spec, unless that can never be."""
    allocated = amounts(at(container.status, "allocatedResources"))
    return allocated or (None if is_infeasible else container.requests)


def actuated_requests(container: Container, is_infeasible: bool) -> Amounts | None:
    """`containerActuatedRequests`: what it runs with."""
    return amounts(at(container.status, "resources", "requests")) or allocated_requests(container, is_infeasible)


def is_resize_infeasible(pod: dict) -> bool:
    """`IsPodResizeInfeasible`: the first condition PodResizePending says so. The old `status.resize` says nothing."""
    conditions = at(pod, "status", "conditions") or []
    pending = next((each for each in conditions if at(each, "type") == "PodResizePending"), None)
    return at(pending, "reason") == "Infeasible"


def aggregate(pod: dict, pick: Pick) -> Amounts:
    """`aggregateContainerResourcesByFn`: the most that containers hold at one time, by name (KEP-753).

    Init containers run in their order, one after the other; a native sidecar among them keeps running, beside every
    later one and beside the ordinary containers.
    """
    is_infeasible = is_resize_infeasible(pod)
    total = added(*(pick(each, is_infeasible) for each in containers(pod, "containers")))
    sidecars: Amounts = {}
    peak: Amounts = {}
    for each in containers(pod, "initContainers"):
        own = pick(each, is_infeasible)
        if each.restartable:
            total = added(total, own)
            sidecars = added(sidecars, own)
            peak = larger(peak, sidecars)
        else:
            peak = larger(peak, added(own, sidecars))
    return larger(total, peak)


def pod_level_statuses(pod: dict) -> tuple[Amounts | None, Amounts | None]:
    """Return the kubelet's sums for the pod (KEP-5419): what it has set aside, and what runs."""
    return amounts(at(pod, "status", "allocatedResources")), amounts(at(pod, "status", "resources", "requests"))


def container_requests(pod: dict) -> Amounts:
    """`AggregateContainerRequests` with UseStatusResources: the largest of spec, allocated and actuated, of the pod.

    The kubelet's sums for the pod stand for those of its containers where it has written both of them. An infeasible
    spec doesn't count.
    """
    allocated, actuated = pod_level_statuses(pod)
    if allocated is None or actuated is None:
        allocated, actuated = aggregate(pod, allocated_requests), aggregate(pod, actuated_requests)
    return larger(None if is_resize_infeasible(pod) else aggregate(pod, spec_requests), actuated, allocated)


def pod_requests(pod: dict) -> Amounts:
    """`PodRequests`: what its containers request, or what it requests as a whole instead; and its overhead on top.

    The overhead is added to the kubelet's sums, too, although they hold it already (kubernetes/kubernetes#139627).
    """
    requests = container_requests(pod)
    level = pod_level_requests(pod)
    if level is not None:
        if at(pod, "status", "resources") is not None:  # effectivePodLevelResources
            level = larger(None if is_resize_infeasible(pod) else level, *pod_level_statuses(pod))
        requests.update((name, amount) for name, amount in level.items() if name in POD_LEVEL)  # applyPodLevelResources
    return added(requests, amounts(at(pod, "spec", "overhead")))


def reserved(pod: dict) -> tuple[int, int]:
    """`CalculateResource`, `Resource.Add`: whole millicores and bytes, rounded up once a pod."""
    requests = pod_requests(pod)
    return ceil(requests.get(CPU, 0) * 1000), ceil(requests.get(MEMORY, 0))


def allocatable(node: dict) -> tuple[int, int, int]:
    """`SetDefaults_NodeStatus`, `NodeInfo.SetNode`: the allocatable, or else the capacity; what is missing is 0."""
    given = amounts(at(node, "status", "allocatable")) or amounts(at(node, "status", "capacity")) or {}
    return ceil(given.get(CPU, 0) * 1000), ceil(given.get(MEMORY, 0)), ceil(given.get(PODS, 0))


def fits(request: tuple[int, int], node: tuple[int, int, int], used: tuple[int, int], pods: int) -> bool:
    """`fitsRequest`: a free place for one pod, and enough of each resource that it requests more than 0 of."""
    free = (node[0] - used[0], node[1] - used[1])
    return pods + 1 <= node[2] and all(ours <= left for ours, left in zip(request, free, strict=True) if ours > 0)
