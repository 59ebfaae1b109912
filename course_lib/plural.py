"""Numbers in sentences."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun; `more` is the plural where an s does not make it.

    >>> counted(1, "pod"), counted(1200, "pod"), counted(2, "box", "boxes")
    ('1 pod', '1,200 pods', '2 boxes')
    """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them.

    >>> listed(["nodes"]), listed(["nodes", "pods"]), listed(["a", "b", "c"])
    ('nodes', 'nodes and pods', 'a, b and c')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
