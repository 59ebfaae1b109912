"""Each step of impossible_row, and the ways to get it wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from course_lib.chapters.ch08_proxies.exercises.falling import Rows, falling
from course_lib.framework.exercise.family import Family, Part
from course_lib.framework.exercise.mistakes import Mistake


def three_of(latencies_ms: Sequence[float]) -> list[tuple[float, float]]:
    """Return the neighbours of three percentiles; stop if there are more or fewer."""
    low, middle, high = latencies_ms
    return [(low, middle), (middle, high)]


PAIRS = {
    "first-two": Part(
        lambda latencies_ms: [tuple(latencies_ms[:2])],
        "You compare the first two percentiles alone, the median with p90. Any percentile that is below a lower one"
        " makes a row impossible: look at every neighbour.",
        "compare all neighbours, not only the first two.",
    ),
    "first-three": Part(
        lambda latencies_ms: list(pairwise(latencies_ms[:3])),
        "You compare the first three percentiles alone. A row may have more of them, p99.9 and the maximum, say: look"
        " at every neighbour.",
        "compare all neighbours, not only the first three.",
    ),
    "three-unpacked": Part(
        three_of,
        "You unpack exactly three percentiles. A row may have two, or four and more: go through the whole list, one"
        " pair of neighbours after the other.",
        "a row may have more than three percentiles, or fewer.",
    ),
    "last-two": Part(
        lambda latencies_ms: [tuple(latencies_ms[-2:])],
        "Only the last two percentiles decide. Either you compare no others, or each pair overwrites what the pairs"
        " before it have shown. Any percentile that is below a lower one makes a row impossible: one fall is enough.",
        "look at all neighbours: here only the last two decide.",
    ),
    "first-and-last": Part(
        lambda latencies_ms: [(latencies_ms[0], latencies_ms[-1])],
        "You compare the first percentile with the last. A row may fall in between and end high all the same: compare"
        " each with its neighbour.",
        "compare each percentile with its neighbour, not the first with the last.",
    ),
    "first-pair-and-last-pair": Part(
        lambda latencies_ms: [tuple(latencies_ms[:2]), tuple(latencies_ms[-2:])],
        "You compare the first two percentiles, and the last two. A row may have more of them in between: look at every"
        " neighbour.",
        "compare all neighbours, not only the first two and the last two.",
    ),
    "first-with-all": Part(
        lambda latencies_ms: [(latencies_ms[0], each) for each in latencies_ms[1:]],
        "You compare the median with every other percentile. p95 may also be above p99: compare each percentile with"
        " its neighbour.",
        "compare each percentile with its neighbour, not all with the first.",
    ),
    "last-pair-forgotten": Part(
        lambda latencies_ms: list(pairwise(latencies_ms[:-1])),
        "Your loop ends one pair too early: the last percentile is never looked at.",
        "look at the last percentile, too.",
    ),
    "first-pair-forgotten": Part(
        lambda latencies_ms: list(pairwise(latencies_ms[1:])),
        "Your loop begins one pair too late: the first percentile, the median, is never looked at.",
        "look at the first percentile, too.",
    ),
}
FALLS = {
    "equal-is-impossible": Part(
        lambda lower, higher: lower >= higher,
        "You also report rows in which two neighbours are equal. That can be: with few requests p99.99 and the maximum"
        " are often the same one. Only a fall is impossible.",
        "two equal neighbours are possible.",
    ),
    "only-equal-is-impossible": Part(
        lambda lower, higher: lower == higher,
        "You report rows in which two percentiles are equal. That can be: with few requests p99.99 and the maximum are"
        " often the same one. Look for a percentile below a lower one.",
        "equal percentiles are possible: look for a fall.",
    ),
    "rising-is-impossible": Part(
        lambda lower, higher: lower < higher,
        "You report rows in which a higher percentile has the higher latency. That's how it should be: 90% of the"
        " requests can't be faster than the fastest half of them. Look for a fall.",
        "a rise is as it should be: look for a fall.",
    ),
    "changing-is-impossible": Part(
        lambda lower, higher: lower != higher,
        "You report rows in which two neighbours differ. They should: a higher percentile has a higher latency. Look"
        " for a fall.",
        "a difference is as it should be: look for a fall.",
    ),
    "far-apart": Part(
        lambda lower, higher: higher > 2 * lower,
        "You report rows in which a percentile is far above the one before. Such tails are unpleasant, but possible."
        " What can't be is a higher percentile below a lower one.",
    ),
}
ENOUGH = {
    "all-must-fall": Part(
        all,
        "You report a row only if all of its percentiles fall. One fall is enough to make it impossible.",
        "one fall is enough.",
    ),
    "every-row": Part(
        lambda found: True,
        "You return every row, whatever its latencies are. Is your condition always true? (A list's .sort() changes the"
        " list and returns None; sorted(…) returns a new list.)",
    ),
    "possible-rows": Part(
        lambda found: not any(found),
        "You return the rows that are in order. The question is which can't be.",
        "return the rows that can't be, not the others.",
    ),
    "one-fall-exactly": Part(
        lambda found: sum(found) == 1,
        "You leave out rows that fall more than once. Those can't be either.",
        "a row that falls more than once is impossible, too.",
    ),
}
LAST = {
    "rows-for-names": Part(
        lambda found: [[name, list(latencies_ms)] for name, latencies_ms in found],
        "You return the whole rows. The question is for their names: the first of the two in each row.",
    ),
    "latencies-for-names": Part(
        lambda found: [list(latencies_ms) for _, latencies_ms in found],
        "You return the latencies. The question is for the rows' names.",
    ),
    "letters-for-names": Part(
        lambda found: [letter for name, _ in found for letter in name],
        "Your list holds single letters: += adds the letters of a text one by one. append(name) adds the whole name.",
    ),
    "names-sorted": Part(
        lambda found: sorted(name for name, _ in found),
        "You return the names in alphabetical order. Return them in the order of the rows.",
    ),
    "counted-rows": Part(
        len,
        "You return how many rows are impossible. The question is which: return the list of their names.",
    ),
    "one-name": Part(
        lambda found: [name for name, _ in found[:1]],
        "You return the first impossible row alone. There may be several: put the return after the loop.",
    ),
    "bare-name": Part(
        lambda found: found[0][0] if found else None,
        "You return one name, as text, and None where there is nothing wrong. Collect the names in a list and return"
        " that after the loop.",
    ),
    "yes-or-no": Part(
        bool,
        "You return whether there is an impossible row. The question is which: return the list of their names.",
    ),
}
ALL = Family(falling, {"pairs": PAIRS, "falls": FALLS, "enough": ENOUGH, "last": LAST})
WITHOUT_LAST = Family(falling, {"pairs": PAIRS, "falls": FALLS, "enough": ENOUGH})


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
    "compared-with-none": Mistake(
        sorted_in_place,
        "You compare a row with what its .sort() returns, and that is None: .sort() changes the list itself, which the"
        " caller still needs as it was. sorted(…) returns a new list.",
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
