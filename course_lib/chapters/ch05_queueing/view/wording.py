"""How the explorers of chapter 05 say a time."""

from __future__ import annotations


def ms(seconds: float) -> str:
    """Return a time in milliseconds, as a reader says it."""
    if seconds >= 10:
        return f"{seconds:.0f} s"
    return f"{1000 * seconds:,.0f} ms" if seconds >= 0.1 else f"{1000 * seconds:.1f} ms"
