"""Write course_lib/tables/objective.csv: the pods for an objective that chapter 07 shows, simulated anew.

`python -m tools.objective` takes some minutes, and needs nothing but the library.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import product

from course_lib import sizing
from course_lib.chapters.ch07_sizing.study.objective import BALANCERS, COLUMNS, MOST_WORKERS, PROXIES, need
from tools import table_file


def rows() -> Iterator[tuple[object, ...]]:
    """Yield the table's rows, each from simulations of its own."""
    for name, workers, proxies in product(BALANCERS, range(1, MOST_WORKERS + 1), PROXIES):
        found = sizing.pods_needed(need(workers), BALANCERS[name], proxies=proxies)
        yield name, workers, proxies, found.low, found.pods, found.high


def main() -> None:
    """Write the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    table_file.write("objective", COLUMNS, rows())


if __name__ == "__main__":
    main()
