"""Functions for where a tenth is true, made of steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from course_lib.proxies.textbook import Row

Tenths = Callable[[Sequence[Row], str], Any]
Found = Sequence[tuple[str, float, str]]


def places_of(found: Found) -> list[str]:
    """Return where the rows were found."""
    return [place for place, *_ in found]


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
        shares = [(place, share(smaller, larger), what) for place, what, smaller, larger in rows if who(what, counted)]
        return last([row for row in shares if is_tenth(row[1])])

    return places
