"""Pods on nodes: the pictures of chapter 03.

Every node is a box, as high as its CPU and as wide as its memory. Each pod takes some of both, so pods stand
corner to corner like stairs; where the stairs reach the top CPU is used up, at the right edge memory.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch

from course_lib import theme
from course_lib.arrays import Values, Whole
from course_lib.chapters.ch03_cluster.study.cluster import (
    ARRIVING,
    NODE,
    NODES_GIVEN,
    SIDECAR_STOPS_MILLICORES,
    ScheduleStudy,
    ShapeStudy,
    SidecarStudy,
)
from course_lib.cluster.placing import Placement
from course_lib.framework.canvas import blocks, fill
from course_lib.framework.picture import BESIDE, Picture, add_legend

BOX = 0.86  # width of a node, in columns
NODES_SHOWN = 8
FEWEST = "the fewest possible"
MOST_CORES = 500


def stairs(requests: Whole, node_of: Whole) -> tuple[Values, Values]:
    """Return where each pod begins and ends on its node, as shares of CPU and memory; pods in the order placed.

    >>> starts, ends = stairs(np.array([[1960, 0], [980, 0]]), np.array([0, 0]))
    >>> starts[:, 0].tolist(), ends[:, 0].tolist()
    ([0.0, 0.5], [0.5, 0.75])
    """
    shares = requests / NODE
    reached: dict[int, Values] = {}
    starts = np.empty_like(shares)
    for index, (share, node) in enumerate(zip(shares, node_of.tolist(), strict=True)):
        starts[index] = reached.get(node, np.zeros(2))
        reached[node] = starts[index] + share
    return starts, starts + shares


def chosen(placement: Placement, at_most: int) -> Whole:
    """Return the nodes to draw: evenly chosen, but for the last, which holds what happened to be left over."""
    if placement.nodes_used <= at_most:
        return np.arange(placement.nodes_used)
    return np.linspace(0, placement.nodes_used - 2, at_most).round().astype(np.int64)


class Boxes:
    """A row of nodes: pods like stairs over what they request together, and what is stranded above and beside."""

    def __init__(self, axes: Axes, columns: int) -> None:
        axes.set(xlim=(-0.1, columns), ylim=(0, 1), xticks=[], yticks=[0, 1])
        axes.set_yticks([0, 1], labels=["0", f"{NODE[0] / 1000:g}"])
        axes.set_ylabel("CPU (cores)")
        axes.spines[:].set_visible(False)  # or the gaps between the nodes would look like nodes
        self.free = blocks(axes, theme.FREE, "free")
        self.requested = blocks(axes, theme.REQUESTED, "requested, in all")
        self.pods = blocks(axes, theme.WORK, "pod by pod")
        self.artists = [self.free, self.requested, self.pods]

    def fill(self, placement: Placement, nodes: Whole) -> Stairs:
        """Draw some nodes of a placement, and return the pods on them."""
        columns = np.arange(len(nodes), dtype=float)
        cpu, memory = (placement.used[nodes] / NODE).T
        fill(self.free, columns, 0, BOX, 1)
        fill(self.requested, columns, 0, BOX * memory, cpu)
        stairs = stairs_on(placement, nodes)
        place_stairs(self.pods, stairs.column, stairs.starts, stairs.ends)
        return stairs


class Stairs(NamedTuple):
    """Pods on some nodes: the column of each, and where it begins and ends, as shares of CPU and memory."""

    column: Whole
    starts: Values
    ends: Values


def stairs_on(placement: Placement, nodes: Whole) -> Stairs:
    """Return the pods on some nodes, in the order placed."""
    column = np.full(len(placement.allocatable) + 1, -1)  # the last entry is for pods that wait: node -1
    column[nodes] = np.arange(len(nodes))
    shown = np.flatnonzero(column[placement.node_of] >= 0)
    starts, ends = stairs(placement.requests[shown], placement.node_of[shown])
    return Stairs(column[placement.node_of[shown]], starts, ends)


def place_stairs(shapes: PathPatch, column: Whole, starts: Values, ends: Values) -> None:
    """Place rectangles from one corner to the other, in columns of nodes."""
    height, width = (ends - starts).T
    fill(shapes, column + BOX * starts[:, 1], starts[:, 0], BOX * width, height)


class SidecarPicture(Picture[SidecarStudy]):
    """Above: some of the nodes with their pods. Below: nodes needed by the size of the sidecar, in steps."""

    def __init__(self) -> None:
        super().__init__(5.6)
        above, below = self.figure.subplots(2, 1, height_ratios=[1, 1.1])
        self.boxes = Boxes(above, NODES_SHOWN)
        self.sidecars = blocks(above, theme.OVERHEAD, "sidecars", thin=True)
        self.stranded = blocks(above, theme.WASTE, "stranded")
        add_legend(above, BESIDE)
        above.set_xlabel(f"up to {NODES_SHOWN} of the nodes, each as wide as its memory ({NODE[1] / 2**30:g} GiB)")
        self._curve(below)
        self.entitle(above)
        moving = [*self.boxes.artists, self.sidecars, self.stranded, self.curve, self.by_sum, self.here, self.dot]
        self.freeze(*moving)

    def _curve(self, axes: Axes) -> None:
        axes.set(xlim=(-3, 203), ylim=(0, 36), xlabel="CPU request of each sidecar (m)", ylabel="nodes needed")
        axes.grid(alpha=0.3)
        style: dict[str, Any] = {"color": theme.POD.colour, "lw": 2, "drawstyle": "steps-post"}
        (self.curve,) = axes.plot([], [], label="needed, by best\nfit, largest first", **style)
        guess = theme.WAITING
        (self.by_sum,) = axes.plot([], [], guess.dash, color=guess.colour, lw=1.5, label="sum / capacity")
        self.here = axes.axvline(0, color=theme.INK, lw=1)
        (self.dot,) = axes.plot([], [], theme.POD.marker, color=theme.POD.colour, ms=9)
        add_legend(axes, BESIDE)

    def paint(self, study: SidecarStudy) -> str:
        """Move what shows the study, and return the title."""
        self._fill_nodes(study)
        self.curve.set_data(SIDECAR_STOPS_MILLICORES, study.curve)
        self.by_sum.set_data(SIDECAR_STOPS_MILLICORES, study.by_sum)
        self.here.set_xdata([study.sidecar[0]] * 2)
        self.dot.set_data([study.sidecar[0]], [study.nodes])
        cpu, memory = study.stranded_share
        return (
            f"{study.nodes} nodes, {study.nodes_before} without sidecars;"
            f" stranded: {cpu:.0%} of CPU, {memory:.0%} of memory"
        )

    def _fill_nodes(self, study: SidecarStudy) -> None:
        nodes = chosen(study.placement, NODES_SHOWN)
        pods = self.boxes.fill(study.placement, nodes)
        self._fill_sidecars(pods, study.sidecar / NODE)
        cpu, memory = (study.stranded[nodes] / NODE).T
        left, whole = np.arange(len(nodes), dtype=float), np.ones(len(nodes))
        # Two strips that meet in the corner: stranded CPU along the top, stranded memory down the right side.
        fill(
            self.stranded,
            np.concatenate([left, left + BOX * (1 - memory)]),
            np.concatenate([1 - cpu, 0 * whole]),
            np.concatenate([BOX * whole, BOX * memory]),
            np.concatenate([cpu, 1 - cpu]),
        )

    def _fill_sidecars(self, pods: Stairs, share: Values) -> None:
        # Of each pod's box a strip along the top and one down the side: its CPU, and its memory.
        top, side = pods.ends - [share[0], 0], pods.ends - [0, share[1]]
        top[:, 1], side[:, 0] = pods.starts[:, 1], pods.starts[:, 0]
        column = np.concatenate([pods.column, pods.column])
        place_stairs(self.sidecars, column, np.vstack([top, side]), np.vstack([pods.ends, pods.ends]))


class SchedulePicture(Picture[ScheduleStudy]):
    """Eight nodes, and the pods that have come so far; the last one stands out."""

    def __init__(self) -> None:
        super().__init__(3.0)
        axes = self.figure.subplots()
        self.boxes = Boxes(axes, NODES_GIVEN)
        axes.set_xlabel(f"{NODES_GIVEN} nodes, each as wide as its memory ({NODE[1] / 2**30:g} GiB)")
        self.last = blocks(axes, theme.WAITING, "last pod")
        add_legend(axes, BESIDE)
        self.entitle(axes)
        self.freeze(*self.boxes.artists, self.last)

    def paint(self, study: ScheduleStudy) -> str:
        """Move what shows the study, and return the title."""
        placed = study.placement
        pods = self.boxes.fill(placed, np.arange(NODES_GIVEN))
        place_stairs(self.last, pods.column[-1:], pods.starts[-1:], pods.ends[-1:])
        on_nodes = len(placed.requests) - placed.waiting
        waiting = f", {placed.waiting} waiting" if placed.waiting else ""
        return (
            f"{on_nodes} of {len(ARRIVING)} pods on {placed.nodes_used} of {NODES_GIVEN} nodes,"
            f" {study.empty} empty{waiting}"
        )


class ShapePicture(Picture[ShapeStudy]):
    """Cores paid for by each rule, and how many of them pods request."""

    LABELS = (
        "sum / capacity",
        FEWEST,
        "best_fit, largest first",
        "best_fit",
        "most_allocated",
        "least_allocated",
        "kubernetes_default",
    )

    def __init__(self) -> None:
        super().__init__(3.8)
        axes = self.figure.subplots()
        self.rows = np.arange(len(self.LABELS))[::-1]
        axes.set(xlim=(0, MOST_CORES), ylim=(-0.6, len(self.rows) - 0.4), xlabel="cores paid for")
        axes.set_yticks(self.rows, labels=[label.replace("_", " ") for label in self.LABELS])
        self.paid = blocks(axes, theme.WASTE, "not requested")
        self.requested = blocks(axes, theme.WORK, "requested")
        self.texts = [axes.text(0, row, " ", va="center") for row in self.rows]
        add_legend(axes, ("upper center", 0.4, -0.16), ncols=2)
        self.entitle(axes)
        self.freeze(self.paid, self.requested, *self.texts)

    def paint(self, study: ShapeStudy) -> str:
        """Move what shows the study, and return the title."""
        by_label = study.nodes | {FEWEST: study.fewest.nodes}
        nodes = np.array([by_label[label] for label in self.LABELS])
        cores = nodes * study.node_cores
        fill(self.paid, 0, self.rows - 0.35, cores, 0.7)
        fill(self.requested, 0, self.rows - 0.35, study.pods[:, 0].sum() / 1000, 0.7)
        for text, number, width in zip(self.texts, nodes, cores, strict=True):
            text.set(x=width + 4, text=f"{number} nodes ({number / study.fewest.nodes - 1:+.0%})")
        cpu, memory = study.useful
        return f"Packed best: {cpu:.0%} of CPU and {memory:.0%} of memory requested"
