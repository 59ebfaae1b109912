"""What pods ask of the scheduler that is not reckoned with here, each named with the number of pods that ask for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from course_lib.cluster.exports.files import Part
from course_lib.cluster.objects.podspec import all_asks, containers
from course_lib.cluster.objects.quantities import count
from course_lib.plural import counted

REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"


def remarks(specs: Sequence[Part]) -> list[str]:
    """Return a remark on each thing that the specs of pods ask for and that is not handled."""
    having = {what: sum(map(has, specs)) for what, has in NOT_HANDLED.items()}
    return [f"Not handled: {what} ({counted(many, 'pod')})." for what, many in having.items() if many]


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
