"""Boxes and what lies in them: the pictures of chapter 02.

Every box is a column, its height the capacity; rocks lie on each other in the order placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from course_lib import theme
from course_lib.arrays import Values, Whole
from course_lib.chapters.ch02_rocks.study.rocks import (
    FALLING,
    MEAN_SIZES_CORES,
    NODE_CORES,
    CostStudy,
    FallStudy,
    GapStudy,
    SizeStudy,
)
from course_lib.framework.canvas import Canvas, blocks, fill
from course_lib.framework.html import Still
from course_lib.framework.picture import BESIDE, Picture, add_legend, use_percents
from course_lib.plural import counted
from course_lib.rocks import Packing

GAP = 0.12  # between two columns, in columns
NODES_SHOWN = 14


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


def heights(packing: Packing) -> Values:
    """Return how full each box is."""
    return np.bincount(packing.box_of, packing.sizes, len(packing)).astype(float)


class SizePicture(Picture[SizeStudy]):
    """Above: some of the nodes with their pods. Below: useful share by pod size, guaranteed and reached."""

    def __init__(self) -> None:
        super().__init__(5.6)
        above, below = self.figure.subplots(2, 1, height_ratios=[1, 1.5])
        self._nodes(above)
        self._curves(below)
        self.entitle(above)
        moving = [self.empty, self.work, self.overhead, self.reached, self.guaranteed, self.here, *self.dots]
        self.freeze(*moving)

    def _nodes(self, axes: Axes) -> None:
        axes.set(xlim=(-0.1, NODES_SHOWN), ylim=(0, NODE_CORES), ylabel="cores", xticks=[])
        axes.set_xlabel(f"{NODES_SHOWN} of the nodes, evenly chosen, {NODE_CORES:.0f} cores each")
        self.empty = blocks(axes, theme.WASTE, "empty")
        self.work = blocks(axes, theme.WORK, "useful work")
        self.overhead = blocks(axes, theme.OVERHEAD, "sidecars, on top\nof each pod's work", thin=True)
        add_legend(axes, BESIDE)

    def _curves(self, axes: Axes) -> None:
        axes.set_xscale("log")
        axes.set_xticks([0.2, 0.5, 1, 2, 4, 8], labels=["0.2", "0.5", "1", "2", "4", "8"])
        axes.minorticks_off()
        axes.set(xlim=(0.19, 8.4), ylim=(0, 1), xlabel="mean pod size, sidecar included (cores)")
        axes.set_ylabel("useful share of\nthe cores paid for")
        use_percents(axes.yaxis)
        axes.grid(alpha=0.3)
        x, nothing = MEAN_SIZES_CORES, np.full(len(MEAN_SIZES_CORES), np.nan)
        (self.reached,) = axes.plot(x, nothing, theme.POD.dash, color=theme.POD.colour, lw=2, label="reached")
        sure = theme.BOUND
        (self.guaranteed,) = axes.plot(x, nothing, sure.dash, color=sure.colour, lw=2, label="guaranteed")
        self.here = axes.axvline(1.0, color=theme.INK, lw=1)
        self.dots = [axes.plot([1], [0], mark.marker, color=mark.colour, ms=9)[0] for mark in (theme.POD, theme.BOUND)]
        add_legend(axes, BESIDE)

    def paint(self, study: SizeStudy) -> str:
        """Move what shows the study, and return the title."""
        self._fill_nodes(study)
        self.reached.set_ydata(study.reached)
        self.guaranteed.set_ydata(study.guaranteed)
        self.here.set_xdata([study.size_cores] * 2)
        for dot, value in zip(self.dots, (study.reached_here, study.guaranteed_here), strict=True):
            dot.set_data([study.size_cores], [value])
        return (
            f"Pods of {study.size_cores:.1f} cores on average: {study.reached_here:.1%} of what you pay for is useful"
        )

    def _fill_nodes(self, study: SizeStudy) -> None:
        sizes, box_of = sample(study.packing, NODES_SHOWN)
        bottom, width = bottoms(sizes, box_of), 1 - GAP
        fill(self.empty, np.arange(NODES_SHOWN), 0, width, NODE_CORES)
        fill(self.work, box_of, bottom, width, sizes - study.overhead_cores)
        fill(self.overhead, box_of, bottom + sizes - study.overhead_cores, width, study.overhead_cores)


def sample(packing: Packing, boxes: int) -> tuple[NDArray[Any], Whole]:
    """Return the sizes in evenly chosen boxes, the largest first, and which of those boxes each is in.

    The last box is never chosen: it holds what happened to be left over.
    """
    chosen = np.linspace(0, len(packing) - 2, boxes).round().astype(np.int64)
    place = np.full(len(packing), -1)
    place[chosen] = np.arange(boxes)
    at = place[packing.box_of]
    shown = np.flatnonzero(at >= 0)
    order = shown[np.argsort(-packing.sizes[shown], kind="stable")]
    return packing.sizes[order], at[order]


class FallPicture(Picture[FallStudy]):
    """Rocks that have fallen into boxes so far; the last one stands out."""

    def __init__(self) -> None:
        super().__init__(3.6)
        axes = self.figure.subplots()
        axes.set(xlim=(0.4, FALLING + 0.6), ylim=(0, 100), xlabel="box, in the order opened", ylabel="filled")
        self.empty = blocks(axes, theme.WASTE, "empty")
        self.rocks = blocks(axes, theme.WORK)
        self.last = blocks(axes, theme.WAITING, "last rock")
        add_legend(axes, BESIDE)
        self.entitle(axes)
        self.freeze(self.empty, self.rocks, self.last)

    def paint(self, study: FallStudy) -> str:
        """Move what shows the study, and return the title."""
        so_far = study.so_far
        bottom, width = bottoms(so_far.sizes, so_far.box_of), 1 - GAP
        left = so_far.box_of + 1 - width / 2
        fill(self.empty, np.arange(len(so_far)) + 1 - width / 2, 0, width, 100)
        fill(self.rocks, left, bottom, width, so_far.sizes)
        fill(self.last, left[-1:], bottom[-1:], width, so_far.sizes[-1:])
        rocks, boxes = counted(study.placed, "rock"), counted(len(so_far), "box", "boxes")
        return f"{rocks} in {boxes}: {so_far.efficiency:.0%} filled"


class GapPicture(Picture[GapStudy]):
    """Boxes needed by each rule, in percent of the true optimum, above the bounds."""

    LABELS = ("L1 bound", "L2 bound", "optimum", "best_fit_decreasing", "first_fit_decreasing", "first_fit", "next_fit")

    def __init__(self) -> None:
        super().__init__(3.6)
        axes = self.figure.subplots()
        rows = np.arange(len(self.LABELS))[::-1]
        axes.set(xlim=(0, 175), ylim=(-0.6, len(rows) - 0.4), xlabel="boxes, in percent of the true optimum")
        axes.set_yticks(rows, labels=[label.replace("_", " ") for label in self.LABELS])
        axes.axvline(100, color=theme.INK, lw=1)
        self.rows = rows
        self.bars = blocks(axes, theme.WORK)
        self.more = blocks(axes, theme.WAITING)
        self.texts = [axes.text(0, row, " ", va="center") for row in rows]
        self.entitle(axes)
        self.freeze(self.bars, self.more, *self.texts)

    def paint(self, study: GapStudy) -> str:
        """Move what shows the study, and return the title."""
        optimum = study.boxes["optimum"]
        percent = np.array([100 * study.boxes[label] / optimum for label in self.LABELS])
        fill(self.bars, 0, self.rows - 0.35, np.minimum(percent, 100), 0.7)
        fill(self.more, 100, self.rows - 0.35, np.maximum(percent - 100, 0), 0.7)
        for text, label, share in zip(self.texts, self.LABELS, percent, strict=True):
            text.set(x=max(share, 100) + 2, text=f"{study.boxes[label]} ({share - 100:+.1f}%)")
        worst = 100 * study.boxes["first_fit_decreasing"] / optimum - 100
        return f"{len(study.sizes)} rocks ({study.kind}): first fit decreasing {worst:.1f}% above the optimum"


class CostPicture(Picture[CostStudy]):
    """Boxes looked at by number of rocks: a loop, and a tree."""

    def __init__(self) -> None:
        super().__init__(3.6)
        axes = self.figure.subplots()
        axes.set(xscale="log", yscale="log", xlim=(8, 1.3e5), ylim=(5, 1e10), xlabel="rocks", ylabel="boxes looked at")
        axes.grid(alpha=0.3)
        self.lines = [
            self._line(axes, theme.WAITING, "rock by rock, box by box"),
            self._line(axes, theme.POD, "a tree"),
        ]
        self.here = axes.axvline(10, color=theme.INK, lw=1)
        add_legend(axes, BESIDE)
        self.entitle(axes)
        self.freeze(*self.lines, self.here)

    @staticmethod
    def _line(axes: Axes, mark: theme.Mark, label: str) -> Any:
        style: dict[str, Any] = {"color": mark.colour, "marker": mark.marker, "linestyle": mark.dash, "lw": 2, "ms": 5}
        return axes.plot([], [], label=label, **style)[0]

    def paint(self, study: CostStudy) -> str:
        """Move what shows the study, and return the title."""
        for line, looks in zip(self.lines, (study.loop, study.tree), strict=True):
            line.set_data(study.n, looks)
        self.here.set_xdata([study.n[study.here]] * 2)
        times = study.loop[study.here] / study.tree[study.here]
        return f"{study.n[study.here]:,} rocks: the loop looks {times:,.1f} times as often as a tree"


def boxes_still(capacity: float, **packings: Sequence[Sequence[float]]) -> Still:
    """Draw one or more packings above each other, every rock with its size; keywords are their names."""
    columns = max(4, *(len(boxes) for boxes in packings.values()))
    canvas = Canvas(1.6 + 0.6 * columns, 0.5 + 1.6 * len(packings))
    rows = canvas.figure.subplots(len(packings), 1, squeeze=False)[:, 0]
    for axes, (name, boxes) in zip(rows, packings.items(), strict=True):
        _numbered_boxes(axes, capacity, boxes, columns)
        axes.set_title(name, loc="left", fontweight="bold")
    canvas.freeze([])
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
