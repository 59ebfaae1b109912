"""Write a table of course_lib/tables whose rows a tool makes anew."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from course_lib import tables


def write(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table anew; the old one stays until all rows are there, so that an interrupt leaves it whole."""
    found = list(rows)
    with (Path(tables.__file__).parent / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(found)
