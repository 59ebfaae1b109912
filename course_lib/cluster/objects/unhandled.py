"""What pods ask of the scheduler that is not reckoned with here, each named with the number of pods that ask for it.

Vocabulary: what is *not counted* (GPUs) can only make a pod harder to place, so that more nodes are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from course_lib.cluster.objects.podspec import all_asks, containers
from course_lib.cluster.objects.quantities import count
from course_lib.plural import counted
from course_lib.text_files.parts import Part

NOT_COUNTED, NOT_HANDLED = "Not counted", "Not handled"
# As their device plugins call them: GPUs, TPUs, Neuron, Gaudi.
ACCELERATORS = ("nvidia.com/", "amd.com/gpu", "gpu.intel.com/", "google.com/tpu", "aws.amazon.com/neuron", "habana.ai/")
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"


def remarks(specs: Sequence[Part]) -> list[str]:
    """Return a remark on each thing that the specs of pods ask for and that is not reckoned with."""
    return [
        f"{said}: {what} ({counted(many, 'pod')})."
        for said, demands in ((NOT_COUNTED, RAISING), (NOT_HANDLED, OTHERS))
        for what, many in ((what, sum(map(has, specs))) for what, has in demands.items())
        if many
    ]


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


def asks_accelerator(spec: Part) -> bool:
    """Return whether a pod takes a GPU, or the like.

    >>> asks_accelerator(Part({"containers": [{"resources": {"limits": {"nvidia.com/gpu": "1"}}}]}, "spec"))
    True
    """
    asked = (item for asks in all_asks(spec) for item in asks.items())
    return any(name.startswith(ACCELERATORS) and part.read(count) > 0 for name, part in asked)


def _asks_storage(spec: Part) -> bool:
    return any("ephemeral-storage" in asks for asks in all_asks(spec))


def _host_port(spec: Part) -> bool:
    return any(port.at("hostPort").value for each in containers(spec) for port in each.at("ports").parts())


def _has_comparing_toleration(spec: Part) -> bool:
    operators = {each.at("operator").text() for each in spec.at("tolerations").parts()}
    return not operators <= {"", "Equal", "Exists"}


CLAIMS = ("persistentVolumeClaim", "ephemeral")
RAISING: dict[str, Callable[[Part], bool]] = {
    "GPUs and other extended resources": _asks_extended,
    "resource claims": lambda spec: bool(spec.at("resourceClaims").parts()),
    "affinity and anti-affinity between pods": _pod_affinity,
    "topology spread constraints": _spread,
    "persistent volumes, which may tie a pod to a zone or a node": _claims_volume,
    "ports of the node": _host_port,
    "ephemeral storage": _asks_storage,
}
OTHERS: dict[str, Callable[[Part], bool]] = {
    "scheduling gates": lambda spec: bool(spec.at("schedulingGates").parts()),
    "tolerations that compare numbers, treated as tolerating nothing": _has_comparing_toleration,
}
