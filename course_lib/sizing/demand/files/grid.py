"""Series on one regular grid: what isn't there stays unknown.

Vocabulary: a `grid` is a start, a `step` (60 s) and a number of times; a series' `index` says which of them its points
have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_lib import require
from course_lib.arrays import Whole
from course_lib.sizing.demand.files.points import Line
from course_lib.text_files.messages import refusal

ONE_ANSWER = 11_001  # points that Prometheus gives a series at most
MOST = 1_000_000
REGULAR_LEAST = 3  # points that follow one another at one step, to tell that it is theirs
SPARSE = 4  # times as long as its fullest series, where a grid is longer than one answer


@dataclass(frozen=True)
class Grid:
    """Regular times, in milliseconds since 1970."""

    start_ms: int
    step_ms: int
    count: int

    def index(self, line: Line) -> Whole:
        """Return which of the times a series' points have."""
        found: Whole = (line.time_ms - self.start_ms) // self.step_ms
        return found


def find(title: str, lines: Sequence[Line], frame: Sequence[Line], step_s: float | None) -> Grid:
    """Return the coarsest grid that all points lie on.

    Series that have a point at each of their own steps keep these, though others in the file lie between them.

    Parameters
    ----------
    title : str
        What messages call the file.
    lines : sequence of Line
        Those that are meant, at least one.
    frame : sequence of Line
        All of the file: they say from when to when it tells of anything, and what its step is.
    step_s : float or None
        The step, if somebody says it.

    Raises
    ------
    ValueError
        If the points don't tell a step, don't lie on the one that is given, or on none of a reasonable size.
    """
    start, end = _begin(frame), _end(frame)
    step = _divisor(frame, start)
    if step_s is not None:
        step = _given(title, step_s, step)
    elif step == 0:
        said = "has points of one time only, which tell no step; to try: step_s=60, or what the query's step was"
        raise refusal(f"{title}, {lines[0].title}", said)
    elif (own := _own_step(lines)) > step:
        start, step, frame = start + (_begin(lines) - start) % own, own, lines
    grid = Grid(start, step, (end - start) // step + 1)
    _check_size(title, grid, frame)
    return grid


def _begin(lines: Sequence[Line]) -> int:
    return min(int(line.time_ms[0]) for line in lines)


def _end(lines: Sequence[Line]) -> int:
    return max(int(line.time_ms[-1]) for line in lines)


def _divisor(lines: Sequence[Line], start: int) -> int:
    """Return the greatest step that reaches every point from the start; 0 where no point is later."""
    return int(np.gcd.reduce([np.gcd.reduce(line.time_ms - start) for line in lines]))


def _own_step(lines: Sequence[Line]) -> int:
    """Return the step of series that together leave none out, from their first point to their last; otherwise 0."""
    start = _begin(lines)
    step = _divisor(lines, start)
    steps = (_end(lines) - start) // step + 1 if step else 0
    if steps < REGULAR_LEAST or steps > sum(len(line.time_ms) for line in lines):
        return 0
    there = np.zeros(steps, dtype=bool)
    for line in lines:
        there[(line.time_ms - start) // step] = True
    return step if there.all() else 0


def _given(title: str, step_s: float, found_ms: int) -> int:
    step = round(require.positive("step_s", step_s) * 1000) if require.positive("step_s", step_s) < 1e9 else 0
    require.that(step > 0, "step_s", step_s, "be at least 0.001, and less than 1e9")
    if found_ms % step:
        said = f"has points {found_ms / 1000:g} s apart, which no grid of step_s={step_s:g} has; to try: without step_s"
        raise refusal(title, said)
    return step


def _check_size(title: str, grid: Grid, lines: Sequence[Line]) -> None:
    fullest = max(len(line.time_ms) for line in lines)
    most = max(ONE_ANSWER, min(SPARSE * fullest, MOST))
    if grid.count > most:
        said = (
            f"must lie on one grid with all other points, but a step of {grid.step_ms / 1000:g} s, which reaches all"
            f" of them, makes {grid.count:,}, and at most {most:,} are read;"
            " to try: one query with one step, in a file of its own"
        )
        raise refusal(f"{title}, {_beside(lines)}", said)


def _beside(lines: Sequence[Line]) -> str:
    """Return the first point that isn't a whole number of the first series' shortest steps away, or the last of all."""
    first = lines[0].time_ms
    step = int(np.diff(first).min()) if len(first) > 1 else 1
    for line in lines:
        for at in np.flatnonzero((line.time_ms - first[0]) % step)[:1]:
            return f"{line.title}, point {at + 1:,}"
    last = max(lines, key=lambda line: int(line.time_ms[-1]))
    return f"{last.title}, point {len(last.time_ms):,}"
