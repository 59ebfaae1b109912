"""What a learner reads where something failed; the traceback is for debugging."""

from __future__ import annotations

from traceback import format_exception_only


def failure(problem: BaseException) -> str:
    """Say in a sentence what failed.

    >>> failure(ValueError("pods must be positive, got 0"))
    'It failed: ValueError: pods must be positive, got 0.'
    >>> failure(KeyboardInterrupt())
    'It failed: KeyboardInterrupt.'
    """
    return f"It failed: {format_exception_only(problem)[0].strip()}."
