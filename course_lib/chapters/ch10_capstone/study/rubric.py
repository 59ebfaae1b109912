"""The rubric by which a report is marked: eight criteria, 0 to 2 points each.

Vocabulary: a `mark` is 0, 1 or 2; `marks` are one a criterion, in the rubric's order. A report passes with 11 of 16
points, unless it has 0 where a point is `needed`: in its baseline, or on the way from pods to nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from course_lib import require, tables

COLUMNS = ("criterion", "title", "zero", "one", "two", "needed")
MOST, PASS = 2, 11


@dataclass(frozen=True)
class Criterion:
    """One criterion.

    Attributes
    ----------
    name, title : str
        For code and for readers.
    levels : tuple of str
        What a report has for 0, 1 and 2 points.
    needed : bool
        Whether no report passes with 0 of it.
    """

    name: str
    title: str
    levels: tuple[str, ...]
    needed: bool


@cache
def rubric() -> tuple[Criterion, ...]:
    """Return all criteria in order."""
    rows = tables.rows("rubric", COLUMNS)
    return tuple(
        Criterion(row["criterion"], row["title"], (row["zero"], row["one"], row["two"]), row["needed"] == "yes")
        for row in rows
    )


def total(marks: Sequence[int]) -> int:
    """Return the points of a report; a ValueError says which mark is none."""
    require.that(len(marks) == len(rubric()), "marks", marks, f"be one for each of the {len(rubric())} criteria")
    return sum(int(require.between("mark", require.whole("mark", mark), 0, MOST)) for mark in marks)


def lacking(marks: Sequence[int]) -> tuple[Criterion, ...]:
    """Return the criteria of which a point is needed and missing."""
    return tuple(each for each, mark in zip(rubric(), marks, strict=True) if each.needed and mark == 0)


def passes(marks: Sequence[int]) -> bool:
    """Return whether a report passes.

    >>> passes([1, 1, 1, 1, 1, 2, 2, 2]), passes([2, 2, 2, 2, 0, 2, 2, 2])
    (True, False)
    """
    return total(marks) >= PASS and not lacking(marks)
