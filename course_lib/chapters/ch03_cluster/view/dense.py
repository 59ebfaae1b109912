"""What the claim means, in one picture."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch

from course_lib import theme
from course_lib.arrays import Values, Whole
from course_lib.chapters.ch03_cluster.setting import CHAPTER
from course_lib.chapters.ch03_cluster.study.dense import MEANS, MOST_TIMES, SERVER_CORES, DenseStudy, dense_study
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, blocks, fill
from course_lib.plural import counted
from course_lib.rocks.packing import placing_order

WIDTH = 0.86  # of a server, in columns
ALONE = np.arange(len(MEANS))


class Servers:
    """A row of servers, as high as their cores; each app with what is kept for it, and what it uses of that."""

    def __init__(self, axes: Axes, name: str) -> None:
        axes.set(xlim=(-0.1, len(MEANS)), ylim=(0, SERVER_CORES), xticks=[], ylabel="cores")
        axes.set_xlabel(name)
        axes.set_yticks([0, SERVER_CORES])
        axes.spines[:].set_visible(False)
        self.free = blocks(axes, theme.FREE, "never needed")
        self.kept = blocks(axes, theme.REQUESTED, "kept for a peak")
        self.used = blocks(axes, theme.WORK, "used on average")

    @property
    def artists(self) -> list[PathPatch]:
        """What moves."""
        return [self.free, self.kept, self.used]

    def fill(self, server_of: Whole, starts: Values, peaks: Values) -> None:
        """Draw each app on its server, from where it starts."""
        fill(self.free, np.unique(server_of), 0, WIDTH, SERVER_CORES)
        fill(self.kept, server_of, starts, WIDTH, peaks)
        fill(self.used, server_of, starts, WIDTH, MEANS)


class DensePicture(Picture[DenseStudy]):
    """Above: one app a server. Below: the same apps packed."""

    def __init__(self) -> None:
        super().__init__(3.8)
        above, below = self.figure.subplots(2, 1)
        self.alone = Servers(above, "one app per server, sized for its peak")
        self.packed = Servers(below, "packed: the same apps, the same peaks")
        add_legend(above, BESIDE)
        self.entitle(above)
        self.freeze(*self.alone.artists, *self.packed.artists)

    def paint(self, study: DenseStudy) -> str:
        """Move what shows the study, and return the title."""
        self.alone.fill(ALONE, np.zeros(len(ALONE)), study.peaks)
        self.packed.fill(study.packing.box_of, starts_of(study), study.peaks)
        alone, packed = study.busy(len(ALONE)), study.busy(study.servers)
        return f"{len(ALONE)} servers, {alone:.0%} busy; packed {study.servers}, {packed:.0%} busy"


def starts_of(study: DenseStudy) -> Values:
    """Return the height at which each app starts on its server, the first placed at the bottom.

    >>> starts_of(dense_study(5))[:4].tolist()
    [0.0, 0.0, 0.0, 0.0]
    """
    starts, reached = np.zeros(len(MEANS)), np.zeros(study.servers)
    for app in placing_order(study.peaks, study.packing.rule):
        server = study.packing.box_of[app]
        starts[app] = reached[server]
        reached[server] += study.peaks[app]
    return starts


def describe_dense(study: DenseStudy) -> Description:
    """Say how many servers there are either way, and how busy they are."""
    alone, packed = study.busy(len(ALONE)), study.busy(study.servers)
    words = (
        f"{len(ALONE)} apps use {MEANS.sum():g} cores on average; their peaks add up to {study.peaks.sum():.1f}."
        f" With a server of {SERVER_CORES:g} cores for each app: {len(ALONE)} servers, {alone:.0%} busy. Packed,"
        f" with all peaks kept: {counted(study.servers, 'server')}, {packed:.0%} busy."
    )
    rows = tuple(
        (str(server + 1), ", ".join(f"{peak:g}" for peak in on_it), f"{SERVER_CORES - sum(on_it):.1f}")
        for server, on_it in enumerate(study.packing.bins)
    )
    return Description(words, Table("Packed", ("server", "peaks of its apps (cores)", "never needed"), rows))


dense = Explorer(
    name="dense",
    chapter=CHAPTER,
    compute=dense_study,
    picture=DensePicture,
    describe=describe_dense,
    controls=(Slider("peak_times", "Peak of each app, times its mean", 1, MOST_TIMES, 0.5, 4),),
)
