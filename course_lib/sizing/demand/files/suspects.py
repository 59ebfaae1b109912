"""What values look like that aren't what they seem: edges of rate(), raw counters, quantiles in the last bucket.

A query's text isn't in its answer, so all of this is judged by the values alone, and said as a suspicion.

Vocabulary: a `run` is a stretch of points without a gap; an `edge` is one that begins low and rises in a straight line
to where the values stay, as a rate() does while its window fills (or falls from there while it empties).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np

from course_lib import tables
from course_lib.arrays import Flags, Values
from course_lib.plural import counted
from course_lib.sizing.demand.files import units
from course_lib.sizing.demand.files.choosing import COLUMN
from course_lib.sizing.demand.files.grid import Grid
from course_lib.sizing.demand.files.points import Line
from course_lib.text_files.messages import refusal

METRIC = re.compile(r"[A-Za-z_:][\w:]*", re.ASCII)
COUNTERS = ("_total", "_bucket", "_count", "_sum")
COUNTER_CHANGES, RISES_A_FALL, RESET = 5, 10, 0.5  # how many changes at least; after a reset a counter is near zero
EDGE, LEVEL = 0.75, 0.1  # of the level that is reached
STRAIGHT = 0.5  # of the mean step, how much steps differ at most: calls don't come evenly
EDGE_MOST = 400  # points
CORES_WHOLE = 100  # that many cores, and no part of one
STUCK_LEAST = 2
KINDS = (
    ("NaN", np.isnan, "0 divided by 0, or a quantile of no requests"),
    ("infinite", np.isinf, "a division by zero"),
)
BOUNDS = ("id", "bounds", "unit", "source", "year", "condition", "certainty")
MS_PER = {"s": 1000.0, "ms": 1.0}


def moment(time_ms: int) -> str:
    """Return a time in words.

    >>> moment(1790812800000)
    '2026-10-01 00:00:00 UTC'
    """
    return f"{datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=time_ms):%Y-%m-%d %H:%M:%S} UTC"


def not_numbers(lines: Sequence[Line]) -> list[str]:
    """Say how many values are NaN or infinite, and that they are left unknown."""
    said = []
    for what, is_such, why in KINDS:
        found = [line.time_ms[is_such(line.value)] for line in lines]
        number = sum(map(len, found))
        if number:
            first = moment(min(int(times[0]) for times in found if len(times)))
            values = f"{counted(number, 'value is', 'values are')} {what}, the first at {first}"
            said.append(f"{values}: {why}, as a rule. Nothing is known there, which is not zero.")
    return said


def gaps(value: Values, grid: Grid) -> list[str]:
    """Say how much of the time nothing is known, and since when."""
    missing = np.flatnonzero(np.isnan(value))
    if not len(missing):
        return []
    first = moment(grid.start_ms + int(missing[0]) * grid.step_ms)
    share = len(missing) / grid.count
    return [
        f"Nothing is known at {len(missing):,} of {grid.count:,} times ({share:.1%}), the first at {first}. These gaps"
        " stay gaps: if they lie in the busy hours, mean and peak come out too low."
    ]


def refuse_counter(title: str, lines: Sequence[Line]) -> None:
    """Refuse a counter's own readings, where both name and values say that they are such."""
    for line in lines:
        name = line.labels.get("__name__", line.labels.get(COLUMN, ""))  # a column may be called as the metric is
        if METRIC.fullmatch(name) and name.endswith(COUNTERS) and only_rises(line.value):
            said = "holds a counter's readings, which only grow, not what was asked for in a second"
            raise refusal(f"{title}, {line.title}", f"{said}; to try: rate({name}[5m]) as the query")


def counters(lines: Sequence[Line]) -> list[str]:
    """Say how many series look like a counter's own readings, though no name says so."""
    number = sum(only_rises(line.value) for line in lines)
    if not number:
        return []
    look = "it looks like a counter's" if number == 1 else "they look like counters'"
    said = f"{counted(number, 'series only rises', 'series only rise')}, but for falls to near zero"
    return [f"{said}: {look} own readings. If so, query their rate() instead."]


def only_rises(value: Values) -> bool:
    """Return whether values behave as a counter's: they rise, and seldom fall to near zero.

    >>> only_rises(np.array([1.0, 5.0, 9.0, 9.0, 30.0, 0.0, 4.0, 8.0, 20.0, 25.0, 30.0, 40.0]))
    True
    """
    known = value[np.isfinite(value)]
    change = np.diff(known)
    rises, falls = int((change > 0).sum()), np.flatnonzero(change < 0)
    if rises < COUNTER_CHANGES or RISES_A_FALL * len(falls) > rises + RISES_A_FALL - 1:
        return False
    return bool((known[falls + 1] <= RESET * known[falls]).all())


