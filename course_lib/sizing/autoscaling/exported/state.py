"""What the status of an autoscaler says: whether it scales at all, and what it can't see.

Vocabulary: a `stop` is a reason why it scales nothing, as the words after "as" or in brackets ("it doesn't scale:
FailedGetScale"); as a remark, it is a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.plural import counted
from course_lib.sizing.autoscaling.exported import annotated
from course_lib.text_files.messages import show_name
from course_lib.text_files.parts import Part

REASON_MOST = 40
SWITCHED_OFF = "switched off: what it scales was set to 0 replicas, and stays there until somebody sets another number"
NO_TARGET = "what it scales isn't there, or can't be scaled"
NEVER = "No status yet: nothing had been measured when the file was written."
AT_MOST = "It wants more replicas than maxReplicas allows."


def remarks(item: Part) -> list[str]:
    """Return what the status says that matters for the count.

    >>> condition = {"type": "ScalingActive", "status": "False", "reason": "FailedGetResourceMetric"}
    >>> remarks(Part({"status": {"conditions": [condition]}}, "hpa"))
    ["It doesn't scale: FailedGetResourceMetric."]
    """
    conditions = _conditions(item)
    measured = _either(item.at("status", "currentMetrics"), annotated.held(item, annotated.CURRENT)).parts()
    if not conditions and not measured:
        return [NEVER]
    at_most = [AT_MOST for each in conditions if _is_at_most(each)]
    return [
        *map(sentence, stops(item)),
        *at_most,
        *_remark_unread(measured, is_active=_is_active(conditions)),
    ]


def stops(item: Part) -> list[str]:
    """Return why the autoscaler scaled nothing when the file was written; nothing where it did.

    >>> condition = {"type": "AbleToScale", "status": "False", "reason": "FailedGetScale"}
    >>> stops(Part({"status": {"conditions": [condition]}}, "hpa"))
    ["what it scales isn't there, or can't be scaled: FailedGetScale"]
    """
    return [stop for each in _conditions(item) for stop in _stop(each)]


def sentence(stop: str) -> str:
    """Return a reason as a sentence.

    >>> sentence("it doesn't scale: FailedGetScale")
    "It doesn't scale: FailedGetScale."
    """
    return f"{stop[:1].upper()}{stop[1:]}."


def _conditions(item: Part) -> list[Part]:
    return _either(item.at("status", "conditions"), annotated.held(item, annotated.CONDITIONS)).parts()


def _either(first: Part, second: Part) -> Part:
    return second if first.value is None else first


def _is_active(conditions: Sequence[Part]) -> bool:
    return any(each.at("type").text() == "ScalingActive" and each.at("status").text() == "True" for each in conditions)


def _stop(condition: Part) -> list[str]:
    what, status, reason = (condition.at(key).text() for key in ("type", "status", "reason"))
    shown = show_name(reason, REASON_MOST) if reason else "no reason given"
    if what == "ScalingActive" and status == "False":
        return [SWITCHED_OFF if reason == "ScalingDisabled" else f"it doesn't scale: {shown}"]
    if what == "AbleToScale" and status == "False":
        return [f"{NO_TARGET}: {shown}"]
    return []


def _is_at_most(condition: Part) -> bool:
    said = tuple(condition.at(key).text() for key in ("type", "status", "reason"))
    return said == ("ScalingLimited", "True", "TooManyReplicas")


def _remark_unread(measured: Sequence[Part], *, is_active: bool) -> list[str]:
    """Say that a part of the metrics failed: in the place of each stands an entry without a type."""
    unread = sum(not each.at("type").text() for each in measured)
    if not (unread and is_active):
        return []
    failed = f"{unread:,} of its {counted(len(measured), 'metric')} could not be read"
    return [f"{failed}: as long as one fails, nothing is scaled down."]
