"""What the pods that are scaled request of CPU, if they or their Deployment are in the files, too.

Vocabulary: a `workload` is what an autoscaler scales (a Deployment, a StatefulSet, …); its `template` is what it makes
its pods from. A sidecar that is injected stands in the pods and not in the template, so pods are looked at first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course_lib.cluster.exports.items import has_ended
from course_lib.cluster.exports.unfold import Item, namespace
from course_lib.cluster.objects import podspec
from course_lib.cluster.objects.quantities import cpu_millicores
from course_lib.cluster.objects.selectors import Labelled, Selector
from course_lib.text_files.parts import Part

Key = tuple[str, str, str]  # namespace, kind, name


@dataclass(frozen=True)
class Amounts:
    """What a pod requests, and what it may use at most.

    Attributes
    ----------
    request_m, limit_m : int or None
        In millicores, the mean where pods differ; None where a container has none.
    differ : bool
        Whether pods request different amounts.
    from_template : bool
        Whether there were no pods to look at.
    """

    request_m: int | None
    limit_m: int | None
    differ: bool = False
    from_template: bool = False


class Workloads:
    """The workloads and pods of some files.

    Parameters
    ----------
    items : iterable of Item
        Whatever the files hold.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self.by_key: dict[Key, Item] = {}
        pods = []
        for item in items:
            if item.is_core("Pod"):
                pods.append(item)
            else:
                self.by_key[namespace(item), item.kind, item.at("metadata", "name").text()] = item
        self.pods = Labelled(pod for pod in pods if not has_ended(pod))

    def amounts(self, key: Key, container: str | None) -> Amounts | None:
        """Return what the autoscaler compares with: the requests of pods, or of one container of each.

        None if the workload isn't in the files, or has no such container.
        """
        if key not in self.by_key:
            return None
        workload = self.by_key[key]
        pods = [pod.at("spec") for pod in self._pods_of(workload)]
        template = workload.at("spec", "template", "spec")
        specs = pods or ([] if template.value is None else [template])
        chosen = [(spec, _chosen(spec, container)) for spec in specs]
        if not chosen or not all(containers for _, containers in chosen):
            return None
        found = [
            tuple(_sum([] if container else [spec], containers, what) for what in ("requests", "limits"))
            for spec, containers in chosen
        ]
        requests, limits = zip(*found, strict=True)
        return Amounts(_mean(requests), _mean(limits), len(set(requests)) > 1, not pods)

    def _pods_of(self, workload: Item) -> list[Item]:
        selector = Selector(workload.at("spec", "selector"))
        return [] if selector.is_empty else self.pods.selected(selector, namespace(workload))


def _chosen(spec: Part, container: str | None) -> list[Part]:
    return [each for each in podspec.staying_containers(spec) if container in (None, each.at("name").text())]


def _sum(of_pod: Sequence[Part], containers: Sequence[Part], what: str) -> int | None:
    """Return the pod's own amount, or its containers' sum; None if one has none."""
    for each in of_pod:
        if each.at("resources", what, "cpu").value is not None:
            return each.at("resources", what, "cpu").read(cpu_millicores)
    given = [each.at("resources", what, "cpu") for each in containers]
    if what == "requests":  # the server sets a request that is missing beside a limit
        given = [_or_limit(part, each) for part, each in zip(given, containers, strict=True)]
    if any(part.value is None for part in given):
        return None
    return sum(part.read(cpu_millicores) for part in given)


def _or_limit(request: Part, container: Part) -> Part:
    return container.at("resources", "limits", "cpu") if request.value is None else request


def _mean(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return round(sum(known) / len(known)) if len(known) == len(amounts) else None
