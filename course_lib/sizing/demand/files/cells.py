"""Numbers in a table's cells: 1234.5, 1.234,5, 12.3 req/s, 1.23K req/s, 31.7 years.

Grafana writes numbers plainly, unless Formatted data is on: then it writes what the panel shows, three digits with
units that change from cell to cell ("500 ms" below "1.50 s"), in which B is a byte ("3 B") or a billion ("3B req/s").

Vocabulary: a `cell` is a `body` ("1.23") and a `suffix` ("K req/s"), which stands for a factor and a unit; in a body
one of dot and comma is the `decimal` mark, the other one parts thousands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from course_lib import require
from course_lib.sizing.demand.files.points import LARGEST

EMPTY = frozenset({"", "null", "undefined", "none", "n/a", "-"})
NAN = "nan"
INFINITE = re.compile(r"(?P<sign>[+-]?)\s*(inf|infinity|∞)\b.*|(?P<other>[+-]?)∞.*", re.IGNORECASE)
CELL = re.compile(
    r"(?P<body>[+-]?[0-9](?:[0-9.,'’\u00a0\u202f]| (?=[0-9]))*(?:[eE][+-]?[0-9]+)?)\s*(?P<suffix>[^0-9].*)?"
)
PLAIN_CELL = re.compile(r"[0-9]{1,90}(\.[0-9]{1,90})?")
SPACES = str.maketrans("", "", "'’ \u00a0\u202f")  # thousands, in some countries
PLAIN = "Formatted data switched off in Grafana (Inspect, Data, Data options)"
DECIMALS = (".", ",")
SECONDS = {"s": 1, "min": 60, "mins": 60, "hour": 3600, "hours": 3600, "day": 86400, "days": 86400}
WEEKS = {"week": 604800, "weeks": 604800, "year": 31536000, "years": 31536000}
SMALL = {"n": 1e-9, "µ": 1e-6, "μ": 1e-6, "m": 1e-3, "": 1.0}
LARGE = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
BINARY = {"Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40}
SHORT = {"K": 1e3, "Mil": 1e6, "Bil": 1e9, "Tri": 1e12}
COUNTS = {"": 1.0, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}  # "1.23K req/s"
A_SECOND = {"req/s": "requests/s", "requests/s": "requests/s", "ops/s": "ops/s", "c/s": "counts/s"}
CORES = ("cores", "core", "CPU")


def _suffixes() -> dict[str, tuple[float, str | None]]:
    whole, si = SMALL | LARGE, SMALL | LARGE | BINARY
    return {
        **{sign: (factor, None) for sign, factor in (whole | SHORT).items()},
        **{sign + "s": (factor, "s") for sign, factor in SMALL.items()},
        **{word: (float(factor), "s") for word, factor in (SECONDS | WEEKS).items()},
        **{sign + each: (factor, "cores") for sign, factor in whole.items() for each in CORES},
        **{sign + "B": (factor, "bytes") for sign, factor in si.items()},
        **{sign + "B/s": (factor, "bytes/s") for sign, factor in si.items()},
        **{f"{sign} {word}".strip(): (by, unit) for sign, by in COUNTS.items() for word, unit in A_SECOND.items()},
        "%": (1.0, "%"),
    }


SUFFIXES = _suffixes()


def decimal_mark(cells: Sequence[str], given: str | None) -> str:
    """Return which mark is the decimal one in all of some cells.

    Raises
    ------
    ValueError
        If all could be either ("1,234" is 1234 or 1.234), or one says this and another that.

    Examples
    --------
    >>> decimal_mark(["1.234,5", "7"], None), decimal_mark(["0,25"], None), decimal_mark(["0.25"], None)
    (',', ',', '.')
    """
    if given is not None:
        return require.one_of("decimal", given, DECIMALS)
    if not any("," in cell or cell.count(".") > 1 for cell in cells):
        return "."
    bodies = [match["body"] for cell in cells if (match := CELL.fullmatch(cell))]
    said = {mark: body for body in bodies if (mark := _mark(body)) != ""}
    require.that(len(said) < 2, "decimal", list(said.values()), 'be given, "," or ".", as these have different ones')
    unsure = next((body for body in bodies if "," in body), None) if not said else None
    require.that(unsure is None, "decimal", unsure, 'be given, "," or ".", as this number may be either')
    return next(iter(said), ".")


def _mark(body: str) -> str:
    """Return the decimal mark, as far as one number tells it."""
    digits = re.sub(r"[eE].*", "", body)
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        return max(DECIMALS, key=digits.rfind)
    if commas > 1 or dots > 1:
        return "." if commas else ","
    if commas:
        return "" if re.fullmatch(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", digits.translate(SPACES)) else ","
    return "." if dots else ""


def is_empty(cell: str) -> bool:
    """Return whether a cell says that there is no point."""
    return cell.lower() in EMPTY


def is_like_a_number(cell: str) -> bool:
    """Return whether a cell is a number, says that there is none, or would be a number in another form.

    >>> is_like_a_number("12.3 req/s"), is_like_a_number("NaN"), is_like_a_number(""), is_like_a_number("web")
    (True, True, True, False)
    """
    return is_empty(cell) or cell.lower() == NAN or any(form.fullmatch(cell) for form in (CELL, INFINITE))


def has_suffix(cell: str) -> bool:
    """Return whether a number was written for a reader, with a unit or a shorter form behind it.

    >>> has_suffix("12.3 req/s"), has_suffix("12.3")
    (True, False)
    """
    if cell[-1:].isdigit():
        return False
    match = CELL.fullmatch(cell)
    return match is not None and bool(match["suffix"])


def number(cell: str, decimal: str) -> tuple[float, str | None]:
    """Return a cell's number in its base unit, and that unit if the cell says one.

    Raises
    ------
    ValueError
        If it is none, or negative; without a place, which the caller knows.

    Examples
    --------
    >>> number("1.50K req/s", "."), number("1.234,5", ","), number("25 mins", ".")
    ((1500.0, 'requests/s'), (1234.5, None), (1500.0, 's'))
    """
    if decimal == "." and PLAIN_CELL.fullmatch(cell):  # nearly all are such, and there may be half a million
        return float(cell), None
    if cell.lower() == NAN:
        return math.nan, None
    if match := INFINITE.fullmatch(cell):
        return (-math.inf if "-" in (match["sign"] or match["other"] or "") else math.inf), None
    match = CELL.fullmatch(cell)
    require.that(match is not None, "value", cell, "be a number, or empty; column= chooses another column")
    body = match["body"].translate(SPACES) if match else ""
    suffix = (match["suffix"] or "").strip() if match else ""
    hint = f"end with a unit that is known, or none; to try: {PLAIN}"
    require.that(suffix in SUFFIXES, "value", cell, hint)
    factor, unit = SUFFIXES[suffix]
    value = _plain(cell, body, decimal) * factor
    require.that(0 <= value <= LARGEST, "value", cell, f"be from 0 to {LARGEST:g} in a demand")
    return value + 0.0, unit


def _plain(cell: str, body: str, decimal: str) -> float:
    thousands = DECIMALS[decimal == "."]
    pattern = rf"[+-]?(\d+|\d{{1,3}}(?:\{thousands}\d{{3}})+)(\{decimal}\d*)?([eE][+-]?\d+)?"
    is_number = re.fullmatch(pattern, body) is not None
    require.that(is_number, "value", cell, f'be a number with "{decimal}" as decimal mark')
    return float(body.replace(thousands, "").replace(decimal, "."))
