"""Texts that are drawn anew only where they have changed: the same pixels as if all were, but for rounding."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.text import Text

from course_lib.framework.picture import Canvas, Stamps

CHANGES = {
    "text": lambda text: text.set_text("−12%"),
    "place": lambda text: text.set_position((0.61, 0.313)),
    "axis": lambda text: text.axes.set_xlim(0.2, 1.7),
    "colour": lambda text: text.set_color("#d55e00"),
    "alpha": lambda text: text.set_alpha(0.4),
    "size": lambda text: text.set_fontsize(15),
    "weight": lambda text: text.set_fontweight("bold"),
    "across": lambda text: text.set_ha("right"),
    "up": lambda text: text.set_va("top"),
    "angle": lambda text: text.set_rotation(40),
    "gone": lambda text: text.set_visible(False),
    "nothing": lambda text: text.set_text(""),
    "lines": lambda text: text.set_text("two\nlines"),
    "cut off": lambda text: text.set_position((0.99, 0.99)),
    "outside": lambda text: text.set_position((1.5, 0.5)),
    "box": lambda text: text.set_bbox({"facecolor": "w"}),
}


@pytest.fixture
def canvas():
    canvas = Canvas(4, 3)
    canvas.figure.subplots().bar([0.4], [0.9], color="#56b4e9", hatch="//")
    canvas.text = canvas.figure.axes[0].text(0.4, 0.5, "+7% of it", fontsize=10)
    canvas.freeze(canvas.text)
    return canvas


def pixels(canvas, press):
    canvas._agg.restore_region(canvas._background)
    press(canvas.text, canvas._agg.get_renderer())
    return np.array(canvas._agg.buffer_rgba()).astype(int)


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_of_a_text_is_seen(canvas, name):
    stamps = Stamps()
    pixels(canvas, stamps.press)
    CHANGES[name](canvas.text)
    drawn = pixels(canvas, lambda text, page: text.draw(page))
    for _ in range(2):
        assert np.abs(pixels(canvas, stamps.press) - drawn).max() <= 1


def test_letters_are_set_only_where_a_text_has_changed(canvas, monkeypatch):
    drawn, draw, stamps = [], Text.draw, Stamps()
    monkeypatch.setattr(Text, "draw", lambda self, page: (drawn.append(self.get_text()), draw(self, page)))
    for said in ("a", "a", "b", "b", "a"):
        canvas.text.set_text(said)
        pixels(canvas, stamps.press)
    assert drawn == ["a", "b", "a"]
