"""The text of a table in cells that know their places: a line of names, and a line for each time.

Vocabulary: a `sheet` has `rows`, each with the number of its line in the file; one of its columns holds the times.
Where several series stand one below the other, a column of `words` says which of them a line belongs to.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from course_lib.arrays import Whole
from course_lib.sizing.demand.files import cells, times
from course_lib.text_files.messages import quote, refusal

T = TypeVar("T")

TIMES = ("time", "timestamp", "date", "datetime", "zeit", "temps", "hora")
DELIMITERS = (";", "\t", ",")
JOINED = "the option Series joined by time in Grafana"
NEEDS = "a first line such as Time,web, and a line for each time, with , or ; or a tab between the columns"
ANEW = "the panel's data in Grafana (Inspect, Data), then Download CSV anew"
TABLE_NAME = re.compile(r"\.(csv|tsv)\W*$", re.IGNORECASE)
NUMBERS_LINE = re.compile(r"[\d.,:+\-TZ ]*\d[\d.,:+\-TZ ]*")


@dataclass(frozen=True)
class Sheet:
    """A table in cells.

    Attributes
    ----------
    title : str
        What messages call the file.
    header : list of str
        Names of the columns.
    rows : list of (int, list of str)
        Each line's number, and its cells.
    time : int
        Which column holds the times.
    """

    title: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    time: int

    def column(self, at: int) -> list[str]:
        """Return the cells of a column."""
        return [row[at] for _, row in self.rows]

    @property
    def words(self) -> list[int]:
        """Which columns besides the times hold words, by their first cell that isn't empty; never all of them."""
        others = [at for at in range(len(self.header)) if at != self.time]
        found = [at for at in others if not cells.is_like_a_number(next(filter(None, self.column(at)), ""))]
        return found if len(found) < len(others) else []

    def read(self, row: int, column: int, convert: Callable[..., T], *more: Any) -> T:
        """Return a cell converted; its place goes in front of a message."""
        try:
            return convert(self.rows[row][1][column], *more)
        except ValueError as problem:
            raise self.fault(row, column, str(problem)) from problem

    def fault(self, row: int, column: int, said: str) -> ValueError:
        """Return an error that names a cell's place."""
        return refusal(f"{self.title}, line {self.rows[row][0]:,}, column {quote(self.header[column], 60)}", said)


def load(title: str, text: str) -> Sheet:
    r"""Return a table, however its columns are parted.

    Raises
    ------
    ValueError
        If it isn't a table with names in its first line; the message names the line.

    Examples
    --------
    >>> load("web.csv", "sep=;\nTime;web\n60;0,5\n").rows
    [(3, ['60', '0,5'])]
    """
    content = text.lstrip("\ufeff \r\n")
    _check_kind(title, content)
    said = re.match(r'"?sep=(.)"?[^\n]*\n', content)
    table = content[said.end() :] if said else content
    above = text[: len(text) - len(table)].count("\n")
    rows = _rows(title, table, said[1] if said else None, above)
    if not rows or len(rows[0][1]) < 2:
        only = f", got only {quote(rows[0][1][0], 60)}" if rows else ""
        raise refusal(title, f"must have a column of times and one of values{only}; to try: {NEEDS}")
    _check_header(title, *rows[0])
    if len(rows) < 2:
        raise refusal(title, f"has names in its first line, and no line of values below; to try: {ANEW}")
    for line, row in rows[1:]:
        _check_width(title, line, row, rows[0][1])
    header = rows[0][1]
    return Sheet(title, header, rows[1:], next((at for at, name in enumerate(header) if name.lower() in TIMES), 0))


def _check_kind(title: str, content: str) -> None:
    if not content:
        raise refusal(title, f"must hold something, but it is empty; to try: {ANEW}")
    if content[0] in "{[":
        raise refusal(title, "must be a table, but it looks like JSON; to try: Demand.from_prometheus")
    if content[0] == "<":
        raise refusal(title, "must be a table, but it is a page of HTML; to try: the file that Download CSV gives")


def _check_header(title: str, line: int, header: list[str]) -> None:
    if re.match(r"\d{4}-|\d{9}", header[0]):
        raise refusal(f"{title}, line {line:,}", f"must name the columns, got {quote(header[0], 60)}; to try: {NEEDS}")


