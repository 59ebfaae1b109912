"""How the lines of chapter 06's pictures look."""

from __future__ import annotations

from typing import Any

from course_lib.theme import Mark


def style(mark: Mark, **more: Any) -> dict[str, Any]:
    """Return a mark's look as a line has it."""
    return {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash, **more}
