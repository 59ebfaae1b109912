"""A sample report as a card, with the marks that are given, and the rubric as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_lib.chapters.ch10_capstone.study.reports import Report
from course_lib.chapters.ch10_capstone.study.rubric import MOST, PASS, lacking, passes, rubric, total
from course_lib.framework.html import Card, Table, card, paragraphs, table
from course_lib.plural import in_a_row

MADE_UP = "A made-up report on a made-up company; the figures are the model's."


def report_card(report: Report, given: tuple[str, ...]) -> Card:
    """Return a report, and the criteria whose marks are given."""
    judged = [each for each in rubric() if each.name in given]
    marks = Table("Our marks of these criteria", ("criterion", "mark", "why"),
                  tuple((each.title, str(report.judgements[each.name].mark), report.judgements[each.name].why)
                        for each in judged))  # fmt: skip
    parts = [*map(paragraphs, report.passages), paragraphs(MADE_UP), *([table(marks)] if judged else [])]
    return Card(f"[report] {report.title}", card(f"<b>{escape(report.title)}</b>", *parts))


def verdict(marks: Sequence[int]) -> str:
    """Return whether a report passes, and if not, why.

    >>> verdict([1, 1, 1, 1, 1, 2, 2, 2]), verdict([1, 1, 1, 1, 1, 1, 1, 1])
    ('it passes', 'it fails, with fewer than 11 points')
    """
    if passes(marks):
        return "it passes"
    few = [f"with fewer than {PASS} points"] if total(marks) < PASS else []
    without = lacking(marks)
    missing = [f"with 0 for {in_a_row([f'“{each.title}”' for each in without])}"] if without else []
    return f"it fails, {' and '.join([*few, *missing])}"


def rubric_card() -> Card:
    """Return the rubric."""
    rows = tuple((each.title + " *" * each.needed, *each.levels) for each in rubric())
    line = f"{len(rows)} criteria, 0 to {MOST} points each"
    words = f"It takes {PASS} of {MOST * len(rows)} points to pass, and no 0 where there is a star."
    shown = table(Table(line, ("criterion", *map(str, range(MOST + 1))), rows))
    return Card(line, card("<b>The rubric</b>", shown, paragraphs(words)))
