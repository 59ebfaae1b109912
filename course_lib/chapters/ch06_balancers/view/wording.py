"""How the explorers of chapter 06 say a latency."""

from __future__ import annotations

from course_lib.chapters.ch06_balancers.study.overload import Endless
from course_lib.estimate import Estimate

GROWS = "grows without end"


def latency_text(found: Estimate | Endless) -> str:
    """Return a latency with its interval, alone where it is exact; or that there is none because the queue grows."""
    if isinstance(found, Endless):
        return GROWS
    spread = "" if found.low == found.high else f" ({found.low:.2f} to {found.high:.2f})"
    return f"{found.best:.2f}{spread}"


def speeds_text(slow: float) -> str:
    """Say how fast pod 0 is beside the others.

    >>> speeds_text(0.4), speeds_text(1.0)
    ("Pod 0 has 40% of the others' speed.", 'All pods are alike.')
    """
    return "All pods are alike." if slow == 1 else f"Pod 0 has {slow:.0%} of the others' speed."
