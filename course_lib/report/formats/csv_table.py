"""A report as one table in CSV: a line for each cell and each sentence, with its range, unit, source and actor.

Spreadsheets take text that begins with =, +, - or @ for a formula, and run it. Such text, which can only come from
somebody's files, gets an apostrophe in front, as a spreadsheet itself does it. Numbers stay numbers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from csv import writer

from course_lib.assessment.result import Assessment
from course_lib.cluster.anonymous import RUN
from course_lib.digits import kept
from course_lib.report.document.document import document
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.parts import Document
from course_lib.report.document.records import Record, printable, records

HEADER = (
    "section", "table", "row", "column", "best", "low", "high", "unit", "text", "source", "how sure", "who acts",
)  # fmt: skip


def csv(found: Assessment, before: Earlier | None = None) -> str:
    """Return a report as CSV, its lines ended as RFC 4180 has it."""
    content, whole = io.StringIO(newline=""), document(found, before)
    lines = writer(content)
    lines.writerow(HEADER)
    lines.writerows(_cells(each) for each in (*_made(whole), *records(whole)))
    return content.getvalue()


def _made(document: Document) -> Iterator[Record]:
    yield Record("report", "made", "title", "", text=document.title)
    yield Record("report", "made", "limits", "", text=document.limits)
    for number, said in enumerate(document.there, start=1):
        yield Record("report", "there", str(number), "", text=said)
    for name in ("version", "date", "digest", "command"):
        yield Record("report", "made", name, "", text=getattr(document.made, name))


def _cells(record: Record) -> list[object]:
    value = record.value
    numbers = [kept(value.best), kept(value.low), kept(value.high), safe(value.unit)] if value else ["", "", "", ""]
    sure = [safe(value.source), safe(value.how_sure)] if value else ["", ""]
    where = map(safe, (record.section, record.table, record.row, record.column))
    return [*where, *numbers, safe(record.text), *sure, safe(record.who)]


def safe(text: str) -> str:
    """Return text that no spreadsheet runs.

    >>> safe("=HYPERLINK(1)"), safe("shop/web"), safe(" @SUM(1)")
    ("'=HYPERLINK(1)", 'shop/web', "' @SUM(1)")
    """
    shown = printable(text)
    return f"'{shown}" if shown.lstrip()[:1] in tuple(RUN) else shown
