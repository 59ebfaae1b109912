"""Changes in words: with their sign, and none where there is none."""

from __future__ import annotations

import math


def change(share: float) -> str:
    """Return a change as a percentage with its sign.

    >>> change(0.018), change(-0.353), change(0.0), change(-0.001), change(2.63)
    ('+2%', '−35%', '±0%', '±0%', '+263%')
    """
    whole = round(100 * share)
    return f"{sign(whole)}{abs(whole)}%"


def sign(amount: float) -> str:
    """Return the sign of an amount: ± where it's nothing.

    >>> sign(3), sign(-3), sign(0)
    ('+', '−', '±')
    """
    if math.isclose(amount, 0, abs_tol=1e-9):
        return "±"
    return "+" if amount > 0 else "−"