def edges(lines: Sequence[Line], grid: Grid, unit: str) -> list[str]:
    """Say how often values begin or end as a rate() does whose window isn't full."""
    if not units.from_counter(unit):
        return []
    found = [_edges(line, grid) for line in lines]
    begins, ends = (sum(each[side] for each in found) for side in (0, 1))
    places = [
        *([f"the first points of {counted(begins, 'run')}"] if begins else []),
        *([f"the last of {counted(ends, 'run')}"] if ends else []),
    ]
    if not places:
        return []
    return [
        f"Too low, it seems: {' and '.join(places)}, which climb or sink in a straight line, as a rate() does while"
        " its window isn't full: at the start, after a gap, and once a target is gone."
    ]


def _edges(line: Line, grid: Grid) -> tuple[int, int]:
    cuts = np.flatnonzero(np.diff(line.time_ms) > grid.step_ms) + 1
    value = np.where(np.isfinite(line.value), line.value, np.nan)
    runs = np.split(value, cuts) if len(cuts) < EDGE_MOST else [value]
    return sum(is_edge(run[:EDGE_MOST]) for run in runs), sum(is_edge(run[: -EDGE_MOST - 1 : -1]) for run in runs)


def is_edge(run: Values) -> bool:
    """Return whether a run begins low and climbs in a straight line to a level.

    >>> is_edge(np.array([0.2, 0.4, 0.6, 0.8, 1.0, 1.0, 1.0])), is_edge(np.array([0.5, 1.0, 1.0, 1.0, 1.0]))
    (True, True)
    >>> is_edge(np.array([1.0, 1.1, 1.3, 1.6, 2.0, 2.5]))
    False
    >>> is_edge(np.array([1.0, 2.0, 3.0, 4.0]))
    False
    """
    change = np.diff(run)
    climbing = int(np.argmin(np.append(change > 0, False)))  # steps up, from the first
    if climbing == 0:
        return False
    top, after = run[climbing], run[climbing + 1 : climbing + 4]
    is_level = len(after) > 0 and bool((np.abs(after - top) <= LEVEL * top).all())
    is_climb = _is_straight(change[: climbing - 1]) if climbing > 2 else len(after) == 3
    return bool(run[0] <= EDGE * top) and is_level and is_climb


def _is_straight(steps: Values) -> bool:
    return bool(np.ptp(steps) <= STRAIGHT * steps.mean())


def zeros(value: Values, unit: str, grid: Grid) -> list[str]:
    """Say where a rate is exactly zero between other values."""
    if not units.from_counter(unit):
        return []
    is_zero: Flags = value == 0
    begins = np.flatnonzero(is_zero[1:-1] & (value[:-2] > 0)) + 1
    number = int(is_zero.sum())
    if not len(begins) or 2 * number > len(value):
        return []
    first = moment(grid.start_ms + int(begins[0]) * grid.step_ms)
    return [
        f"Exactly 0 at {counted(number, 'time')}, the first at {first}, right after other values: nobody called then,"
        " or the counter was flat because Prometheus stood still. To tell: count_over_time(up[5m]) for that time."
    ]


def stuck(lines: Sequence[Line], unit: str) -> list[str]:
    """Say if a latency's highest value comes again and again, and is the bound of a usual bucket."""
    if unit not in units.LATENCIES:
        return []
    for line in lines:
        known = line.value[np.isfinite(line.value)]
        peak = known.max(initial=0.0)
        number = int((known == peak).sum())
        if number >= STUCK_LEAST and any(abs(peak * MS_PER[unit] - bound) <= 1e-9 * bound for bound in bounds_ms()):
            return [
                f"The highest value, {peak:g} {unit}, comes {number:,} times and is the bound of a usual bucket: a"
                " quantile that lies beyond a histogram's last bound is told as that bound. The truth may be longer."
            ]
    return []


def fractions(value: Values, unit: str) -> list[str]:
    """Say why a number of requests isn't whole."""
    known = value[~np.isnan(value)]
    if unit not in units.COUNTS or bool((known == np.rint(known)).all()):
        return []
    return [f"Not all values are whole {unit}: increase() stretches what it saw to the whole window."]


def whole_cores(value: Values, unit: str) -> list[str]:
    """Say if an amount of CPU may be in millicores, or in percent of a core."""
    known = value[~np.isnan(value)]
    if unit != units.CORES or known.max() < CORES_WHOLE or not bool((known == np.rint(known)).all()):
        return []
    return [
        f"All values are whole, and up to {known.max():,.0f} cores: what pods use is hardly ever a whole number of"
        " cores. If these are millicores, .scaled(0.001) makes cores of them; if percent of a core, .scaled(0.01)."
    ]


@cache
def bounds_ms() -> frozenset[float]:
    """Return the bounds of the histograms that meshes and clients ship with, in milliseconds."""
    rows = tables.rows("histogram_bounds", BOUNDS)
    return frozenset(float(bound) * MS_PER[row["unit"]] for row in rows for bound in row["bounds"].split())
