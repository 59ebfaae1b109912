"""How the lines and titles of chapter 06's pictures look."""

from __future__ import annotations

from typing import Any

from matplotlib.text import Text

from course_lib.pictures.canvas import Canvas
from course_lib.theme import Mark


def style(mark: Mark, **more: Any) -> dict[str, Any]:
    """Return a mark's look as a line has it."""
    return {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash, **more}


def headline(canvas: Canvas) -> Text:
    """Return a title that begins above the names of the rows: it has the whole width."""
    return canvas.figure.suptitle(" ", x=0.01, ha="left", fontsize="large", fontweight="bold")
