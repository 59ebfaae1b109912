"""Functions for the rows of a benchmark that can't be, made of steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

Latencies = Sequence[float]
Rows = Sequence[tuple[str, Latencies]]
Impossible = Callable[[Rows], Any]


def steps_of(latencies_ms: Latencies) -> list[tuple[float, float]]:
    """Return every percentile with the next higher one."""
    return list(pairwise(latencies_ms))


def names_of(found: Rows) -> list[str]:
    """Return the rows' names."""
    return [name for name, _ in found]


def falling(
    pairs: Callable[[Latencies], Sequence[tuple[float, float]]] = steps_of,
    falls: Callable[[float, float], bool] = lambda lower, higher: lower > higher,
    enough: Callable[[Sequence[bool]], Any] = any,
    last: Callable[[Rows], Any] = names_of,
) -> Impossible:
    """Return a function for the names, with some steps done in another way.

    Of each row the `pairs` of percentiles are looked at; one that `falls` may be `enough`, and the `last` step returns
    the rows found.
    """

    def rows_found(rows: Rows) -> Any:
        fallen = [(row, [falls(*pair) for pair in pairs(row[1])]) for row in rows]
        return last([row for row, found in fallen if enough(found)])

    return rows_found
