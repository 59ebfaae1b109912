"""The table of pods for an objective is what its tool would write anew."""

from __future__ import annotations

from course_lib.chapters.ch07_sizing.study.objective import COLUMNS, kept
from course_lib.tables import rows
from tools import objective as tool


def test_the_first_row_is_written_as_it_stands():
    name, workers, proxies, *pods = next(tool.rows())
    found = kept()[name, workers, proxies]
    assert pods == [found.low, found.pods, found.high]
    first = rows("objective", COLUMNS)[0]
    assert [str(cell) for cell in (name, workers, proxies, *pods)] == list(first.values())
