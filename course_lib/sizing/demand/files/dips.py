"""Dips that a rate() shows where scrapes failed for a while, though no point is missing.

While the window of a rate() holds a hole in the counter's readings, it sees less of it: at first it loses sight of the
newest readings, and its value sinks in a straight line; then the target answers again, the hole lies within the window,
and the value is right; and when the readings before the hole fall out, it drops to where it had sunk, and climbs back.

Vocabulary: a `dip` is such a pair of `flanks`, one that sinks and one that climbs, as long and as deep as one another,
with the old level between them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from course_lib.arrays import Values
from course_lib.plural import counted
from course_lib.sizing.demand.files import units
from course_lib.sizing.demand.files.grid import Grid
from course_lib.sizing.demand.files.points import Line
from course_lib.sizing.demand.files.suspects import moment

JUMP, SAME = 0.9, 0.03  # of the level: a flank's depth at least; and how far what should be alike may be apart
FLANK_LEAST = 2  # steps
QUIET, AROUND = 6, 30  # how many times the usual change a dip is deep at least; and of how many points that is
STRAIGHT = 0.25  # of the mean step, how much the steps of a flank differ at most
LAST = 0.25, 2.5  # of the mean step, from which to which the last one may be: the level may be reached within it


def remarks(lines: Sequence[Line], grid: Grid, unit: str) -> list[str]:
    """Say how often values sink and climb as a rate() does around scrapes that are missing."""
    if not units.from_counter(unit):
        return []
    known = [(line, np.where(np.isfinite(line.value), line.value, np.nan)) for line in lines]
    begins = [int(line.time_ms[at]) for line, value in known for run in _runs(line, grid) for at in _dips(value, *run)]
    if not begins:
        return []
    found = counted(len(begins), "dip")
    return [
        f"Too low, it seems: {found}, the first at {moment(min(begins))}. Values sink and later climb in two like"
        " straight lines, with the old level between them, as a rate() does where scrapes failed for a while."
    ]


def _runs(line: Line, grid: Grid) -> list[tuple[int, int]]:
    """Return where each stretch of points without a gap begins and ends."""
    cuts = [0, *(np.flatnonzero(np.diff(line.time_ms) > grid.step_ms) + 1).tolist(), len(line.time_ms)]
    return list(itertools.pairwise(cuts))


def _dips(value: Values, first: int, end: int) -> Iterator[int]:
    """Return where each dip of a run begins to sink.

    >>> list(_dips(np.array([4.0, 4.0, 3.2, 2.4, 4.0, 4.0, 4.0, 2.4, 3.2, 4.0, 4.0]), 0, 11))
    [2]
    """
    run = value[first:end]
    at: list[float] = run.tolist()  # most walks end after a few steps, and an array is slow at those
    sinking = (run[1:-2] > run[2:-1]) & (run[:-3] > run[1:-2])  # for as many steps as a flank has at least
    for up in (np.flatnonzero(sinking & (run[2:-1] < JUMP * run[3:])) + FLANK_LEAST + 1).tolist():
        level, low = at[up], at[up - 1]
        down = _end_of_level(at, up)
        sinks, climbs = _flank(at, up - 1, -1, level), _flank(at, down, 1, level)
        if not (sinks and climbs) or abs(sinks - climbs) > 1:
            continue
        is_as_deep = abs(low - at[down]) <= SAME * level + at[down + 1] - at[down]
        if is_as_deep and level - low >= QUIET * _usual_change(run, up - sinks, down + climbs):
            yield first + up - sinks


def _usual_change(run: Values, begin: int, end: int) -> float:
    """Return how much values change from one to the next around a dip, as a rule."""
    around = np.concatenate([np.abs(np.diff(part)) for part in (run[:begin][-AROUND:], run[end:][:AROUND])])
    known = around[~np.isnan(around)]
    return float(np.median(known)) if len(known) else 0.0


def _end_of_level(at: list[float], begin: int) -> int:
    """Return where values leave the level that they have at some place."""
    here = begin
    while here < len(at) and abs(at[here] - at[begin]) <= SAME * at[begin]:
        here += 1
    return here


def _flank(at: list[float], low: int, towards: int, level: float) -> int:
    """Return in how many steps values climb straight to a level, from one well below it; 0 if they don't."""
    if not 0 <= low < len(at) or not at[low] < JUMP * level:
        return 0
    change, here = list[float](), low
    while not abs(at[here] - level) <= SAME * level:
        here += towards
        if not 0 <= here < len(at) or not at[here] > at[here - towards]:
            return 0
        change.append(at[here] - at[here - towards])
    return len(change) if _is_straight(change) else 0


def _is_straight(change: list[float]) -> bool:
    if len(change) < FLANK_LEAST:
        return False
    *inner, last = change
    mean = sum(inner) / len(inner)
    return max(inner) - min(inner) <= STRAIGHT * mean and LAST[0] * mean <= last <= LAST[1] * mean
