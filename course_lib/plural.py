"""Numbers in sentences."""

from __future__ import annotations


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun; `more` is the plural where an s does not make it.

    >>> counted(1, "pod"), counted(1200, "pod"), counted(2, "box", "boxes")
    ('1 pod', '1,200 pods', '2 boxes')
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"
