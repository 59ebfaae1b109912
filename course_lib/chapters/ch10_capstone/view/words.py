"""Amounts with their ranges in sentences: what an alternative adds or saves."""

from __future__ import annotations

from course_lib.estimate import Estimate


def net(value: Estimate) -> str:
    """Return what is added or saved, in nodes, with its range.

    >>> net(Estimate(best=-2.26, low=-14.2, high=5.07, unit="nodes", source="an example"))
    '-2.3 nodes (from -14.2 to +5.1)'
    >>> net(Estimate(best=0, low=0, high=0, unit="nodes", source="an example"))
    '0 nodes'
    """
    if value.low == value.high:
        return f"{signed(value.best)} {value.unit}"
    return f"{signed(value.best)} {value.unit} (from {signed(value.low)} to {signed(value.high)})"


def fewer(value: Estimate) -> str:
    """Return how many fewer there are, as a number with its range.

    >>> fewer(Estimate(best=-283, low=-327, high=-247, unit="pods", source="an example"))
    '283 (247 to 327)'
    """
    return f"{-value.best:,.0f} ({-value.high:,.0f} to {-value.low:,.0f})"


def signed(amount: float) -> str:
    """Return an amount with its sign, and of a small one two digits.

    >>> signed(2.06), signed(0.088), signed(-0.001)
    ('+2.1', '+0.09', '0')
    """
    said = f"{amount:+,.1f}" if abs(amount) >= 0.095 else f"{amount:+.2f}"
    return "0" if float(said.replace(",", "")) == 0 else said
