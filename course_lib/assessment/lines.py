"""The six lines: what there is, sidecars, right-sizing, services, the share that must go, what to measure first."""

from __future__ import annotations

from collections.abc import Sequence

from course_lib.assessment.result import Candidate, Line, Measure, MustGo, Way
from course_lib.estimate import Estimate
from course_lib.mesh.alternatives import BY_DEFAULT, SIZED
from course_lib.plural import counted, number, percent
from course_lib.survey import Survey, what_there_is


def lines(
    found: Survey,
    right_sized: Way,
    ways: Sequence[Way],
    own: Sequence[Candidate],
    share: Estimate,
    goes: MustGo,
    first: Measure,
) -> tuple[Line, ...]:
    """Return the six lines."""
    by_name = {each.name: each for each in ways}
    return (
        Line(what_there_is(found), "the objects of the files; use from the readings"),
        Line(
            f"Sidecars as installed by default add {_amounts(by_name[BY_DEFAULT])}; right-sized and scoped"
            f" {_amounts(by_name[SIZED])}",
            "the model of chapter 09, against the right-sized cluster",
        ),
        Line(f"Right-sizing alone, without a mesh: {_amounts(right_sized)}", "requests set to what is used"),
        Line(f"A balancer could help {counted(len(own), 'service')}, {percent(share.best)} of the pods", share.source),
        Line(_must_go(goes), "chapter 09's closed form, by the mean pod"),
        Line(f"Measure first: {first.what} ({first.why})", "", first.command),
    )


def _amounts(one: Way) -> str:
    named = (("cpu_reserved", "cores"), ("memory_reserved", "GiB"), ("nodes", "nodes"))
    return ", ".join(f"{_range(one.net[name])} {unit}" for name, unit in named if name in one.net) or "nothing known"


def _range(one: Estimate) -> str:
    return f"{one.best:+.3g} ({number(one.low)} to {number(one.high)})"


def _must_go(goes: MustGo) -> str:
    if goes.by_default is None or goes.sized is None:
        return "No service is a candidate, so nothing can go for a mesh"
    return (
        f"Until sidecars are paid for, {percent(goes.by_default.best)} of the pods behind those must go"
        f" ({goes.can_by_default}); right-sized {percent(goes.sized.best)} ({goes.can})"
    )
