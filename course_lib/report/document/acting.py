"""Who has to act, how to try it small, what to measure first, and where the advice turns."""

from __future__ import annotations

from course_lib.assessment.result import ASSUMED, KINDS, Assessment, Known
from course_lib.report.document.parts import Column, Command, Figure, Label, Line, Points, Row, Section, Table
from course_lib.report.document.records import ended

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
    who = "; ".join(plan.who) if plan.who else "nobody"
    said = {"Who acts": who, "Pilot": plan.pilot, "Metric": plan.metric, "Stop rule": plan.stop}
    lines = tuple((Label(title), f": {ended(words)}") for title, words in said.items() if words)
    return Section("plan", "Who acts, and how to try it", (Points(lines),))


def resting(found: Assessment) -> Section:
    """Return how well the inputs are known, what to measure first, where the advice turns, and what isn't counted."""
    first = found.measure_first
    how: Line = (": ", Command(first.command)) if first.command else (".",)
    measure: Line = (Label("Measure first"), f": {first.what}", f" ({first.why})", *how)
    missing = [(Label("Missing"), f": {ended(each)}") for each in found.missing]
    left_out: Line = (Label("Not counted"), f": {'; '.join(found.not_counted)}.")
    points = Points((*missing, _kinds(found), measure, _flips(found), left_out))
    return Section("rests", "What this rests on, and what it leaves out", (points,))


def inputs(found: Assessment) -> Table:
    """Return all inputs, with how each is known, and where it turns the advice."""
    rows = tuple(_row(each) for each in (*found.inputs, found.region))
    return Table("inputs", "All inputs, the one that moves the figures furthest first", COLUMNS, rows)


def _kinds(found: Assessment) -> Line:
    """Return how many inputs are known how, and which of those that are assumed count most."""
    counts = {kind: sum(each.kind == kind for each in found.inputs) for kind in KINDS}
    said = ", ".join(f"{many} {kind}" for kind, many in counts.items() if many)
    assumed = [each.title for each in found.inputs if each.kind == ASSUMED][:ASSUMED_SHOWN]
    most = f"; of the assumed, these count most: {'; '.join(assumed)}" if assumed else ""
    return Label("Inputs"), f": {said}{most}."


def _flips(found: Assessment) -> Line:
    turning = [f"{each.title}: {each.flip_says}" for each in found.inputs if each.flip is not None]
    if not turning:
        return (f"No single input turns the advice on {found.best} as far as it may plausibly lie.",)
    return Label(f"Where the advice turns, for {found.best}"), f": {'; '.join(turning[:FLIPS_SHOWN])}."


def _row(one: Known) -> Row:
    flip = one.flip_says if one.flip is None else (Figure(one.flip), ": ", one.flip_says)
    return Row(
        one.name,
        (one.title, Figure(one.value), one.kind, one.value.source, flip, Command(one.command) if one.command else ""),
    )
