"""Texts of a picture that are drawn anew only where they have changed: to set letters is most of a picture's work.

Vocabulary: a `stamp` is one text as it was drawn last, with nothing behind it, cut out where it stands; it's pressed on
whatever is behind it now. What it depends on is its text's `state`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text
from numpy.typing import NDArray

AROUND = 4  # pixels that letters may reach beyond the place that is reckoned for them


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
