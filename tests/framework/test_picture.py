"""The canvas: as wide as fits a cell, and what moves is repainted."""

from __future__ import annotations

import io
import signal

import numpy as np
import PIL.Image
import pytest
from matplotlib.lines import Line2D

from course_lib.framework.picture import DPI, WIDEST_IN, Canvas, png


@pytest.mark.parametrize(("asked_in", "width_in"), [(4.0, 4.0), (WIDEST_IN, WIDEST_IN), (9.0, WIDEST_IN)])
def test_no_picture_is_wider_than_a_cell(asked_in: float, width_in: float) -> None:
    canvas = Canvas(asked_in, 3.0)
    canvas.freeze()
    assert PIL.Image.open(io.BytesIO(canvas.png())).size == (width_in * DPI, 3.0 * DPI)


@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (40, 31)])
def test_a_file_holds_just_the_pixels_that_were_drawn(shape):
    pixels = np.random.default_rng(1).integers(0, 256, (*shape, 4)).astype(np.uint8)
    opened = PIL.Image.open(io.BytesIO(png(pixels)))
    assert opened.mode == "RGB"
    assert (np.asarray(opened) == pixels[..., :3]).all()


class Interrupted(Line2D):
    """A line in whose drawing the user interrupts."""

    drawn = 0

    def draw(self, renderer) -> None:
        signal.raise_signal(signal.SIGINT)
        super().draw(renderer)
        self.drawn += 1


def test_an_interrupt_waits_until_the_background_is_drawn() -> None:
    canvas, line = Canvas(), Interrupted([0, 1], [0, 1])
    canvas.figure.add_artist(line)
    with pytest.raises(KeyboardInterrupt):
        canvas.freeze()
    assert line.drawn == 1
