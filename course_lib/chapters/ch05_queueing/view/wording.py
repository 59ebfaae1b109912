"""How the explorers of chapter 05 say a time, and how often a client tries again."""

from __future__ import annotations


def ms(seconds: float) -> str:
    """Return a time in milliseconds, as a reader says it."""
    if seconds >= 10:
        return f"{seconds:.0f} s"
    return f"{1000 * seconds:,.0f} ms" if seconds >= 0.1 else f"{1000 * seconds:.1f} ms"


def tries_again(retries: int) -> str:
    """Return how often clients try again, to follow "clients".

    >>> tries_again(0), tries_again(1), tries_again(2)
    ("don't try again", 'try again once', 'try again up to 2 times')
    """
    return ("don't try again", "try again once")[retries] if retries < 2 else f"try again up to {retries} times"