def _check_width(title: str, line: int, row: list[str], header: list[str]) -> None:
    if len(row) != len(header):
        counts = f"must have {len(header):,} cells, as the line with the names has, got {len(row):,}"
        hint = "to try: columns parted by ; where numbers have decimal commas"
        raise refusal(f"{title}, line {line:,}", f"{counts}; {hint}")


def _rows(title: str, table: str, delimiter: str | None, above: int) -> list[tuple[int, list[str]]]:
    """Return the lines that aren't empty, each with its number in the file."""
    names = re.sub(r'"[^"]*"', "", re.split(r"[\r\n]", table, maxsplit=1)[0])
    parts = delimiter if delimiter is not None else max(DELIMITERS, key=names.count)
    if parts not in DELIMITERS:
        raise refusal(f"{title}, line {above:,}", f"must part the columns by ; or , or a tab, got {quote(parts)}")
    reader, rows = csv.reader(io.StringIO(table, newline=""), delimiter=parts, strict=True), []
    try:
        for row in reader:
            if any(map(str.strip, row)):
                rows.append((above + reader.line_num, [cell.strip() for cell in row]))
    except csv.Error as problem:
        hint = "to try: close each quote, and save it anew"
        raise refusal(f"{title}, line {above + reader.line_num:,}", f"must be CSV ({problem}); {hint}") from problem
    return rows


def apart(sheet: Sheet) -> list[tuple[dict[str, str], Sheet]]:
    r"""Return each series that stands below another as a sheet of its own, with what its words say.

    >>> found = apart(load("web.csv", "Time;name;value\n60;web;1\n60;api;2\n120;web;3\n"))
    >>> [(labels, part.column(2)) for labels, part in found]
    [({'name': 'web'}, ['1', '3']), ({'name': 'api'}, ['2'])]
    """
    times, words = sheet.column(sheet.time), sheet.words
    parts: dict[tuple[str, ...], list[tuple[int, list[str]]]] = {}
    for line, row in sheet.rows:
        parts.setdefault(tuple(row[at] for at in words), []).append((line, row))
    if len(parts) > 1 and len(set(times)) == len(times):
        return [({}, sheet)]
    names = [sheet.header[at] for at in words]
    return [(dict(zip(names, said, strict=True)), replace(sheet, rows=rows)) for said, rows in parts.items()]


def in_order(sheet: Sheet, zone: str | None) -> tuple[Sheet, Whole, list[str]]:
    """Return a sheet from the earliest time to the latest, its times in milliseconds, and what to know about them."""
    clock, remarks = sheet.read(0, sheet.time, times.clock, times.zone_called(zone))
    found, before = [], -1
    for row in range(len(sheet.rows)):
        before = sheet.read(row, sheet.time, clock, before)
        found.append(before)
    time_ms = np.array(found, dtype=np.int64)
    if len(time_ms) > 1 and (np.diff(time_ms) < 0).all():
        return replace(sheet, rows=sheet.rows[::-1]), time_ms[::-1].copy(), remarks
    for at in np.flatnonzero(np.diff(time_ms) <= 0)[:1]:
        why = "clocks put back, or series one below the other?"
        said = f"must be later than the line before it ({why}), got {quote(sheet.column(sheet.time)[at + 1], 40)}"
        raise sheet.fault(int(at) + 1, sheet.time, f"{said}; to try: {JOINED}, or zone= for local times")
    return sheet, time_ms, remarks


def is_table(text: str, title: str = "") -> bool:
    r"""Return whether a text looks like a table rather than an answer, or promtool's text of one.

    A text that is called a table (web.csv) is one unless it begins otherwise, and so are numbers below one another.

    >>> is_table('"Time","web"'), is_table('[{"metric"'), is_table('up{job="web", pod="a"} =>')
    (True, False, False)
    >>> is_table("", "web.csv"), is_table("web\n1.5\n2.5\n"), is_table("# Notes, short\n")
    (True, True, False)
    """
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    if re.match(r"[{\[<#|]|query error:|curl:", first) is not None or "=>" in first:
        return False
    is_column = NUMBERS_LINE.fullmatch(rest.partition("\n")[0].strip()) is not None
    return any(map(first.count, DELIMITERS)) or is_column or TABLE_NAME.search(title) is not None
