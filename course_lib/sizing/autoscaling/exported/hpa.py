"""One HorizontalPodAutoscaler of a file: what it's set to, what of that the model follows, and what to know about it.

Vocabulary: its `settings` ({"target": 60, "least": 3, …}) are arguments of `Autoscaler`. The model follows a CPU target
in percent; an autoscaler without one has no settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from course_lib.cluster.exports.unfold import Item, name, namespace
from course_lib.plural import in_a_row
from course_lib.sizing.autoscaling.exported import annotated, goals, rates, state
from course_lib.sizing.autoscaling.exported.goals import CONTAINER, MOST, RESOURCE, Goal
from course_lib.sizing.autoscaling.exported.workloads import Amounts, Key, Workloads
from course_lib.text_files.messages import show_name
from course_lib.text_files.parts import Part

NAME_MOST = 60
DEFAULTED = "It sets no metric, so Kubernetes takes CPU at 80% of the request."
TO_ZERO = "It may go down to 0 replicas, by its Object or External metric; the model keeps 1."
NOT_FOLLOWED = "The model follows nothing but CPU in percent of the request, and this one looks at {others}."
NOT_ALL = (
    "It also looks at {others}, which the model doesn't follow: the largest proposal counts, so there may be more"
    " replicas."
)
OF_CONTAINER = "It looks at container {container} alone: the demand and the request have to be that container's."
TEMPLATE = "By its template a pod requests {said}; what a sidecar requests that is injected comes on top."
NO_REQUEST = "One of the containers has no CPU request{unless}: then Kubernetes can't work out this percentage."
UNLESS = " (unless the namespace has a default for it, a LimitRange)"


@dataclass(frozen=True)
class Exported:
    """A HorizontalPodAutoscaler as the files have it.

    Attributes
    ----------
    name : str
        With its namespace: "harbor/checkout".
    scales : str
        "Deployment checkout".
    metrics : tuple of str
        What it looks at: "CPU at 60% of the request".
    target : tuple of str
        Namespace, kind and name of what it scales.
    least, most, replicas : int
        minReplicas, maxReplicas, and how many there were.
    settings : mapping or None
        Arguments of `Autoscaler`; None if it has no CPU target in percent, which is all that the model follows.
    lacks_request : bool
        Whether one of the containers has no CPU request, as far as the files say.
    stops : tuple of str
        Why it scales nothing, as far as the files say; all of it is in the remarks, too.
    remarks : tuple of str
        Plain sentences.
    """

    name: str
    scales: str
    metrics: tuple[str, ...]
    target: Key
    least: int
    most: int
    replicas: int
    settings: Mapping[str, Any] | None
    lacks_request: bool
    stops: tuple[str, ...]
    remarks: tuple[str, ...]


def target_of(item: Item) -> Key:
    """Return what an autoscaler scales."""
    reference = item.at("spec", "scaleTargetRef")
    for key in ("kind", "name"):
        if not reference.at(key).text():
            reference.at(key).refuse("be text of at least one character")
    return namespace(item), reference.at("kind").text(), reference.at("name").text()


def exported(item: Item, workloads: Workloads) -> Exported:
    """Return what an object says.

    Parameters
    ----------
    item : Item
        Of autoscaling/v2, v1 with its annotations, or a beta between the two.
    workloads : Workloads
        What else is in the files: perhaps what it scales.
    """
    wanted = _goals(item)
    followed = _followed(wanted)
    least, most = _bounds(item)
    target = target_of(item)
    amounts = workloads.amounts(target, followed.container) if followed else None
    return Exported(
        name(item),
        " ".join(show_name(each, NAME_MOST) for each in target[1:]),
        tuple(each.words for each in wanted),
        target,
        least,
        most,
        item.at("status", "currentReplicas").whole(),
        _settings(item, followed, least, most) | _amounts(amounts) if followed else None,
        amounts is not None and amounts.request_m is None,
        tuple(state.stops(item)),
        tuple(_remarks(item, wanted, followed, amounts)),
    )


def _remarks(item: Item, wanted: Sequence[Goal], followed: Goal | None, amounts: Amounts | None) -> list[str]:
    return [
        *_remark_goals(wanted, followed),
        *_remark_bounds(*_bounds(item), followed),
        *([DEFAULTED] if _sets_no_metric(item) else []),
        *_remark_amounts(amounts),
        *state.remarks(item),
    ]


def _settings(item: Item, followed: Goal, least: int, most: int) -> dict[str, Any]:
    field = item.at("spec", "behavior")
    behavior = rates.behavior(annotated.held(item, annotated.BEHAVIOR) if field.value is None else field)
    return {"target": followed.percent, "least": max(1, least), "most": most, "behavior": behavior}


def _sets_no_metric(item: Item) -> bool:
    return not _metrics(item) and _percent_of_v1(item) is None


def _goals(item: Item) -> list[Goal]:
    found = [goals.goal(each) for each in _metrics(item)]
    percent = _percent_of_v1(item)
    if percent is not None:
        found.append(goals.cpu(percent))
    return found or [goals.cpu(goals.DEFAULT_PERCENT)]


def _metrics(item: Item) -> list[Part]:
    return item.at("spec", "metrics").parts() or annotated.held(item, annotated.METRICS).parts()


def _percent_of_v1(item: Item) -> int | None:
    part = item.at("spec", "targetCPUUtilizationPercentage")
    if part.value is None or item.at("spec", "metrics").value:
        return None
    return goals.percentage(part)


def _followed(wanted: Sequence[Goal]) -> Goal | None:
    """Return the CPU target that the model follows: of the whole pod if there is one, else of one container."""
    by_kind = {each.kind: each for each in reversed(wanted) if each.is_cpu_percent}
    return by_kind.get(RESOURCE) or by_kind.get(CONTAINER)


def _bounds(item: Item) -> tuple[int, int]:
    least, most = item.at("spec", "minReplicas"), item.at("spec", "maxReplicas")
    if not 1 <= most.whole() <= MOST:
        most.refuse(f"be a whole number from 1 to {MOST:,}")
    lowest = 1 if least.value is None else least.whole()
    if not 0 <= lowest <= most.whole():
        least.refuse(f"be from 0 to maxReplicas ({most.whole():,})")
    return lowest, most.whole()


def _amounts(amounts: Amounts | None) -> dict[str, int]:
    if amounts is None:
        return {}
    found = {"request_m": amounts.request_m, "limit_m": amounts.limit_m}
    return {key: amount for key, amount in found.items() if amount}


def _remark_amounts(amounts: Amounts | None) -> list[str]:
    if amounts is None:
        return []
    if amounts.request_m is None:
        return [NO_REQUEST.format(unless=UNLESS if amounts.from_template else "")]
    said = f"{amounts.request_m:,}m of CPU"
    if amounts.differ:
        return [f"Its pods request different amounts; the mean is {said}."]
    return [TEMPLATE.format(said=said)] if amounts.from_template else []


def _remark_bounds(least: int, most: int, followed: Goal | None) -> list[str]:
    if least == most:
        return [f"Its size is fixed: minReplicas and maxReplicas are both {most:,}."]
    return [TO_ZERO] if least == 0 and followed else []


def _remark_goals(wanted: Sequence[Goal], followed: Goal | None) -> list[str]:
    others = [each.words for each in wanted if each is not followed]
    if followed is None:
        return [NOT_FOLLOWED.format(others=in_a_row(others))]
    container = show_name(followed.container, NAME_MOST) if followed.container else ""
    return [
        *([OF_CONTAINER.format(container=container)] if container else []),
        *([NOT_ALL.format(others=in_a_row(others))] if others else []),
    ]
