"""Write course_lib/tables/objective.csv: the pods for an objective that chapter 07 shows, simulated anew.

`python tools/objective.py` takes some minutes, and needs nothing but the library.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from course_lib import sizing, tables
from course_lib.chapters.ch07_sizing.study.objective import BALANCERS, COLUMNS, MOST_WORKERS, PROXIES, need

FILE = Path(tables.__file__).parent / "objective.csv"


def rows() -> Iterator[tuple[object, ...]]:
    """Yield the table's rows, each from simulations of its own."""
    for name, workers, proxies in product(BALANCERS, range(1, MOST_WORKERS + 1), PROXIES):
        found = sizing.pods_needed(need(workers), BALANCERS[name], proxies=proxies)
        yield name, workers, proxies, found.low, found.pods, found.high


def main() -> None:
    """Write the table."""
    with FILE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows():
            writer.writerow(row)
            file.flush()


if __name__ == "__main__":
    main()
