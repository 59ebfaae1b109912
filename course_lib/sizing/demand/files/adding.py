"""Several series as one: their sum at each time, unknown where one of them is.

A series that isn't there may not exist (a pod that started at noon) or may not have been seen (a target that failed
for a minute). The file doesn't say which. So a hole within a series' life makes the sum unknown; before its first
point and after its last it counts as nothing, as in PromQL's own sum(), and a remark says how many begin late or end
early.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course_lib.arrays import Flags, Values
from course_lib.plural import counted, in_a_row
from course_lib.sizing.demand.files.grid import Grid
from course_lib.sizing.demand.files.points import Line


def add(lines: Sequence[Line], grid: Grid) -> Values:
    """Return the sum of series on a grid, NaN where nothing or not all is known.

    >>> here = Line("a", "a", {}, np.array([0, 60_000, 120_000]), np.array([1.0, np.nan, 3.0]))
    >>> there = Line("b", "b", {}, np.array([120_000]), np.array([10.0]))
    >>> add([here, there], Grid(0, 60_000, 4)).tolist()
    [1.0, nan, 13.0, nan]
    """
    total, known = np.zeros(grid.count), np.zeros(grid.count, dtype=bool)
    unknown: Flags = np.zeros(grid.count, dtype=bool)
    for line in lines:
        index, finite = grid.index(line), np.isfinite(line.value)
        life = slice(index[0], index[-1] + 1)
        hole = np.ones(life.stop - life.start, dtype=bool)
        hole[index[finite] - life.start] = False
        total[index[finite]] += line.value[finite]
        unknown[life] |= hole
        known[life] = True
    total[~known | unknown] = np.nan
    return total


def remarks(lines: Sequence[Line], grid: Grid) -> list[str]:
    """Return what to know about the sum of several series."""
    if len(lines) == 1:
        return []
    end = grid.start_ms + (grid.count - 1) * grid.step_ms
    late = sum(bool(line.time_ms[0] > grid.start_ms) for line in lines)
    early = sum(bool(line.time_ms[-1] < end) for line in lines)
    begins = counted(late, "series begins late", "series begin late") if late else ""
    ends = counted(early, "series ends early", "series end early") if early else ""
    parts = [each for each in (begins, ends) if each]
    said = [f"The sum of {counted(len(lines), 'series', 'series')}, unknown where one of them has a hole."]
    if parts:
        said.append(
            f"{in_a_row(parts)}: outside their life they count as nothing, as in PromQL's sum(). A pod that is gone"
            " needs nothing; but if a target merely failed to answer, its share is missing."
        )
    return said
