"""What the status of an autoscaler says: whether it scales at all, and what it can't see."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.plural import counted
from course_lib.sizing.autoscaling.exported import annotated
from course_lib.text_files.messages import show_name
from course_lib.text_files.parts import Part

REASON_MOST = 40
SWITCHED_OFF = "Switched off: what it scales was set to 0 replicas, and stays there until somebody sets another number."
NO_TARGET = "What it scales isn't there, or can't be scaled"
NEVER = "No status yet: nothing had been measured when the file was written."
AT_MOST = "It wants more replicas than maxReplicas allows."


def remarks(item: Part) -> list[str]:
    """Return what the status says that matters for the count.

    >>> condition = {"type": "ScalingActive", "status": "False", "reason": "FailedGetResourceMetric"}
    >>> remarks(Part({"status": {"conditions": [condition]}}, "hpa"))
    ["It doesn't scale: FailedGetResourceMetric."]
    """
    conditions = _either(item.at("status", "conditions"), annotated.held(item, annotated.CONDITIONS)).parts()
    measured = _either(item.at("status", "currentMetrics"), annotated.held(item, annotated.CURRENT)).parts()
    found = [remark for each in conditions for remark in _of_condition(each)]
    if not conditions and not measured:
        return [NEVER]
    return [*found, *_remark_unread(measured, is_active=_is_active(conditions))]


def _either(first: Part, second: Part) -> Part:
    return second if first.value is None else first


def _is_active(conditions: Sequence[Part]) -> bool:
    return any(each.at("type").text() == "ScalingActive" and each.at("status").text() == "True" for each in conditions)


def _of_condition(condition: Part) -> list[str]:
    what, status, reason = (condition.at(key).text() for key in ("type", "status", "reason"))
    shown = show_name(reason, REASON_MOST) if reason else "no reason given"
    if what == "ScalingActive" and status == "False":
        return [SWITCHED_OFF if reason == "ScalingDisabled" else f"It doesn't scale: {shown}."]
    if what == "AbleToScale" and status == "False":
        return [f"{NO_TARGET}: {shown}."]
    if what == "ScalingLimited" and status == "True" and reason == "TooManyReplicas":
        return [AT_MOST]
    return []


def _remark_unread(measured: Sequence[Part], *, is_active: bool) -> list[str]:
    """Say that a part of the metrics failed: in the place of each stands an entry without a type."""
    unread = sum(not each.at("type").text() for each in measured)
    if not (unread and is_active):
        return []
    failed = f"{unread:,} of its {counted(len(measured), 'metric')} could not be read"
    return [f"{failed}: as long as one fails, nothing is scaled down."]
