"""What an autoscaler can be set to look at, and the groups that a metric makes of the pods.

Vocabulary: a `target` (70) is a percentage of the request, or an amount in thousandths; a metric `fails` if it can't be
worked out, and the reason is what `kubectl describe hpa` shows in other words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from course_lib import require
from course_lib.sizing.autoscaling.pods import (
    CPU,
    MEMORY,
    MISSING,
    MOST_THOUSANDTHS,
    READY,
    UNREADY,
    PodState,
    pod_class,
)
from course_lib.sizing.autoscaling.rules import MEAN, PERCENT, Group

Groups = dict[str, Group]
NO_REQUEST = "FailedGetResourceMetric: missing request for {resource} in container {name}"
NO_CONTAINER = "FailedGetContainerResourceMetric: there is no container {name} in a pod"
NO_SAMPLES = "FailedGetResourceMetric: no pod has a sample that counts (they might be unready)"
NOTHING_REQUESTED = "FailedGetResourceMetric: the pods with samples request nothing"


class MetricError(Exception):
    """A metric that can't be worked out: that is no fault of the caller's, but a finding."""


@dataclass(frozen=True)
class _OfResource:
    """What is looked at of a resource: of all containers or one of them, and what is aimed at."""

    target: int
    resource: str = CPU
    container: str | None = None

    def __post_init__(self) -> None:
        require.whole("target", self.target, at_least=1)
        require.that(isinstance(self.resource, str), "resource", self.resource, f'be a name: "{CPU}" or "{MEMORY}"')
        is_name = self.container is None or isinstance(self.container, str)
        require.that(is_name, "container", self.container, "be a container's name, or None for all of them")

    def _called(self, what: str) -> str:
        return f"{self.resource} {what}" + (f" of {self.container}" if self.container else "")

    def _by_class(self, pods: Sequence[PodState], now_s: float) -> Kept:
        usages = [_usage(pod, self.resource, self.container) for pod in pods]
        return [(pod_class(pod, now_s, usage, self.resource), usage) for pod, usage in zip(pods, usages, strict=True)]


class Utilisation(_OfResource):
    """Use in percent of the request, over all containers or (ContainerResource) one of them.

    >>> Utilisation(70, container="app").name
    'cpu utilisation of app'
    """

    @property
    def name(self) -> str:
        """What is measured, in words."""
        return self._called("utilisation")

    @property
    def scale(self) -> int:
        """Whole percents."""
        return PERCENT

    def groups(self, pods: Sequence[PodState], now_s: float) -> Groups:
        """Return the pods by class; raise a MetricError where a container requests nothing."""
        requests = [_request(pod, self.resource, self.container) for pod in pods]
        fallback = max(PERCENT, self.target)
        return _grouped(self._by_class(pods, now_s), requests, lambda request_m: request_m * fallback // PERCENT)


class AverageValue(_OfResource):
    """Use a pod as a plain amount (type Resource or ContainerResource with AverageValue): requests play no part."""

    @property
    def name(self) -> str:
        """What is measured, in words."""
        return self._called("a pod")

    @property
    def scale(self) -> int:
        """The mean itself."""
        return MEAN

    def groups(self, pods: Sequence[PodState], now_s: float) -> Groups:
        """Return the pods by class."""
        return _grouped(self._by_class(pods, now_s), [1] * len(pods), lambda _: self.target)


@dataclass(frozen=True)
class PerPod:
    """A custom metric a pod (type Pods): values in the order of the pods, None where there is none."""

    target: int
    values_m: tuple[int | None, ...]
    what: str = "requests/s"

    def __post_init__(self) -> None:
        require.whole("target", self.target, at_least=1)
        require.that(isinstance(self.values_m, list | tuple), "values_m", self.values_m, "be a tuple, one value a pod")
        for pod, value_m in enumerate(self.values_m):
            _thousandths(f"values_m[{pod}]", value_m)

    @property
    def name(self) -> str:
        """What is measured, in words."""
        return f"{self.what} a pod"

    @property
    def scale(self) -> int:
        """The mean itself."""
        return MEAN

    def groups(self, pods: Sequence[PodState], now_s: float) -> Groups:
        """Return the pods by class; readiness is not looked at."""
        require.that(len(self.values_m) == len(pods), "values_m", self.values_m, f"be {len(pods)} values, one a pod")
        kept = [
            (pod_class(pod, now_s, value, self.what), value) for pod, value in zip(pods, self.values_m, strict=True)
        ]
        return _grouped(kept, [1] * len(pods), lambda _: self.target)


@dataclass(frozen=True)
class Total:
    """One value for the whole (type Object or External): a queue's length, say; None where it can't be read.

    Attributes
    ----------
    target, value_m : int, int or None
        In thousandths.
    per_pod : bool
        The target is a pod's share (AverageValue), not the whole (Value).
    """

    target: int
    value_m: int | None
    per_pod: bool = False
    what: str = "queue length"

    def __post_init__(self) -> None:
        require.whole("target", self.target, at_least=1)
        _thousandths("value_m", self.value_m)

    @property
    def name(self) -> str:
        """What is measured, in words."""
        return self.what


def _thousandths(name: str, value_m: int | None) -> None:
    """Check a value that was read, if one was."""
    if value_m is not None:
        require.between(name, require.whole(name, value_m), 0, MOST_THOUSANDTHS)


Metric = Utilisation | AverageValue | PerPod | Total
Kept = list[tuple[str, int | None]]


def _request(pod: PodState, resource: str, container: str | None) -> int:
    """Return a pod's request; a container's own has precedence over the pod's, which has it over the sum."""
    whole = pod.request_of_pod(resource)
    if container is None and whole is not None:
        return whole
    chosen = pod.chosen(container, resource)
    if not chosen:
        raise MetricError(NO_CONTAINER.format(name=container))
    for each in chosen:
        if each.request_m is None:
            raise MetricError(NO_REQUEST.format(resource=resource, name=each.name))
    return sum(each.request_m or 0 for each in chosen)


def _usage(pod: PodState, resource: str, container: str | None) -> int | None:
    """Return a pod's use; a pod that is measured without the container that is looked at makes the metric fail."""
    if not pod.chosen(container, resource) and any(each.usage_m is not None for each in pod.chosen(None, resource)):
        raise MetricError(NO_CONTAINER.format(name=container))
    return pod.usage(container, resource)


def _grouped(kept: Kept, bases: Sequence[int], taken_for: Callable[[int], int]) -> Groups:
    """Return sums by class; what is missing is taken to use `taken_for` its base."""
    sums = {each: [0, 0, 0] for each in (READY, UNREADY, MISSING)}
    for (belongs_to, usage), base in zip(kept, bases, strict=True):
        if belongs_to in sums:
            use = {READY: usage or 0, UNREADY: 0, MISSING: taken_for(base)}[belongs_to]
            sums[belongs_to] = [total + more for total, more in zip(sums[belongs_to], (1, use, base), strict=True)]
    groups = {name: Group(*each) for name, each in sums.items()}
    if groups[READY].pods == 0:
        raise MetricError(NO_SAMPLES)
    if groups[READY].base == 0:
        raise MetricError(NOTHING_REQUESTED)
    return groups
