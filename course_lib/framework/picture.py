"""A picture of results of one kind: laid out once, then painted anew where a result moves it.

An off-screen figure with reused artists on a kept background answers a slider in about half the time of a new figure:
axes, ticks and labels are most of the work, and they do not change.

Vocabulary: the `title` says what a picture finds ("At 90%: 5.5 times the latency"); what is `moving` is painted for
every result, all else once; a `mark` is how one kind of thing looks in every chapter (course_lib.theme).
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np
import PIL.Image
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.ticker import PercentFormatter
from numpy.typing import ArrayLike

from course_lib.guard import Shield
from course_lib.theme import INK, PAPER, Mark

R = TypeVar("R", contravariant=True)
DPI = 100
WIDEST_IN = 8.0  # fits a cell of a 1280-pixel window; what is wider the browser shrinks, and its text with it


class Canvas:
    """An off-screen figure, at most `WIDEST_IN` wide; `moving` artists are repainted, all else is background."""

    def __init__(self, width_in: float = WIDEST_IN, height_in: float = 4.0) -> None:
        size = min(width_in, WIDEST_IN), height_in
        self.figure = Figure(figsize=size, dpi=DPI, layout="constrained", facecolor=PAPER)
        self._agg = FigureCanvasAgg(self.figure)
        self._moving: Sequence[Artist] = ()

    def freeze(self, *moving: Artist) -> None:
        """Paint everything but the moving artists, and keep it as the background."""
        self._moving, self._backgrounds = moving, dict[Hashable, Any]()
        for artist in moving:
            artist.set_animated(True)
        self.refreeze()

    def refreeze(self, of: Hashable = None) -> None:
        """Paint the background anew, where a result has changed that, too; whatever has room keeps it.

        `of` is all that the background depends on: one that comes again needn't be painted a second time.
        """
        if of is None or of not in self._backgrounds:
            # Of an interrupt while it converts an argument, Matplotlib's C++ makes a ValueError or a TypeError.
            Shield().call(self._agg.draw)
            self.figure.set_layout_engine("none")  # a later freeze moves nothing
            self._backgrounds[of] = self._agg.copy_from_bbox(self.figure.bbox)
        self._background = self._backgrounds[of]

    def png(self) -> bytes:
        """Return the picture as it is now."""
        self._agg.restore_region(self._background)
        for artist in self._moving:
            self.figure.draw_artist(artist)
        pixels = np.asarray(self._agg.buffer_rgba())[..., :3]
        out = io.BytesIO()
        PIL.Image.fromarray(pixels).save(out, "png", compress_level=1)
        return out.getvalue()


class Picture(Canvas, ABC, Generic[R]):
    """Axes and artists that are laid out in `__init__`, which ends with `freeze`; `paint` moves them."""

    title: Text

    def __init__(self, height_in: float) -> None:
        super().__init__(height_in=height_in)

    def entitle(self, axes: Axes | None = None) -> None:
        """Make room for the title: above these axes, or above all."""
        if axes:
            self.title = axes.set_title(" ", loc="left", fontweight="bold")
        else:
            self.title = self.figure.suptitle(" ", x=0.01, ha="left", fontsize=12, fontweight="bold")

    def freeze(self, *moving: Artist) -> None:
        """Paint all but the title and what is moving, and keep it."""
        super().freeze(*moving, self.title)

    @abstractmethod
    def paint(self, result: R) -> str:
        """Move what shows the result, and return the title: what is found."""

    def draw(self, result: R) -> bytes:
        """Return the result as PNG."""
        self.title.set_text(self.paint(result))
        return self.png()


def add_line(axes: Axes, mark: Mark, label: str = "", **style: Any) -> Line2D:
    """Add an empty line with the mark's colour, marker and dash; without a label it is not in the legend."""
    look: dict[str, Any] = {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash, "lw": 2, "ms": 5}
    named: dict[str, Any] = {"label": label} if label else {}
    return axes.plot([], [], **(look | named | style))[0]


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


def blocks(axes: Axes, mark: Mark, label: str = "", thin: bool = False) -> PathPatch:
    """Add an empty set of rectangles in the mark's colour and hatch; `fill` gives them their places.

    All rectangles are one path, so that the hatch is laid once: per rectangle it costs 0.7 ms. `thin` ones,
    a pixel or two high, have neither hatch nor edge, which would hide them.
    """
    edge, hatch = (mark.colour, "") if thin else (INK, mark.hatch)
    look = {"facecolor": mark.colour, "edgecolor": edge, "hatch": hatch, "linewidth": 0.0 if thin else 0.6}
    shapes = PathPatch(Path(np.empty((0, 2))), label=label, **look)
    axes.add_patch(shapes)
    return shapes


def fill(shapes: PathPatch, left: ArrayLike, bottom: ArrayLike, width: ArrayLike, height: ArrayLike) -> None:
    """Place the rectangles anew; the four arrays broadcast to one rectangle an entry."""
    sides = np.broadcast_arrays(*(np.atleast_1d(np.asarray(v, float)) for v in (left, bottom, width, height)))
    x, y, w, h = sides
    corners = np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h], [x, y]])
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    shapes.set_path(Path(np.moveaxis(corners, 2, 0).reshape(-1, 2), codes * len(x)))
