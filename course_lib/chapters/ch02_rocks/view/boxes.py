"""Boxes and what lies in them: a box is a column as high as its capacity; rocks lie on each other as placed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from course_lib import theme
from course_lib.arrays import Values, Whole
from course_lib.framework.html import Still
from course_lib.framework.picture import Canvas, blocks, fill
from course_lib.plural import counted

GAP = 0.12  # between two columns, in columns


def bottoms(sizes: NDArray[Any], box_of: Whole) -> Values:
    """Return the height at which each rock lies, given rocks in the order placed.

    >>> bottoms(np.array([4, 8, 1]), np.array([0, 1, 0]))
    array([0., 0., 4.])
    """
    level: dict[int, float] = {}
    out = np.empty(len(sizes))
    for index, (size, box) in enumerate(zip(sizes, box_of.tolist(), strict=True)):
        out[index] = level.get(box, 0.0)
        level[box] = out[index] + size
    return out


def boxes_still(capacity: float, **packings: Sequence[Sequence[float]]) -> Still:
    """Draw one or more packings above each other, every rock with its size; keywords are their names."""
    columns = max(4, *(len(boxes) for boxes in packings.values()))
    canvas = Canvas(1.6 + 0.6 * columns, 0.5 + 1.6 * len(packings))
    rows = canvas.figure.subplots(len(packings), 1, squeeze=False)[:, 0]
    for axes, (name, boxes) in zip(rows, packings.items(), strict=True):
        _numbered_boxes(axes, capacity, boxes, columns)
        axes.set_title(name, loc="left", fontweight="bold")
    canvas.freeze()
    words = ". ".join(f"{name}: {in_words(boxes, capacity)}" for name, boxes in packings.items())
    return Still(canvas.png(), words)


def _numbered_boxes(axes: Axes, capacity: float, boxes: Sequence[Sequence[float]], columns: int) -> None:
    fullest = max([capacity, *(sum(box) for box in boxes)])
    axes.set(xlim=(-0.1, columns), ylim=(0, fullest), xticks=[], yticks=[0, capacity])
    axes.axhline(capacity, color=theme.INK, lw=1)
    sizes = np.array([size for box in boxes for size in box], float)
    box_of = np.array([index for index, box in enumerate(boxes) for _ in box], np.int64)
    bottom = bottoms(sizes, box_of)
    fill(blocks(axes, theme.WASTE), np.arange(len(boxes)), 0, 1 - GAP, capacity)
    fill(blocks(axes, theme.WORK), box_of, bottom, 1 - GAP, sizes)
    for size, box, low in zip(sizes, box_of, bottom, strict=True):
        axes.text(box + (1 - GAP) / 2, low + size / 2, f"{size:g}", ha="center", va="center", fontsize=9)


def in_words(boxes: Sequence[Sequence[float]], capacity: float) -> str:
    """Return boxes as a reader lists them.

    >>> in_words([[4, 4, 2], [8]], 10)
    '2 boxes of 10: 4+4+2, 8'
    """
    listed = ", ".join("+".join(f"{size:g}" for size in box) or "empty" for box in boxes)
    return f"{counted(len(boxes), 'box', 'boxes')} of {capacity:g}: {listed or 'none'}"
