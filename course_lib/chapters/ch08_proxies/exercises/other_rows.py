"""What else comes out of impossible_row: answers that take no single step wrongly, but ask for something else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from course_lib.chapters.ch08_proxies.exercises.falling import Rows
from course_lib.framework.exercise.mistakes import Mistake


def once_a_fall(rows: Rows) -> list[str]:
    """Return a name for every fall."""
    return [name for name, latencies_ms in rows for lower, higher in pairwise(latencies_ms) if lower > higher]


def below_the_row_before(rows: Rows) -> list[str]:
    """Return the names of the rows that somewhere are below the row before."""
    return [
        name
        for (_, before), (name, after) in pairwise(rows)
        if any(one > other for one, other in zip(before, after, strict=False))
    ]


def below_the_first_row(rows: Rows) -> list[str]:
    """Return the names of the rows that somewhere are below the first one."""
    first: Sequence[float] = rows[0][1] if rows else ()
    return [name for name, row in rows[1:] if any(one > other for one, other in zip(first, row, strict=False))]


def numbers_of(rows: Rows) -> list[int]:
    """Return the positions of the rows that fall."""
    return [number for number, (_, row) in enumerate(rows) if sorted(row) != list(row)]


def marks_of(rows: Rows) -> list[bool]:
    """Return for each row whether it falls."""
    return [sorted(row) != list(row) for _, row in rows]


def with_their_falls(rows: Rows) -> list[list[Any]]:
    """Return the names of the rows that fall, each with the first two neighbours that do."""
    falls = [(name, [pair for pair in pairwise(row) if pair[0] > pair[1]]) for name, row in rows]
    return [[name, *found[0]] for name, found in falls if found]


def are_of_the_same_rows(one: Any, other: Any) -> bool:
    """Whether two lists hold lists that begin with the same names and go on with single values."""
    if not isinstance(other, list) or not all(isinstance(item, list) and len(item) > 1 for item in other):
        return False
    single = not any(isinstance(value, list) for item in other for value in item)
    return single and [name for name, *_ in one] == [*dict.fromkeys(item[0] for item in other)]


def above_the_next(rows: Rows) -> list[str]:
    """Return the names of the rows whose list is above the next row's."""
    return [name for (name, row), (_, after) in pairwise(rows) if list(row) > list(after)]


def highest_first(rows: Rows) -> list[str]:
    """Return the names of the rows that begin with their highest latency."""
    return [name for name, row in rows if row[0] == max(row)]


def highest_before_the_last(rows: Rows) -> list[str]:
    """Return the names of the rows whose highest latency isn't the last."""
    return [name for name, row in rows if max(row) != row[-1]]


def twice_the_same(rows: Rows) -> list[str]:
    """Return the names of the rows in which a latency occurs twice, side by side or not."""
    return [name for name, row in rows if len({*row}) < len(row)]


def in_both_orders(rows: Rows) -> list[str]:
    """Return the names of the rows in which each percentile is compared with each, those before it and those after."""
    return [name for name, row in rows if any(one > other for one in row for other in row)]


def sorted_in_place(rows: Rows) -> list[str]:
    """Compare each row with what list.sort() returns."""
    return [name for name, row in rows if row != row.sort()]  # type: ignore[attr-defined]


OTHERS = {
    "names-and-more": Mistake(
        with_their_falls,
        "Your list holds more than the names: a name with further values, for each row. Append the name alone.",
        are_of_the_same_rows,
    ),
    "whole-rows-compared": Mistake(
        above_the_next,
        "You compare a row's list with the next row's, which Python does item by item, from the first that differs."
        " What can't be lies within a single row: compare its own latencies.",
    ),
    "median-highest": Mistake(
        highest_first,
        "You ask whether the median is the highest of a row's latencies. A row may fall without that: p99 below p90,"
        " say. Compare each percentile with its neighbour.",
    ),
    "highest-before-the-last": Mistake(
        highest_before_the_last,
        "You ask whether the last percentile is the highest. A row may also fall before that: p90 below the median, and"
        " p99 above both. Compare each percentile with its neighbour.",
    ),
    "twice-the-same": Mistake(
        twice_the_same,
        "You report rows in which a latency occurs twice. That can be: with few requests p99.99 and the maximum are"
        " often the same one. Only a percentile below a lower one is impossible.",
    ),
    "in-both-orders": Mistake(
        in_both_orders,
        "You report every row in which two latencies differ, so a rise counts as a fall somewhere: as if two"
        " percentiles were compared in both orders. Compare each only with the next higher one.",
    ),
    "compared-with-none": Mistake(
        sorted_in_place,
        "You compare a row with what its .sort() returns, and that is None: .sort() changes the list itself, which the"
        " caller still needs as it was. sorted(…) returns a new list.",
        needs=(("sort",),),
    ),
    "named-twice": Mistake(
        once_a_fall,
        "You name a row once for every fall. Once is enough: leave the inner loop after the first fall, with break.",
    ),
    "compared-with-the-row-before": Mistake(
        below_the_row_before,
        "You compare a row with the row before it. One mesh may well be faster than another, even faster than none."
        " What can't be lies within a single row.",
    ),
    "compared-with-the-first-row": Mistake(
        below_the_first_row,
        "You compare each row with the first one. A mesh that looks faster than none is odd, and may be noise or better"
        " balancing, but it's possible. What can't be lies within a single row.",
    ),
    "positions-for-names": Mistake(
        numbers_of,
        "You return the positions of the rows. The question is for their names.",
    ),
    "marks-for-names": Mistake(
        marks_of,
        "You return True or False for each row. The question is for the names of the impossible ones.",
    ),
}
