"""Published figures, kept as rows: each with its source, its condition, and how sure it is.

Vocabulary: a `figure` (first fit decreasing: 11/9) is one row of one `table` ("packing", a CSV file in this
folder); its `certainty` is a tag ("M"), and `how_sure` the words for it ("a textbook result").

A value may stand as a fraction in the file, so that 11/9 is written as its source writes it.

The `year` is that of the measurement: of the grid, the benchmark, the survey, not of the file or the report that
carries it ("Real Time Cloud" gives 2023's grid in its rows of 2024, a report of 2026 tells of 2025). Where the source
doesn't say when it measured, and for a theorem or a standard, it is the year of publication; for a default or a rule
in code the year whose state was read ("as of"). It is empty where there is none: what was derived for this course holds
at any time, and of some rules and worked examples in documentation and code the row doesn't say which state was read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from types import MappingProxyType

from course_lib import require
from course_lib.estimate import CERTAINTY, Estimate, exact

COLUMNS = ("id", "value", "unit", "source", "year", "condition", "certainty")


@dataclass(frozen=True)
class Figure:
    """One published figure.

    Attributes
    ----------
    id : str
        Its name in the table.
    value : float
        In `unit`.
    unit : str
        "share" (of one), "ratio", "W", "pods", …
    source : str
        Who published it, and where.
    year : int or None
        Of the measurement, as the module says; None if there is none.
    condition : str
        Under which it holds.
    certainty : str
        A tag of `estimate.CERTAINTY`.
    """

    id: str
    value: float
    unit: str
    source: str
    year: int | None
    condition: str
    certainty: str

    def __post_init__(self) -> None:
        for name in ("id", "unit", "source", "condition"):
            require.that(bool(getattr(self, name)), name, getattr(self, name), "not be empty")
        require.number("value", self.value)
        if self.year is not None:
            require.between("year", self.year, 1900, 2100)
        require.one_of("certainty", self.certainty, CERTAINTY)

    @property
    def how_sure(self) -> str:
        """The certainty in words."""
        return CERTAINTY[self.certainty]

    @property
    def estimate(self) -> Estimate:
        """The figure as an estimate without a range; its source names year, condition and how sure it is.

        >>> figure("energy", "pue_aws").estimate
        1.135 ratio
        """
        dated = self.source if self.year is None else f"{self.source}, {self.year}"
        source = f"{dated}: {self.condition} ({self.how_sure})"
        return exact(self.value, self.unit, source, self.certainty)


def names() -> tuple[str, ...]:
    """Return the names of all tables: of the CSV files in this folder."""
    files = (file.name for file in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".csv") for name in files if name.endswith(".csv")))


@cache
def rows(name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Return the rows of table `name` as text by column.

    Parameters
    ----------
    name : str
        One of `names()`.
    columns : tuple of str
        What its header must be.

    Raises
    ------
    ValueError
        If there is no such table, or a row has not exactly these columns; file and line are named.
    """
    require.one_of("name", name, names())
    text = resources.files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(row for _, row in split(text, f"{name}.csv", columns))


@cache
def load(name: str) -> tuple[Figure, ...]:
    """Return all figures of table `name`, in the file's order.

    Raises
    ------
    ValueError
        If there is no such table or a row breaks a rule; file and line are named.
    """
    require.one_of("name", name, names())
    text = resources.files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return parse(text, f"{name}.csv")


def figure(name: str, identity: str) -> Figure:
    """Return one figure of table `name`.

    Raises
    ------
    ValueError
        If there is no such table or figure; the message lists those there are.

    Examples
    --------
    >>> figure("packing", "ffd_ratio").value == 11 / 9
    True
    >>> figure("packing", "ffd_ratio").how_sure
    'a textbook result'
    """
    figures = _by_identity(name)
    return figures[require.one_of("identity", identity, figures)]


@cache
def _by_identity(name: str) -> Mapping[str, Figure]:
    """Return the figures of a table by what they are called; models ask for them often."""
    return MappingProxyType({each.id: each for each in load(name)})


def parse(text: str, file: str) -> tuple[Figure, ...]:
    """Return the figures that the text of a CSV file holds; `file` is its name in messages.

    Raises
    ------
    ValueError
        If a row breaks a rule, or an id is there twice; file and line are named.
    """
    figures: dict[str, Figure] = {}
    for line, row in split(text, file, COLUMNS):
        try:
            require.that(row["id"] not in figures, "id", row["id"], "be there once only")
            figures[row["id"]] = _figure(row)
        except ValueError as problem:
            raise ValueError(f"{file}, line {line}: {problem}") from problem
    return tuple(figures.values())


def split(text: str, file: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Return each row of a CSV text with its line number, as stripped text by column.

    Raises
    ------
    ValueError
        If the header or the number of cells differs from `columns`; file and line are named.
    """
    reader = csv.reader(io.StringIO(text), strict=True)
    lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    require.that(bool(lines) and tuple(lines[0][1]) == columns, f"{file}, line 1", lines[:1], f"be {columns}")
    for line, row in lines:
        require.that(len(row) == len(columns), f"{file}, line {line}", row, f"have {len(columns)} cells")
    return [(line, dict(zip(columns, row, strict=True))) for line, row in lines[1:]]


def _figure(row: dict[str, str]) -> Figure:
    year = None if row["year"] == "" else int(_number("year", row["year"]))
    return Figure(**{**row, "value": _number("value", row["value"]), "year": year})  # type: ignore[arg-type]


def _number(name: str, text: str) -> float:
    try:
        return float(Fraction(text))
    except (ValueError, ZeroDivisionError, OverflowError):
        rule = "be a number or a fraction"
    raise ValueError(f"{name} must {rule}, got {text!r}")
