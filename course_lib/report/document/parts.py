"""What a report is made of, whatever it's written as: sections of sentences and tables, and the figures in them.

Vocabulary: a `figure` is an estimate, and who has to act for it; a `name` is text from somebody's files, which may hold
anything; a `tick` says whether a feature is there. A `cell` is one of these or plain words, a `line` words with figures
and names among them. Of a long table the first rows are `shown` on a page; the rest are in the file of all figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from course_lib.assessment.result import Made
from course_lib.estimate import Estimate


@dataclass(frozen=True)
class Figure:
    """A number with its range, its source, and who has to act for it.

    Attributes
    ----------
    value : Estimate
        The number.
    signed : bool
        Whether it's a difference, and shows its sign.
    who : str
        Who has to act so that it comes about; empty where nobody has to.
    """

    value: Estimate
    signed: bool = False
    who: str = ""


@dataclass(frozen=True)
class Name:
    """Text from somebody's files."""

    text: str


@dataclass(frozen=True)
class Label:
    """What a sentence is about, before its colon: "Pilot"."""

    text: str


@dataclass(frozen=True)
class Command:
    """Something to type in a terminal."""

    text: str


@dataclass(frozen=True)
class Tick:
    """Whether something is there."""

    there: bool


Word = str | Figure | Name | Label | Command
Line = tuple[Word, ...]
Cell = Word | Tick | Line


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes
    ----------
    key, title : str
        By what it's known in files, and as it's read.
    unit_said : bool
        Whether the title says the unit of its figures.
    drawn : bool
        Whether its differences are drawn beside it, too, on one scale.
    narrow : bool
        Whether it's one of ticks.
    """

    key: str
    title: str
    unit_said: bool = False
    drawn: bool = False
    narrow: bool = False


@dataclass(frozen=True)
class Row:
    """A row: by what it's known in files, and a cell for each column; a `strong` one stands out, as it's the base."""

    key: str
    cells: tuple[Cell, ...]
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes
    ----------
    key : str
        By which it's known in files.
    caption : str
        What it lists.
    columns : tuple of Column
        The first has the rows' names.
    rows : tuple of Row
        All of them.
    shown : int or None
        How many a page shows; None for all.
    notes : tuple of Line
        What to know about it: its source, who acts.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    shown: int | None = None
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Points:
    """Lines, each a point."""

    lines: tuple[Line, ...]


Block = Line | Table | Points


@dataclass(frozen=True)
class Section:
    """A section: by what it's known in files, its heading, and what it holds; `fresh` begins a new page in print."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    fresh: bool = False


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes
    ----------
    title, limits : str
        What it's about, and what it doesn't answer.
    there : tuple of str
        What there is, in sentences.
    sections : tuple of Section
        In their order.
    made : Made
        How it came about.
    """

    title: str
    limits: str
    there: tuple[str, ...]
    sections: tuple[Section, ...]
    made: Made
