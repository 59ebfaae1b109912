"""A report as Markdown, with the same tables and sentences as its page: for a pull request, or a wiki.

Names from files stay text: whatever Markdown, or HTML in it, would make something of has a backslash in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course_lib.assessment.result import Assessment
from course_lib.digits import without_unit
from course_lib.report.document.document import document
from course_lib.report.document.earlier import Earlier
from course_lib.report.document.parts import (
    Block,
    Cell,
    Column,
    Command,
    Figure,
    Label,
    Line,
    Points,
    Section,
    Table,
    Tick,
)
from course_lib.report.document.records import cell_text, printable

MARKED = re.compile(r"[\\`*_{}\[\]<>|~#&$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
BEGINS = re.compile(r"^(?=[-+=])|(?<=^\d)(?=[.)]\s)")  # what would begin a list, or underline a heading
TICKS = {True: "✓", False: "–"}


def markdown(found: Assessment, before: Earlier | None = None) -> str:
    """Return a report as Markdown: of long tables as many rows as its page shows."""
    whole, made = document(found, before), found.made
    said = [f"# {whole.title}", whole.limits, *map(escape, whole.there)]
    said += [part for section in whole.sections for part in _section(section)]
    digest = f"inputs sha256 {made.digest}" if made.digest else ""
    how = (f"course_lib {made.version}", made.date, digest, escape(made.command))
    return "\n\n".join([*said, " · ".join(filter(None, how))]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.heading}"
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield f"**{block.caption}**"
        yield _table(block)
        yield from map(_line, block.notes)
    elif isinstance(block, Points):
        yield "\n".join(f"- {_line(line)}" for line in block.lines)
    else:
        yield _line(block)


def _table(table: Table) -> str:
    head = [each.title for each in table.columns]
    rows = [list(map(_in_table, table.columns, row.cells)) for row in table.rows[: table.shown]]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _in_table(column: Column, cell: Cell) -> str:
    if isinstance(cell, Figure) and column.unit_said:
        return without_unit(cell.value, signed=cell.signed)
    # In a table, a bar parts cells even within code; a backslash before it is taken away.
    return code(cell.text).replace("|", "\\|") if isinstance(cell, Command) else _cell(cell)


def _line(line: Line) -> str:
    return BEGINS.sub(r"\\", "".join(map(_cell, line)).strip())


def _cell(cell: Cell) -> str:
    if isinstance(cell, Tick):
        return TICKS[cell.there]
    if isinstance(cell, tuple):
        return _line(cell)
    if isinstance(cell, Label):
        return f"**{escape(cell.text)}**"
    return code(cell.text) if isinstance(cell, Command) else escape(cell_text(cell))


def code(text: str) -> str:
    """Return text as code, between more backticks than stand in it.

    >>> print(code("kubectl top"), code("a `b`"))
    `kubectl top` `` a `b` ``
    """
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    said, fence = printable(text), "`" * (longest + 1)
    return f"{fence} {said} {fence}" if "`" in (said[:1], said[-1:]) else f"{fence}{said}{fence}"


def escape(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> print(escape("shop/web-1"), escape("*[x](http://y)*<b>|"))
    shop/web-1 \*\[x\](http\://y)\*\<b\>\|
    """
    return MARKED.sub(r"\\\g<0>", printable(text))
