"""A picture of results of one kind: laid out once, then painted anew where a result moves it.

Vocabulary: the `title` says what a picture finds ("At 90%: 5.5 times the latency"); what is `moving` is painted for
every result, all else once; a `mark` is how one kind of thing looks in every chapter (course_lib.theme).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import PercentFormatter

from course_lib.framework.canvas import Canvas
from course_lib.theme import Mark

R = TypeVar("R", contravariant=True)


class Picture(ABC, Generic[R]):
    """Axes and artists that are laid out in `__init__`, which ends with `freeze`; `paint` moves them."""

    def __init__(self, height_in: float) -> None:
        self.canvas = Canvas(height_in=height_in)
        self.figure = self.canvas.figure

    def entitle(self, axes: Axes | None = None) -> Text:
        """Make room for the title: above these axes, or above all."""
        self.title = axes.set_title(" ", loc="left", fontweight="bold") if axes else self.canvas.headline()
        return self.title

    def freeze(self, *moving: Artist) -> None:
        """Paint all but the title and what is moving, and keep it."""
        self._moving = [*moving, self.title]
        self.refreeze()

    def refreeze(self) -> None:
        """Paint anew what does not move, where a result has changed that, too: the range of an axis, say."""
        self.canvas.freeze(self._moving)

    @abstractmethod
    def paint(self, result: R) -> str:
        """Move what shows the result, and return the title: what is found."""

    def draw(self, result: R) -> bytes:
        """Return the result as PNG."""
        self.title.set_text(self.paint(result))
        return self.canvas.png()


def add_line(axes: Axes, mark: Mark, label: str = "", **style: Any) -> Line2D:
    """Add an empty line with the mark's colour, marker and dash; without a label it is not in the legend."""
    look: dict[str, Any] = {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash, "lw": 2, "ms": 5}
    named: dict[str, Any] = {"label": label} if label else {}
    return axes.plot([], [], **(look | named | style))[0]


def add_curve(axes: Axes, mark: Mark, label: str = "", **style: Any) -> Line2D:
    """Add an empty line with the mark's colour and dash."""
    return add_line(axes, mark, label, **({"marker": ""} | style))


def add_dot(axes: Axes, mark: Mark, label: str = "", **style: Any) -> Line2D:
    """Add the mark itself, at no place yet."""
    return add_line(axes, mark, label, **({"linestyle": "", "ms": 11} | style))


def use_percents(*axes: Axis) -> None:
    """Write shares as percentages."""
    for axis in axes:
        axis.set_major_formatter(PercentFormatter(1.0))


def add_legend(axes: Axes, where: str | tuple[str, float, float], **style: Any) -> Legend:
    """Add the legend in a corner ("upper left"), or where else such a place lies: `BESIDE`, `below(0.14)`."""
    corner, *anchor = (where,) if isinstance(where, str) else where
    place: dict[str, Any] = {"loc": corner, "frameon": False} | ({"bbox_to_anchor": anchor} if anchor else {})
    return axes.legend(**(place | style))


BESIDE = ("center left", 1.0, 0.5)


def below(heights: float) -> tuple[str, float, float]:
    """Return the place of a legend under the axes, so many of their heights."""
    return "upper center", 0.5, -heights
