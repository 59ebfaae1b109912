"""Judge: the row of a benchmark that can't be, found by code."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from course_lib.chapters.ch08_proxies.exercises.falling_steps import ALL, WITHOUT_LAST
from course_lib.chapters.ch08_proxies.exercises.other_rows import OTHERS
from course_lib.chapters.ch08_proxies.exercises.seen_in_rows import seen_in_rows
from course_lib.chapters.ch08_proxies.setting import CHAPTER
from course_lib.framework.exercise.aspects import Aspects, differs_only
from course_lib.framework.exercise.function import FunctionExercise
from course_lib.framework.exercise.mistakes import Case
from course_lib.proxies import textbook
from course_lib.proxies.benchmarks import Latencies, latencies

Rows = list[tuple[str, list[float]]]
SHAPES: tuple[list[float], ...] = (
    [3, 5, 9],
    [5, 3, 9],
    [3, 9, 5],
    [9, 5, 3],
    [3, 3, 9],
    [3, 9, 9],
    [2.4, 2.6, 2.5],
    [3.6, 3.4, 8],
    [4, 4.5, 4.2, 6],
    [5, 9, 4],
    [9, 3, 5],
    [4, 6, 4],
    [7, 7, 7],
    [3, 5, 9, 8],
    [9, 3, 10],
)


def published() -> tuple[Rows, ...]:
    """Return the published rows, by benchmark and load, as far as they have two percentiles."""
    tables: dict[tuple[str, str], list[Latencies]] = {}
    for row in latencies():
        if len(row.ms) > 1:
            tables.setdefault((row.benchmark, row.load), []).append(row)
    return tuple([(row.mesh, list(row.ms.values())) for row in rows] for rows in tables.values())


def small() -> tuple[Case, ...]:
    """Return none, one and two rows."""
    single = [[("A", list(shape))] for shape in SHAPES]
    double = [[("none", list(one)), ("A", list(other))] for one, other in product(SHAPES, SHAPES)]
    triple = [[*rows, ("B", [4, 6, 8])] for rows in double[:20]]
    return tuple((rows,) for rows in (*single, [], *double, *triple))


def large() -> tuple[Case, ...]:
    """Return the published rows, and thirty seeded tables of which some rows fall."""
    draw = np.random.default_rng(8)

    def row() -> list[float]:
        found = [round(float(each), 1) for each in np.sort(draw.uniform(1, 50, int(draw.integers(2, 8))))]
        if draw.random() < 0.4:
            at = int(draw.integers(len(found) - 1))
            found[at], found[at + 1] = found[at + 1], found[at]
        return found

    seeded = [[(f"mesh {number}", row()) for number in range(int(draw.integers(2, 9)))] for _ in range(30)]
    return tuple((rows,) for rows in (*published(), *seeded))


def falls_in(rows: Rows) -> set[int]:
    """Return how often its rows fall."""
    return {sum(lower > higher for lower, higher in pairwise(row)) for _, row in rows}


WHERE: Aspects = {
    "where no row falls": lambda rows: falls_in(rows) <= {0},
    "where some row falls": lambda rows: bool(falls_in(rows) - {0}),
    "where some row falls more than once": lambda rows: max(falls_in(rows), default=0) > 1,
    "where two neighbours in a row are equal": lambda rows: any(len(set(row)) < len(row) for _, row in rows),
    "where there is no row": lambda rows: not rows,
    "where there are several rows": lambda rows: len(rows) > 1,
}

impossible_row = FunctionExercise(
    reference=textbook.impossible_row,
    chapter=CHAPTER,
    decision="tell what can't be in a table of percentiles",
    cases=small(),
    large_cases=large(),
    repeat_cases=(
        ([("none", [5, 8, 12]), ("A", [9, 14, 13]), ("B", [7, 7, 20])],),
        ([("none", [6, 9, 9]), ("A", [12, 30, 55]), ("B", [20, 18, 60])],),
        ([("none", [6, 5, 9]), ("A", [12, 30, 55]), ("B", [20, 40, 39])],),
        ([("none", [6, 7, 9]), ("A", [5, 6, 8]), ("B", [20, 20, 20])],),
    ),
    mistakes={**ALL.singles, **OTHERS},
    pairs=WITHOUT_LAST.pairs,
    closer_looks=(seen_in_rows,),
    own_explainers=(differs_only(WHERE),),
    hints=(
        "Half of the requests are faster than p50, and nine tenths are faster than p90. Which of the two can't be the"
        " smaller one, in any row?",
        "Go through each row's latencies in pairs of neighbours: the first and the second, the second and the third,"
        " and so on. One that falls is enough. Two that are equal are possible.",
        "Python's zip(latencies_ms, latencies_ms[1:]) gives the pairs. Or compare the row with sorted(latencies_ms).",
    ),
)
