"""A demand from a table: Grafana's CSV, or one like it: a column of times, and a column for each series."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from course_lib import require
from course_lib.arrays import Whole
from course_lib.plural import in_a_row
from course_lib.sizing.demand.files import cells, reading, sheet, units
from course_lib.sizing.demand.files.choosing import COLUMN
from course_lib.sizing.demand.files.points import Line
from course_lib.sizing.demand.files.reading import Reading, Wishes
from course_lib.sizing.demand.files.sheet import Sheet
from course_lib.text_files import files
from course_lib.text_files.messages import enumerated, quote, refusal, show_name

LABEL = re.compile(r'([A-Za-z_]\w*)="?((?:[^"\\,}]|\\.)*)"?')
NAMED = re.compile(r"(?P<name>[A-Za-z_:][\w:]*)?\{(?P<labels>.*)\}")
ROUNDED = f"The numbers are rounded as a panel shows them; for all digits, export with {cells.PLAIN}."


def read(source: files.Source, wishes: Wishes, column: str | None, decimal: str | None, zone: str | None) -> Reading:
    r"""Return one demand of a table.

    Parameters
    ----------
    source : str or Path
        The file; or its text, of several lines.
    wishes : Wishes
        What the learner says of it.
    column : str or None
        The name of the column that is meant.
    decimal : "." or "," or None
        The decimal mark, where the numbers alone don't tell it.
    zone : str or None
        Of times that name none, "Europe/Berlin" say.

    Raises
    ------
    ValueError
        If it can't be read, or the learner has to say more; the message names file, line and column.

    Examples
    --------
    >>> found = read("Time;web\n1790812800000;0,5\n1790812860000;\n1790812920000;1,5\n", Wishes(unit="cores"), None,
    ...     None, None)
    >>> found.value.tolist(), found.step_s
    ([0.5, nan, 1.5], 60.0)
    """
    title = files.title(source)
    found = sheet.load(title, files.text(source, if_too_large="a part of the time"))
    columns = _columns(found, column)
    mark = _mark(found, columns, decimal)
    lines, frame, remarks = [], [], []
    for labels, part in sheet.apart(found):
        ordered, time_ms, said = sheet.in_order(part, zone)
        lines += [line for at in columns if (line := _line(ordered, time_ms, at, mark, labels)) is not None]
        frame.append(_frame(found, time_ms))
        remarks += said
    if not lines:
        raise refusal(title, "holds no number in its columns; to try: the query in Grafana, to see what it gives")
    where = {**(wishes.where or {}), **({COLUMN: column} if column is not None else {})}
    read = reading.read(title, "CSV", lines, frame, replace(wishes, where=where))
    return read._replace(remarks=(*dict.fromkeys(remarks), *_remarks(found, columns, lines), *read.remarks))


def _frame(table: Sheet, time_ms: Whole) -> Line:
    named = table.header[table.time]
    return Line(f"column {show_name(named, 60)}", named, {}, time_ms, np.zeros(len(time_ms)))


def _remarks(table: Sheet, columns: Sequence[int], lines: Sequence[Line]) -> list[str]:
    is_rounded = any(cells.has_suffix(cell) for at in columns for cell in table.column(at))
    used = {name for line in lines for name in line.labels}
    left = [show_name(table.header[at], 60) for at in table.words if at not in columns]
    unused = [name for name in left if name not in used]
    return [
        *([ROUNDED] if is_rounded else []),
        *([f"Left out, as they hold words: {in_a_row(unused)}."] if unused else []),
    ]


def _columns(table: Sheet, column: str | None) -> list[int]:
    require.that(column is None or isinstance(column, str), "column", column, "be the name of a column")
    others = [at for at in range(len(table.header)) if at != table.time]
    if column is None:
        return [at for at in others if at not in table.words]
    chosen = [at for at in others if column == table.header[at]]
    if not chosen:
        names = enumerated([quote(table.header[at], 24) for at in others], 4)
        raise refusal(table.title, f"must have a column {quote(column, 60)}, but it has {names}")
    return chosen


def _mark(table: Sheet, columns: Sequence[int], decimal: str | None) -> str:
    try:
        return cells.decimal_mark([cell for at in columns for cell in table.column(at)], decimal)
    except ValueError as problem:
        raise refusal(table.title, str(problem)) from problem


def _line(table: Sheet, time_ms: Whole, at: int, mark: str, labels: dict[str, str]) -> Line | None:
    """Return the points of a column: an empty cell is none."""
    there = [row for row, cell in enumerate(table.column(at)) if not cells.is_empty(cell)]
    if not there:
        return None
    found = [table.read(row, at, cells.number, mark) for row in there]
    values = np.array([value for value, _ in found])
    unit = _unit(table, at, there, found)
    column = table.header[at]
    name = ", ".join(filter(None, labels.values())) or column
    title = f"column {show_name(column, 60)}{f' of {show_name(name, 60)}' if labels else ''}"
    return Line(title, name, {**labels, **_labels(column)}, time_ms[there], values, unit or units.of_title(column))


def _unit(table: Sheet, at: int, there: Sequence[int], found: Sequence[tuple[float, str | None]]) -> str | None:
    """Return the unit that all cells of a column say; one that says another is named."""
    finite = [row for row, (value, _) in enumerate(found) if math.isfinite(value)]
    unit = found[finite[0]][1] if finite else None
    for row in finite:
        if found[row][1] != unit:
            said = f"must be in {unit or 'no unit'}, as those above, got {found[row][1] or 'no unit'}"
            raise table.fault(there[row], at, f"{said}; to try: {cells.PLAIN}")
    return unit


def _labels(name: str) -> dict[str, str]:
    """Return the labels in a column's name, as far as it is a series' own name.

    >>> _labels('up{job="web"}')
    {'column': 'up{job="web"}', '__name__': 'up', 'job': 'web'}
    """
    match = NAMED.fullmatch(name)
    metric = {"__name__": match["name"]} if match and match["name"] else {}
    return {COLUMN: name, **metric, **(dict(LABEL.findall(match["labels"])) if match else {})}
