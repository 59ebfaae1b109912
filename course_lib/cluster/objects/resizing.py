"""Pods that are resized in place: what their status says of requests, beside what their spec asks for.

Vocabulary: of a container, `allocated` is what its kubelet has promised it, `actual` what it runs with; what the spec
asks for is *wanted*. A resize that *waits* is Deferred (its node has no room now) or Infeasible (it never will).

As k8s.io/component-helpers/resource reckons from Kubernetes 1.37 on. Before, each container counted with the most of
the three: more in all, where one grows as another shrinks (kubernetes#140047).
"""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.plural import counted
from course_lib.text_files.parts import Part

Asks = dict[str, Part]

INFEASIBLE, DEFERRED = "Infeasible", "Deferred"
NOTHING = Part(None, "")
WAITS = {
    INFEASIBLE: "A resize can't be done on the pod's node, and isn't counted",
    DEFERRED: "A resize waits for room on the pod's node, and is counted as requested",
}


def why_it_waits(status: Part) -> str:
    """Return why a pod's resize waits; empty where none does."""
    for condition in status.at("conditions").parts():
        if condition.at("type").text() == "PodResizePending":
            return condition.at("reason").text()
    return ""


def given_asks(resources: Part) -> Asks:
    """Return amounts by resource, without those that are null."""
    given = resources.entries()
    return {name: resources.at(name) for name, value in given.items() if value is not None} if given else {}


def of_containers(status: Part) -> dict[str, Part]:
    """Return the status of each container that tells of resources, init containers included, by name."""
    found = [*status.at("containerStatuses").parts(), *status.at("initContainerStatuses").parts()]
    tells = (
        each for each in found if any(each.at(key).value is not None for key in ("resources", "allocatedResources"))
    )
    return {each.at("name").text(): each for each in tells}


def allocated(status: Part | None, wanted: Asks) -> Asks:
    """Return what a container was promised; what it falls back to where nothing is told of that."""
    told = NOTHING if status is None else status.at("allocatedResources")
    return given_asks(told) or wanted


def actual(status: Part | None, wanted: Asks) -> Asks:
    """Return what a container runs with; else what it was promised, or what it falls back to."""
    told = NOTHING if status is None else status.at("resources", "requests")
    return given_asks(told) or allocated(status, wanted)


def of_pod(status: Part) -> list[Asks]:
    """Return what a pod as a whole was promised and runs with, where both are told (KEP-5419)."""
    told = [given_asks(each) for each in (status.at("allocatedResources"), status.at("resources", "requests"))]
    return told if all(told) else []


def remarks(pods: Sequence[Part]) -> list[str]:
    """Return a remark on each reason for which resizes wait."""
    reasons = [why_it_waits(pod.at("status")) for pod in pods]
    having = {said: reasons.count(reason) for reason, said in WAITS.items()}
    return [f"{said}: {counted(many, 'pod')}." for said, many in having.items() if many]
