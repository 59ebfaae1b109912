"""What the ranges say in short: which ways add nodes, which save some, and of which nobody can tell yet.

A way is only said to save, or to add, if all of its range agrees; a range on both sides of zero says that it isn't
known yet, not that there is no effect.
"""

from __future__ import annotations

from collections.abc import Mapping

from course_lib.assessment.remarks import NO_READINGS
from course_lib.assessment.result import Assessment, Way
from course_lib.estimate import Estimate
from course_lib.report.document.parts import Figure, Label, Line, Points

BY = "nodes"
UNMEASURED: Line = (
    Label("Use was not measured"),
    ": it is assumed here, and so none of what follows can be defended yet. What to measure first stands below.",
)
ALONE, BOTH = "Right-sizing alone, without any mesh", "Against today, right-sizing and all"
FEWER, MORE, OPEN, SAME, NEVER = KINDS = (
    "Against right-sized, fewer nodes or none more",
    "Against right-sized, more nodes or none fewer",
    "Against right-sized, nobody can tell yet",
    "No change in nodes",
    "Can't meet the objective",
)


def verdict(found: Assessment) -> tuple[Points, ...]:
    """Return what there is to say in short, each with its range."""
    alone = found.right_sized.net.get(BY)
    notes = "".join(f" {each}" for each in found.right_sized.notes)
    said: list[Line] = [UNMEASURED] if NO_READINGS in found.missing else []
    said += [] if alone is None else [(Label(ALONE), ": ", _figure(alone), f".{notes}")]
    for kind in KINDS:
        line = _line(kind, {way.name: way.net.get(BY) for way in found.ways if of(way) == kind})
        said.append((*line, _to_tell(found)) if line and kind == OPEN else line)
    said.append(_line(BOTH, {way.name: way.from_today[BY] for way in found.ways if BY in way.from_today}))
    return (Points(tuple(filter(None, said))),)


def _to_tell(found: Assessment) -> str:
    """Return which input would tell most, of those that something in the cluster tells."""
    turning = (each.title for each in found.inputs if each.flip is not None and each.command)
    what = next(turning, found.measure_first.what)
    return f" Most would tell: {what.partition(', over ')[0]} (how: below, What goes in)."


def of(way: Way) -> str:
    """Return what the range of a way's nodes says."""
    net = way.net.get(BY)
    if net is None:
        return NEVER
    if net.low < 0 < net.high:
        return OPEN
    return FEWER if net.low < 0 else MORE if net.high > 0 else SAME


def _line(title: str, values: Mapping[str, Estimate | None]) -> Line:
    parts = [part for name, value in values.items() for part in ("; ", *_part(name, value))]
    return (Label(title), ": ", *parts[1:], ".") if parts else ()


def _part(name: str, value: Estimate | None) -> Line:
    return (name,) if value is None else (f"{name} ".lstrip(), _figure(value))


def _figure(value: Estimate) -> Figure:
    return Figure(value, signed=True)
