"""What a HorizontalPodAutoscaler looks at: its metrics, in either of the two ways in which they are written.

Vocabulary: a `goal` is one metric with its target ("CPU at 60% of the request"). In autoscaling/v2 the target is
a group of fields; the annotation of autoscaling/v1 (and v2beta1) has it flat ("targetAverageValue").
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.cluster.objects import quantities
from course_lib.sizing.autoscaling.pods import CPU
from course_lib.text_files.messages import shorten, show_name
from course_lib.text_files.parts import Part

RESOURCE, CONTAINER = "Resource", "ContainerResource"
FIELDS = {
    RESOURCE: "resource",
    CONTAINER: "containerResource",
    "Pods": "pods",
    "Object": "object",
    "External": "external",
}
DEFAULT_PERCENT = 80
NAME_MOST = 40
MOST = 2**31 - 1  # what fits into Kubernetes' fields


@dataclass(frozen=True)
class Goal:
    """A metric and its target.

    Attributes
    ----------
    kind : str
        "Resource", "ContainerResource", "Pods", "Object", "External", or what a later Kubernetes may have.
    words : str
        "CPU at 60% of the request".
    name : str
        Of the resource, or of the metric.
    percent : int or None
        Of the request; None where the target is an amount.
    container : str or None
        The one that is looked at.
    """

    kind: str
    words: str
    name: str = ""
    percent: int | None = None
    container: str | None = None

    @property
    def is_cpu_percent(self) -> bool:
        """Whether it is what the model follows: CPU in percent of the request."""
        return self.name == CPU and self.percent is not None


def cpu(percent: int) -> Goal:
    """Return the plain one: the whole pod's CPU.

    >>> cpu(60).words
    'CPU at 60% of the request'
    """
    return Goal(RESOURCE, f"CPU at {percent}% of the request", CPU, percent)


def goal(metric: Part) -> Goal:
    """Read one entry of `metrics`.

    >>> flat = {"type": "Resource", "resource": {"name": "memory", "targetAverageValue": "900Mi"}}
    >>> goal(Part(flat, "metric")).words
    'memory at 900Mi a pod'
    """
    kind = metric.at("type").text()
    if not kind:
        metric.at("type").refuse("be a type of metric such as Resource")
    if kind not in FIELDS:
        return Goal(kind, f"a metric of type {show_name(kind, NAME_MOST)}")
    own = metric.at(FIELDS[kind])
    if kind in (RESOURCE, CONTAINER):
        return _of_resource(kind, own)
    name = own.at("metric", "name").text() or own.at("metricName").text()
    if not name:
        own.at("metric", "name").refuse("be the name of a metric")
    what = f"{kind.lower().removesuffix('s')} metric {show_name(name, NAME_MOST)}"
    return Goal(kind, f"{what} at {_amount(own)}", name)


def _of_resource(kind: str, own: Part) -> Goal:
    name, container = own.at("name").text(), own.at("container").text() or None
    if not name:
        own.at("name").refuse("be the name of a resource such as cpu")
    if kind == CONTAINER and container is None:
        own.at("container").refuse("be the name of a container")
    what = "CPU" if name == CPU else show_name(name, NAME_MOST)
    what += f" of container {show_name(container, NAME_MOST)}" if container else ""
    part = _first(own.at("target", "averageUtilization"), own.at("targetAverageUtilization"))
    if part.value is None:
        return Goal(kind, f"{what} at {_amount(own)}", name, container=container)
    return Goal(kind, f"{what} at {percentage(part)}% of the request", name, percentage(part), container)


def percentage(part: Part) -> int:
    """Return a target in percent of the request."""
    if not 1 <= part.whole() <= MOST:
        part.refuse(f"be a percentage from 1 to {MOST:,}")
    return part.whole()


def _amount(own: Part) -> str:
    """Return the target in words: what one pod should have, or all together."""
    each = _first(own.at("target", "averageValue"), own.at("targetAverageValue"), own.at("averageValue"))
    if each.value is not None:
        return f"{_quantity(each)} a pod"
    whole = _first(own.at("target", "value"), own.at("targetValue"))
    if whole.value is None:
        own.at("target").refuse("hold averageUtilization, averageValue or value")
    return f"{_quantity(whole)} in all"


def _quantity(part: Part) -> str:
    part.read(quantities.count)
    return shorten(str(part.value), NAME_MOST)


def _first(*parts: Part) -> Part:
    return next((part for part in parts if part.value is not None), parts[0])
