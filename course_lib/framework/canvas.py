"""A figure that is drawn once and then only repainted where it changes.

An off-screen figure with reused artists on a kept background answers a slider in about half the time
of a new figure: axes, ticks and labels are most of the work, and they do not change.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import PIL.Image
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from numpy.typing import ArrayLike

from course_lib.theme import INK, PAPER, Mark

DPI = 100
WIDEST_IN = 8.0  # fits a cell of a 1280-pixel window; what is wider the browser shrinks, and its text with it


class Canvas:
    """An off-screen figure, at most `WIDEST_IN` wide; `moving` artists are repainted, all else is background."""

    def __init__(self, width_in: float = WIDEST_IN, height_in: float = 4.0) -> None:
        size = min(width_in, WIDEST_IN), height_in
        self.figure = Figure(figsize=size, dpi=DPI, layout="constrained", facecolor=PAPER)
        self._agg = FigureCanvasAgg(self.figure)
        self._moving: list[Artist] = []

    def headline(self) -> Text:
        """Add a title above all axes, for pictures of several; it is empty yet, but has its room."""
        return self.figure.suptitle(" ", x=0.01, ha="left", fontsize=12, fontweight="bold")

    def freeze(self, moving: Sequence[Artist]) -> None:
        """Paint everything but the moving artists, and keep it as the background; whatever has room keeps it."""
        self._moving = list(moving)
        for artist in self._moving:
            artist.set_animated(True)
        self._agg.draw()
        self.figure.set_layout_engine("none")  # a later freeze moves nothing
        self._background = self._agg.copy_from_bbox(self.figure.bbox)

    def png(self) -> bytes:
        """Return the picture as it is now."""
        self._agg.restore_region(self._background)
        for artist in self._moving:
            self.figure.draw_artist(artist)
        pixels = np.asarray(self._agg.buffer_rgba())[..., :3]
        out = io.BytesIO()
        PIL.Image.fromarray(pixels).save(out, "png", compress_level=1)
        return out.getvalue()


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
