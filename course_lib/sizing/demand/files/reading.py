"""From the lines of a file, whatever its format, to one demand: chosen, added, on a grid, with its remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_lib import require
from course_lib.arrays import Values
from course_lib.sizing.demand.files import adding, choosing, dips, grid, suspects, units
from course_lib.sizing.demand.files.points import LARGEST, Line
from course_lib.text_files.messages import refusal

NAME_MOST = 80


class Reading(NamedTuple):
    """What a demand is made of, in the order of its attributes."""

    value: Values
    step_s: float
    unit: str
    start_s: float
    name: str
    source: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Wishes:
    """What the learner says of a file.

    Attributes
    ----------
    series : "add" or None
        Whether several series are added.
    where : mapping of str to str, or None
        Labels that a series must have.
    unit : str or None
        Of the values.
    step_s : float or None
        Of the query, where the points alone don't tell it.
    name : str or None
        Of the demand.
    """

    series: str | None = None
    where: Mapping[str, str] | None = None
    unit: str | None = None
    step_s: float | None = None
    name: str | None = None


def read(title: str, writer: str, lines: Sequence[Line], frame: Sequence[Line], wishes: Wishes) -> Reading:
    """Return one demand.

    Parameters
    ----------
    title : str
        What messages call the file.
    writer : str
        Who wrote it ("Prometheus").
    lines : sequence of Line
        All its series.
    frame : sequence of Line
        All whose times the demand has, known or not.
    wishes : Wishes
        What the learner says of it.

    Raises
    ------
    ValueError
        If the learner has to say which series, or which unit; or nothing is known at any time.
    """
    chosen = choosing.choose(title, lines, wishes.series, wishes.where)
    suspects.refuse_counter(title, chosen)
    unit = _unit(title, chosen, wishes.unit)
    choosing.refuse_latencies(title, chosen, unit)
    times = grid.find(title, chosen, frame, wishes.step_s)
    value = _sum(title, chosen, times)
    return Reading(
        value,
        times.step_ms / 1000,
        unit,
        times.start_ms / 1000,
        _name(chosen) if wishes.name is None else wishes.name,
        f"{title}, {writer}",
        tuple(_remarks(chosen, value, times, unit)),
    )


def _sum(title: str, lines: Sequence[Line], times: grid.Grid) -> Values:
    value = adding.add(lines, times)
    known = value[~np.isnan(value)]
    if not len(known):
        said = "holds no number" if len(lines) == 1 else "has no time at which all series are known"
        raise refusal(title, f"{said}; to try: the query in Prometheus' own page, to see what it gives")
    if known.max() > LARGEST:
        raise refusal(title, f"has a sum beyond {LARGEST:g}; to try: one series of it")
    return value


def _remarks(lines: Sequence[Line], value: Values, times: grid.Grid, unit: str) -> list[str]:
    return [
        *adding.remarks(lines, times),
        *suspects.not_numbers(lines),
        *suspects.gaps(value, times),
        *suspects.counters(lines),
        *suspects.edges(lines, times, unit),
        *dips.remarks(lines, times, unit),
        *suspects.zeros(value, unit, times),
        *suspects.stuck(lines, unit),
        *suspects.fractions(value, unit),
        *suspects.whole_cores(value, unit),
    ]


def _unit(title: str, lines: Sequence[Line], given: str | None) -> str:
    if given is not None:
        require.that(isinstance(given, str) and given.strip() != "" and given.isprintable(), "unit", given, units.RULE)
    said = {unit for line in lines if (unit := line.unit or units.known(line.labels))}
    if given is None and len(said) != 1:
        raise refusal(title, f"doesn't say its unit; to try: {units.ASK}")
    if given is not None and said - {units.called(given)}:
        raise _other_unit(title, said, given)
    return units.called(given) if given is not None else said.pop()


def _other_unit(title: str, said: set[str], given: str) -> ValueError:
    found = ", ".join(sorted(said))
    is_share = said == {units.PERCENT} and units.called(given) == units.CORES
    then = ', then .scaled(0.04, "cores") if 100% is 4 cores' if is_share else ""
    rule = f"must be in {found}, as its name or its cells say, got unit={given!r}"
    return refusal(title, f"{rule}; to try: without unit{then}")


def _name(lines: Sequence[Line]) -> str:
    called = lines[0].name if len(lines) == 1 else f"sum of {len(lines):,} series"
    return called if called.isprintable() and 0 < len(called.strip()) <= NAME_MOST else "demand"
