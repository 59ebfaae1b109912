"""A report as records, one for each cell and each sentence: what tables of figures and JSON are written from.

Vocabulary: a `record` knows its section, table, row and column, and holds a figure, or words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from course_lib.digits import in_full
from course_lib.estimate import Estimate
from course_lib.report.document.parts import Block, Cell, Document, Figure, Line, Points, Section, Table, Tick

IN_WORDS = "in words"  # the table of a sentence
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Record:
    """One cell, or one sentence.

    Attributes
    ----------
    section, table, row, column : str
        Where it stands: by their keys, a row that is from somebody's files by its name.
    value : Estimate or None
        The figure.
    text : str
        The words, of a figure in a sentence the sentence; empty where there is only the figure.
    who : str
        Who has to act for it.
    """

    section: str
    table: str
    row: str
    column: str
    value: Estimate | None = None
    text: str = ""
    who: str = ""


def records(document: Document) -> Iterator[Record]:
    """Return everything that a report says, in its order; of long tables all rows."""
    for section in document.sections:
        yield from of_section(section)


def of_section(section: Section) -> Iterator[Record]:
    """Return everything that a section says: its tables, then its sentences."""
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _of_table(section.key, block)
    said = [line for block in section.blocks for line in sentences(block)]
    for number, line in enumerate(said, start=1):
        yield from _of_line(section.key, str(number), line)


def sentences(block: Block) -> tuple[Line, ...]:
    """Return the sentences of a block: of a table those below it."""
    if isinstance(block, Table):
        return block.notes
    return block.lines if isinstance(block, Points) else (block,)


def plain(line: Line) -> str:
    """Return a line as plain text.

    >>> from course_lib.report.document.parts import Name
    >>> plain(("of ", Name("web")))
    'of web'
    """
    return "".join(map(cell_text, line))


def ended(text: str) -> str:
    """Return a sentence with its full stop, once.

    >>> ended("It pays"), ended("It pays.")
    ('It pays.', 'It pays.')
    """
    return text if text.endswith((".", "?", "!")) else f"{text}."


def cell_text(cell: Cell) -> str:
    r"""Return a cell as plain text, on one line.

    >>> cell_text(Tick(there=True)), cell_text("a name\nwith two lines")
    ('yes', 'a name�with two lines')
    """
    if isinstance(cell, Figure):
        return in_full(cell.value, signed=cell.signed)
    if isinstance(cell, Tick):
        return YES if cell.there else NO
    if isinstance(cell, tuple):
        return plain(cell)
    return printable(cell if isinstance(cell, str) else cell.text)


def printable(text: str) -> str:
    """Return text from somebody's files with nothing in it that isn't seen, or turns what follows around."""
    return "".join(char if char.isprintable() else UNPRINTABLE for char in text)


def _of_table(section: str, table: Table) -> Iterator[Record]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield from _of_cell((section, table.key, row.key, column.key), cell)


def _of_cell(where: tuple[str, str, str, str], cell: Cell) -> Iterator[Record]:
    if isinstance(cell, Figure):
        yield Record(*where, cell.value, who=cell.who)
    elif isinstance(cell, tuple):
        yield from (Record(*where, each.value, plain(cell), each.who) for each in cell if isinstance(each, Figure))
    elif cell:
        yield Record(*where, text=cell_text(cell))


def _of_line(section: str, row: str, line: Line) -> Iterator[Record]:
    found = [each for each in line if isinstance(each, Figure)]
    for number, each in enumerate(found, start=1):
        yield Record(section, IN_WORDS, row, str(number), each.value, plain(line), each.who)
    if not found:
        yield Record(section, IN_WORDS, row, "", text=plain(line))
