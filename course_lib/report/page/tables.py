"""A table of a report as HTML: the best value above its range, ticks, and ranges drawn on one scale."""

from __future__ import annotations

from html import escape

from course_lib.digits import best, reach, with_unit
from course_lib.plural import counted
from course_lib.report.document.parts import Cell, Column, Command, Figure, Label, Name, Row, Table, Tick
from course_lib.report.document.records import cell_text
from course_lib.report.page.bars import Scale, bar, scale
from course_lib.text_files.messages import shorten

NAME_MOST = 60  # characters of a name on a page; the files have all of it
DRAWN_AS = "Drawn: ◀ saves or adds nothing, ▶ adds or saves nothing, ◆ either, within its range."
TICK = '<td class="narrow"><svg class="tick" viewBox="0 0 10 10" role="img" aria-label="{}"><path d="{}"/></svg></td>'
TICKS = {True: TICK.format("yes", "M1 5.5 4 8.5 9 1.5"), False: TICK.format("no", "M3 5.5H7")}


def table(content: Table) -> str:
    """Return a table that may scroll, so that the keyboard must reach it; its rows are never cut in print."""
    on = _scale(content)
    head = "".join(map(_heading, content.columns))
    rows = "".join(_row(row, content, on) for row in content.rows[: content.shown])
    caption = escape(content.caption)
    # The caption stands above what scrolls: in it, it would be cut off with the table.
    return (
        f'<p class="caption" id="of-{content.key}">{caption}</p><div class="scroll" tabindex="0" role="group" '
        f'aria-labelledby="of-{content.key}"><table aria-labelledby="of-{content.key}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_rest(content)}{_legend(content)}"
    )


def inline(cell: Cell) -> str:
    """Return a cell's words as HTML, a figure with range and unit."""
    if isinstance(cell, tuple):
        return "".join(map(inline, cell))
    said = escape(cell_text(cell))
    if isinstance(cell, Name):
        return f"<bdi>{said}</bdi>"
    if isinstance(cell, Command):
        return f"<code>{said}</code>"
    return f"<b>{said}</b>" if isinstance(cell, Label) else said


def _short(cell: Cell) -> Cell:
    return Name(shorten(cell.text, NAME_MOST)) if isinstance(cell, Name) else cell


def _scale(content: Table) -> Scale:
    """Return the scale of what is drawn: all differences of a column."""
    drawn = [at for at, column in enumerate(content.columns) if column.drawn]
    cells = (row.cells[at] for row in content.rows for at in drawn)
    return scale(cell.value for cell in cells if isinstance(cell, Figure) and cell.signed)


def _heading(column: Column) -> str:
    title = escape(column.title)
    if column.narrow:
        return f'<th scope="col" class="narrow"><span>{title}</span></th>'
    side = ' class="n"' if column.unit_said else ""
    own = f'<th scope="col"{side}>{title}</th>' if title else "<td></td>"
    return own + (f'<th scope="col" class="drawn">{title}, drawn</th>' if column.drawn else "")


def _row(row: Row, content: Table, on: Scale) -> str:
    first, *others = zip(content.columns, row.cells, strict=True)
    cells = "".join(_cell(column, cell, on) for column, cell in others)
    strong = ' class="strong"' if row.strong else ""
    return f'<tr{strong}><th scope="row">{inline(_short(first[1]))}</th>{cells}</tr>'


def _cell(column: Column, cell: Cell, on: Scale) -> str:
    if isinstance(cell, Tick):
        return TICKS[cell.there]
    if not isinstance(cell, Figure):
        return f"<td>{inline(_short(cell))}</td>" + ("<td></td>" if column.drawn else "")
    said = (best if column.unit_said else with_unit)(cell.value, signed=cell.signed)
    spread = reach(cell.value, signed=cell.signed)
    if not column.unit_said:
        return f"<td><b>{escape(said)}</b>{f' ({escape(spread)})' if spread else ''}</td>"
    own = f'<td class="n"><b>{escape(said)}</b>{f"<span>{escape(spread)}</span>" if spread else ""}</td>'
    return own + (f'<td class="drawn">{bar(cell.value, on) if cell.signed else ""}</td>' if column.drawn else "")


def _legend(content: Table) -> str:
    """Return what the marks of a drawing mean, where there is one."""
    return f'<p class="faint">{DRAWN_AS}</p>' if any(column.drawn for column in content.columns) else ""


def _rest(content: Table) -> str:
    """Return how many rows aren't shown, and where they are."""
    left = len(content.rows) - (len(content.rows) if content.shown is None else content.shown)
    if left <= 0:
        return ""
    return f'<p class="faint">{counted(left, "more row stands", "more rows stand")} in the CSV and the JSON.</p>'
