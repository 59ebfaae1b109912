"""How the explorers of chapter 06 say a latency."""

from __future__ import annotations

from course_lib.chapters.ch06_balancers.study.overload import Endless
from course_lib.estimate import Estimate


def latency_text(found: Estimate | Endless) -> str:
    """Return a latency with its interval, alone where it is exact; or that there is none because the queue grows."""
    if isinstance(found, Endless):
        return "grows without end"
    spread = "" if found.low == found.high else f" ({found.low:.2f} to {found.high:.2f})"
    return f"{found.best:.2f}{spread}"
