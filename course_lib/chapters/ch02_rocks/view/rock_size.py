"""The aha of chapter 02: the useful share by the size of the rocks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from course_lib import theme
from course_lib.arrays import Whole
from course_lib.chapters.ch02_rocks.setting import CHAPTER
from course_lib.chapters.ch02_rocks.study.rock_size import MEAN_SIZES_CORES, NODE_CORES, SizeStudy, size_study
from course_lib.chapters.ch02_rocks.view.boxes import GAP, bottoms
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, blocks, fill, use_percents
from course_lib.rocks import Packing

NODES_SHOWN = 14


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
        sizes, box_of = pods_to_draw(study.packing, NODES_SHOWN)
        bottom, width = bottoms(sizes, box_of), 1 - GAP
        fill(self.empty, np.arange(NODES_SHOWN), 0, width, NODE_CORES)
        fill(self.work, box_of, bottom, width, sizes - study.overhead_cores)
        fill(self.overhead, box_of, bottom + sizes - study.overhead_cores, width, study.overhead_cores)


def pods_to_draw(packing: Packing, boxes: int) -> tuple[NDArray[Any], Whole]:
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


TABLED = np.isin(MEAN_SIZES_CORES, (0.2, 0.3, 0.5, 0.7, 0.9, 1.3, 2, 3, 4, 5, 6, 7, 8))


def veil_size(study: SizeStudy) -> SizeStudy:
    """Take away both curves; what is reached at the size drawn may be seen."""
    nothing = np.full(len(MEAN_SIZES_CORES), np.nan)
    return replace(study, reached=nothing, guaranteed=nothing)


def describe_size(study: SizeStudy) -> Description:
    """Say what pods of this size reach, what is guaranteed, and where each is best."""
    here = (
        f"Pods of {study.size_cores:.1f} cores on average, {1000 * study.overhead_cores:.0f}m of it a sidecar:"
        f" {study.reached_here:.1%} of the cores paid for do useful work, {study.guaranteed_here:.1%} is guaranteed."
    )
    best = (
        f" Of all sizes, most is reached near {study.best_reached_cores:.1f} cores; the guarantee is best near"
        f" {study.best_guaranteed_cores:.1f}."
    )
    veiled = bool(np.isnan(study.reached).all())
    curves = zip(MEAN_SIZES_CORES[TABLED], study.reached[TABLED], study.guaranteed[TABLED], strict=True)
    rows = [(study.size_cores, study.reached_here, study.guaranteed_here)] if veiled else curves
    return Description(
        here if veiled else here + best,
        Table(
            "Useful share of the cores paid for",
            ("mean pod size (cores)", "reached", "guaranteed"),
            tuple((f"{size:.1f}", f"{reached:.1%}", f"{sure:.1%}") for size, reached, sure in rows),
        ),
    )


def reveal_size(guess: float | None) -> str:
    """Set the learner's guess beside what the packings reach."""
    study = size_study(guess or 1.0, overhead_millicores=100, spread_percent=100)
    alone = "" if guess is None else f"You predicted {guess:.1f} cores, which reach {study.reached_here:.1%}. "
    return (
        f"{alone}Most is reached near {study.best_reached_cores:.1f} cores ({study.reached.max():.1%}): far from the"
        f" smallest, where the sidecars eat {1 - study.reached[0]:.0%}. The guarantee is best somewhere else again,"
        f" near {study.best_guaranteed_cores:.1f} cores. You can move the sliders now."
    )


rock_size = Explorer(
    name="rock_size",
    chapter=CHAPTER,
    compute=size_study,
    picture=SizePicture,
    describe=describe_size,
    controls=(
        Slider("size_cores", "Mean pod size", 0.2, 8.0, 0.1, 2.0, "cores"),
        Slider("overhead_millicores", "Sidecar in each pod", 0, 200, 10, 100, "m"),
        Slider("spread_percent", "Spread of the work", 0, 100, 10, 100, "%"),
    ),
    prediction=Prediction(
        "Nodes have 16 cores and every pod carries a sidecar of 0.1 core. Which mean pod size, sidecar included,"
        " turns the largest share of the cores into useful work?",
        low=0.2,
        high=8.0,
        step=0.1,
        unit="cores",
        reveal=reveal_size,
        veil=veil_size,
    ),
)
