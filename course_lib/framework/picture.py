"""A picture of results of one kind: laid out once, then painted anew where a result moves it.

An off-screen figure with reused artists on a kept background answers a slider in about half the time of a new figure:
axes, ticks and labels are most of the work, and they do not change. Of what is left, letters are most, and the file:
texts are drawn anew only where they have changed, and a file is packed in the quickest way.

Vocabulary: the `title` says what a picture finds ("At 90%: 5.5 times the latency"); what is `moving` is painted for
every result, all else once; a `mark` is how one kind of thing looks in every chapter (course_lib.theme). A `stamp` is
one text as it was drawn last, with nothing behind it, cut out where it stands; it's pressed on whatever is behind it.
"""

from __future__ import annotations

import struct
import zlib
from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import PIL.Image
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.ticker import PercentFormatter
from numpy.typing import ArrayLike, NDArray

from course_lib.guard import Shield
from course_lib.theme import INK, PAPER, Mark

R = TypeVar("R", contravariant=True)
DPI = 100
WIDEST_IN = 8.0  # fits a cell of a 1280-pixel window; what is wider the browser shrinks, and its text with it
AROUND = 4  # pixels that letters may reach beyond the place that is reckoned for them
# Of a PNG file.
SIGNATURE = b"\x89PNG\r\n\x1a\n"
EIGHT_BIT_RGB = (8, 2, 0, 0, 0)
LESS_THE_ROW_ABOVE = 2
QUICK = 1


class Canvas:
    """An off-screen figure, at most `WIDEST_IN` wide; `moving` artists are repainted, all else is background."""

    def __init__(self, width_in: float = WIDEST_IN, height_in: float = 4.0) -> None:
        size = min(width_in, WIDEST_IN), height_in
        self.figure = Figure(figsize=size, dpi=DPI, layout="constrained", facecolor=PAPER)
        self._agg = FigureCanvasAgg(self.figure)
        self._moving: Sequence[Artist] = ()
        self._stamps = Stamps()

    def freeze(self, *moving: Artist) -> None:
        """Paint everything but the moving artists, and keep it as the background."""
        self._moving = moving
        for artist in moving:
            artist.set_animated(True)
        self.refreeze()

    def refreeze(self) -> None:
        """Paint the background anew, where a result has changed that, too; whatever has room keeps it."""
        # Of an interrupt that comes while it converts an argument, Matplotlib's C++ makes a ValueError or a TypeError.
        Shield().call(self._agg.draw)
        self.figure.set_layout_engine("none")  # a later freeze moves nothing
        self._background = self._agg.copy_from_bbox(self.figure.bbox)

    def png(self) -> bytes:
        """Return the picture as it is now."""
        self._agg.restore_region(self._background)
        for artist in self._moving:
            if isinstance(artist, Text):
                self._stamps.press(artist, self._agg.get_renderer())
            else:
                self.figure.draw_artist(artist)
        return png(np.asarray(self._agg.buffer_rgba()))


@dataclass(frozen=True, eq=False)
class _Stamp:
    """A text's state, and its pixels from the lowest row up, with the place of their lower left corner."""

    state: Hashable
    pixels: NDArray[np.uint8]
    left: int
    bottom: int


class Stamps:
    """The stamps of one picture's texts."""

    def __init__(self) -> None:
        self._kept: dict[Text, _Stamp] = {}
        self._scratch: RendererAgg | None = None

    def press(self, text: Text, page: RendererAgg) -> None:
        """Draw a text on a page as it would draw itself, but for rounding: one level of a colour."""
        if not _is_plain(text):
            text.draw(page)
        elif text.get_visible() and text.get_text().strip():
            stamp = self._kept.get(text)
            if stamp is None or stamp.state != _state(text):
                stamp = self._kept[text] = self._cut(text, page)
            if stamp.pixels.size:
                page.draw_image(page.new_gc(), stamp.left, stamp.bottom, stamp.pixels)

    def _cut(self, text: Text, page: RendererAgg) -> _Stamp:
        width, height = (round(each) for each in page.get_canvas_width_height())
        scratch = self._scratch = self._scratch or RendererAgg(width, height, page.dpi)
        scratch.clear()
        text.draw(scratch)
        (left, bottom), (right, top) = text.get_window_extent(scratch).get_points()
        left, bottom = (max(0, int(each) - AROUND) for each in (left, bottom))
        right, top = min(width, int(right) + AROUND), min(height, int(top) + AROUND)
        pixels = np.asarray(scratch.buffer_rgba())[::-1][bottom : max(bottom, top), left : max(left, right)]
        return _Stamp(_state(text), np.array(pixels), left, bottom)


def _is_plain(text: Text) -> bool:
    """Return whether a text is nothing but letters: without a box, an arrow or an effect."""
    return type(text) is Text and text.get_bbox_patch() is None and not text.get_path_effects()


def _state(text: Text) -> Hashable:
    place = text.get_transform().transform(text.get_unitless_position())
    look = (text.get_color(), text.get_alpha(), hash(text.get_fontproperties()), text.get_rotation())
    return text.get_text(), *place.tolist(), text.get_horizontalalignment(), text.get_verticalalignment(), *look


def png(rgba: NDArray[np.uint8]) -> bytes:
    """Return opaque pixels, rows of red, green, blue and alpha, as a PNG file.

    Each row is packed less the one above it: zeros where nothing changes. Pillow tries five ways for every row, and
    takes twice to three times as long for a file that is no smaller.

    >>> png(np.full((2, 3, 4), 255, np.uint8))[1:4]
    b'PNG'
    """
    height, width = rgba.shape[:2]
    plain = np.asarray(PIL.Image.frombuffer("RGBA", (width, height), rgba, "raw", "RGBA", 0, 1).convert("RGB"))
    flat = plain.reshape(height, 3 * width)
    filtered = np.full((height, 1 + 3 * width), LESS_THE_ROW_ABOVE, np.uint8)
    filtered[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=filtered[1:, 1:])
    header = struct.pack(">II5B", width, height, *EIGHT_BIT_RGB)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(filtered.data, QUICK)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(*each) for each in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


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
