"""What the ranges say in short: which ways add nodes, which save some, and of which nobody can tell yet.

A way is only said to save, or to add, if all of its range agrees; a range on both sides of zero says that it isn't
known yet, not that there is no effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from course_lib.assessment.result import Assessment, Way
from course_lib.estimate import Estimate
from course_lib.report.document.parts import Figure, Line, Points

BY = "nodes"
FEWER, MORE, OPEN, SAME, NEVER = KINDS = (
    "Fewer nodes, or none more",
    "More nodes, or none fewer",
    "Can't be told yet, more or fewer",
    "No change in nodes",
    "Can't meet the objective",
)


def verdict(found: Assessment) -> tuple[Points, ...]:
    """Return what there is to say in short, each with its range."""
    lines = [_line(kind, [way for way in found.ways if of(way) == kind]) for kind in KINDS]
    alone = found.right_sized.net.get(BY)
    said: list[Line] = [] if alone is None else [("Right-sizing alone, without any mesh: ", _figure(alone), ".")]
    return (Points((*said, *(line for line in lines if line))),)


def of(way: Way) -> str:
    """Return what the range of a way's nodes says."""
    net = way.net.get(BY)
    if net is None:
        return NEVER
    if net.low < 0 < net.high:
        return OPEN
    return FEWER if net.low < 0 else MORE if net.high > 0 else SAME


def _line(kind: str, ways: Sequence[Way]) -> Line:
    parts = list(_parts(ways))
    return (f"{kind}: ", *parts[1:], ".") if parts else ()


def _parts(ways: Sequence[Way]) -> Iterator[str | Figure]:
    for way in ways:
        yield "; "
        yield f"{way.name} " if BY in way.net else way.name
        yield from (_figure(each) for each in [way.net.get(BY)] if each is not None)


def _figure(value: Estimate) -> Figure:
    return Figure(value, signed=True)
