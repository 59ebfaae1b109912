"""Functions for where a tenth is true, made of steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from course_lib.proxies.textbook import Row

Tenths = Callable[[Sequence[Row], str], Any]
Found = Sequence[tuple[Row, float]]


def places_of(found: Found) -> list[str]:
    """Return where the rows were found."""
    return [row[0] for row, _ in found]


def tenths(
    who: Callable[[str, str], bool] = lambda what, counted: what == counted,
    share: Callable[[float, float], float] = lambda smaller, larger: smaller / larger,
    is_tenth: Callable[[float], bool] = lambda share: share <= 0.1,
    last: Callable[[Found], Any] = places_of,
) -> Tenths:
    """Return a function for the places, with some steps done in another way.

    Of the rows `who` lets in, those whose `share` `is_tenth` are found; the `last` step returns them.
    """

    def places(rows: Sequence[Row], counted: str) -> Any:
        shares = [(row, share(*row[2:])) for row in rows if who(row[1], counted)]
        return last([each for each in shares if is_tenth(each[1])])

    return places
