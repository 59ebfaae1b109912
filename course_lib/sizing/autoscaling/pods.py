"""Pods as an autoscaler meets them: what each uses, and whether its sample counts.

Vocabulary: a `class` is what becomes of a pod: "ready" (its sample counts), "unready" (too young, or never was ready),
"missing" (no sample), "ignored" (on its way out, or failed). A `sample` is the mean use over a window that ends at
`sample_s`. Amounts are thousandths of the metric's unit: millicores for CPU. Times are seconds on one clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_lib import require
from course_lib.sizing.autoscaling.rules import whole_millicores
from course_lib.tables import figure

READY, UNREADY, MISSING, IGNORED = CLASSES = ("ready", "unready", "missing", "ignored")
PHASES = ("Pending", "Running", "Succeeded", "Failed", "Unknown")
CPU, MEMORY = "cpu", "memory"
INITIALISATION_S, FIRST_READINESS_S = (
    figure("autoscaling", name).value for name in ("cpu_initialisation", "first_readiness")
)
LONG_AGO_S = -1e9
MOST_THOUSANDTHS = 1e18  # Kubernetes counts in 64 bits
MOST_PODS = 100_000


@dataclass(frozen=True)
class Container:
    """A container's use and request; None for a use that nobody measured, and for a request that is not set.

    Attributes
    ----------
    usage_m, request_m : float, int or None
        In thousandths of the metric's unit.
    name : str
        As in the pod's list.
    restarts_in_init : bool
        A native sidecar: an init container that keeps running. Its request counts like any other's.
    """

    usage_m: float | None
    request_m: int | None = None
    name: str = "app"
    restarts_in_init: bool = False

    def __post_init__(self) -> None:
        if self.usage_m is not None:
            require.between("usage_m", self.usage_m, 0, MOST_THOUSANDTHS)
        if self.request_m is not None:
            require.between("request_m", require.whole("request_m", self.request_m), 0, MOST_THOUSANDTHS)


@dataclass(frozen=True)
class PodState:
    """A pod at one moment.

    Attributes
    ----------
    containers : tuple of Container
        All that have a request: init containers count only if they keep running.
    phase : str
        One of `PHASES`.
    deleted : bool
        It has a deletion timestamp.
    ready : bool or None
        The condition Ready; None where the pod has none yet.
    started_s, ready_changed_s : float or None
        When it started, and when the condition last changed.
    sample_s, window_s : float
        When its sample was taken, and over how long.
    request_m : int or None
        A request of the pod as a whole, which then counts in place of its containers'.
    memory : tuple of Container
        What the containers use of memory and request of it, for an autoscaler that looks at CPU and at memory. If it's
        empty, `containers` stand for the one resource that is looked at.
    memory_request_m : int or None
        As `request_m`.
    """

    containers: tuple[Container, ...]
    phase: str = "Running"
    deleted: bool = False
    ready: bool | None = True
    started_s: float | None = LONG_AGO_S
    ready_changed_s: float = LONG_AGO_S
    sample_s: float = 0.0
    window_s: float = 15.0
    request_m: int | None = None
    memory: tuple[Container, ...] = ()
    memory_request_m: int | None = None

    def __post_init__(self) -> None:
        require.one_of("phase", self.phase, PHASES)
        for name, least in (("containers", 1), ("memory", 0)):
            given = getattr(self, name)
            is_tuple = isinstance(given, tuple) and all(isinstance(each, Container) for each in given)
            require.that(is_tuple and len(given) >= least, name, given, f"be a tuple of at least {least} Container")
        is_known = self.ready is None or isinstance(self.ready, bool)
        require.that(is_known, "ready", self.ready, "be True, False, or None where the pod has no such condition yet")
        for name in ("started_s", "ready_changed_s", "sample_s", "window_s"):
            if name != "started_s" or self.started_s is not None:
                require.number(name, getattr(self, name))
        for name in ("request_m", "memory_request_m"):
            if getattr(self, name) is not None:
                require.between(name, require.whole(name, getattr(self, name)), 0, MOST_THOUSANDTHS)

    def chosen(self, container: str | None, resource: str = CPU) -> tuple[Container, ...]:
        """Return the container of that name, or all; none if there is no such container."""
        containers = self.memory if self._has_own(resource) else self.containers
        return tuple(each for each in containers if container in (None, each.name))

    def request_of_pod(self, resource: str) -> int | None:
        """Return what the pod as a whole requests of a resource."""
        return self.memory_request_m if self._has_own(resource) else self.request_m

    def _has_own(self, resource: str) -> bool:
        return resource == MEMORY and len(self.memory) > 0

    def usage(self, container: str | None = None, resource: str = CPU) -> int | None:
        """Return the use, each container's rounded up; None if one of them has no sample.

        >>> PodState((Container(99.2), Container(0.4, name="proxy"))).usage()
        101
        """
        chosen = self.chosen(container, resource)
        if not chosen or any(each.usage_m is None for each in chosen):
            return None
        return sum(whole_millicores(float(each.usage_m or 0)) for each in chosen)


def pod_class(pod: PodState, now_s: float = 0.0, usage: int | None = 0, resource: str = CPU) -> str:
    """Return what becomes of a pod whose use is `usage` (None: no sample): the first of Kubernetes' rules that fits.

    Readiness is looked at for CPU only, because what a starting program uses says nothing of its work.

    Examples
    --------
    >>> young = PodState((Container(400, 500),), started_s=-60, ready_changed_s=-10, sample_s=0, window_s=15)
    >>> pod_class(young), pod_class(young, resource="memory"), pod_class(young, usage=None)
    ('unready', 'ready', 'missing')
    """
    if pod.deleted or pod.phase == "Failed":
        return IGNORED
    if pod.phase == "Pending":
        return UNREADY
    if usage is None:
        return MISSING
    return UNREADY if resource == CPU and is_unready(pod, now_s) else READY


def is_unready(pod: PodState, now_s: float) -> bool:
    """Whether a pod's sample of CPU must not count yet.

    In its first five minutes: not ready, or a sample that began before it was. Later: only if it never was ready.
    """
    if pod.ready is None or pod.started_s is None:
        return True
    if pod.started_s + INITIALISATION_S > now_s:
        return not pod.ready or pod.sample_s < pod.ready_changed_s + pod.window_s
    return not pod.ready and pod.started_s + FIRST_READINESS_S > pod.ready_changed_s


def ready(usages_m: Iterable[float], request_m: int = 500) -> tuple[PodState, ...]:
    """Return pods of one container that have been ready for long, with these uses.

    >>> [pod.usage() for pod in ready([100, 250])]
    [100, 250]
    """
    are_several = isinstance(usages_m, Iterable) and not isinstance(usages_m, str | bytes)
    require.that(are_several, "usages_m", usages_m, "be a list of what the pods use, in millicores: [350] * 10")
    return tuple(PodState((Container(usage_m, request_m),)) for usage_m in usages_m)


def unready(pods: int, request_m: int = 500) -> tuple[PodState, ...]:
    """Return so many pods that wait for a node or for their image."""
    waiting = PodState((Container(None, request_m),), phase="Pending", ready=False)
    return (waiting,) * _number(pods)


def missing(pods: int, request_m: int = 500) -> tuple[PodState, ...]:
    """Return so many running pods of which nobody has measured anything."""
    return (PodState((Container(None, request_m),)),) * _number(pods)


def _number(pods: int) -> int:
    return int(require.between("pods", require.whole("pods", pods), 0, MOST_PODS))
