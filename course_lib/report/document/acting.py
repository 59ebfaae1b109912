"""Who has to act, how to try it small, what to measure first, and where the advice turns."""

from __future__ import annotations

from course_lib.assessment.result import ASSUMED, KINDS, Assessment, Known
from course_lib.estimate import Estimate
from course_lib.plural import counted, in_a_row
from course_lib.report.document.parts import Column, Command, Figure, Line, Points, Row, Section, Table

FLIPS_SHOWN, ASSUMED_SHOWN = 3, 4
COLUMNS = (
    Column("input", "input"),
    Column("value", "value"),
    Column("kind", "known how"),
    Column("source", "source"),
    Column("flip", "the advice turns at"),
    Column("command", "to measure it"),
)


def acting(found: Assessment) -> Section:
    """Return who acts, pilot, metric and stop rule."""
    plan = found.plan
    who = in_a_row(plan.who) if plan.who else "nobody"
    said = {"Who acts: ": f"{who}.", "Pilot: ": plan.pilot, "Metric: ": plan.metric, "Stop: ": plan.stop}
    lines = tuple((title, words) for title, words in said.items() if words)
    return Section("plan", "Who acts, and how to try it", (Points(lines),))


def resting(found: Assessment) -> Section:
    """Return how well the inputs are known, in short, what to measure first, and where the advice turns."""
    first = found.measure_first
    how: Line = (": ", Command(first.command)) if first.command else (".",)
    measure: Line = ("Measure first: ", first.what, f" ({first.why})", *how)
    missing = [(f"Missing: {each}.",) for each in found.missing]
    return Section("rests", "What this rests on", (Points((*missing, _kinds(found), measure, *_flips(found))),))


def inputs(found: Assessment) -> Table:
    """Return all inputs, with how each is known, and where it turns the advice."""
    rows = tuple(_row(each) for each in (*found.inputs, found.region))
    return Table("inputs", "All inputs, the one that moves the figures furthest first", COLUMNS, rows)


def _kinds(found: Assessment) -> Line:
    """Return how many inputs are known how, and which of those that are assumed count most."""
    counts = {kind: sum(each.kind == kind for each in found.inputs) for kind in KINDS}
    said = ", ".join(f"{many} {kind}" for kind, many in counts.items())
    assumed = [each.title for each in found.inputs if each.kind == ASSUMED][:ASSUMED_SHOWN]
    most = f"; of the assumed, these count most: {in_a_row(assumed)}" if assumed else ""
    return (f"Inputs: {counted(len(found.inputs), 'number')}, {said}{most}.",)


def _flips(found: Assessment) -> list[Line]:
    turning = [each for each in found.inputs if each.flip is not None][:FLIPS_SHOWN]
    if not turning:
        return [("No single input turns the advice within what is plausible.",)]
    return [_flip(each, each.flip) for each in turning if each.flip is not None]


def _flip(one: Known, at: Estimate) -> Line:
    return "The advice turns at ", Figure(at), ", ", one.title, ": ", one.flip_says, "."


def _row(one: Known) -> Row:
    flip = one.flip_says if one.flip is None else (Figure(one.flip), ": ", one.flip_says)
    return Row(
        one.name,
        (one.title, Figure(one.value), one.kind, one.value.source, flip, Command(one.command) if one.command else ""),
    )
