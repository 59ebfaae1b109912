"""Numbers in sentences."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun; `more` is the plural where an s does not make it.

    >>> counted(1, "pod"), counted(1200, "pod"), counted(2, "box", "boxes")
    ('1 pod', '1,200 pods', '2 boxes')
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def in_a_row(words: Sequence[str]) -> str:
    """Return words with commas and an "and".

    >>> in_a_row(["CPU"]), in_a_row(["CPU", "memory", "pods"])
    ('CPU', 'CPU, memory and pods')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
