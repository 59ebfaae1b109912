"""The aha of chapter 03: nodes needed by the size of a sidecar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.arrays import Values, Whole
from course_lib.chapters.ch03_cluster.setting import CHAPTER, MIB, NODE
from course_lib.chapters.ch03_cluster.study.sidecar import (
    SIDECAR_STOPS_MILLICORES,
    WORKLOADS,
    SidecarStudy,
    sidecar_study,
)
from course_lib.cluster.placing import Placement
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.prediction import Prediction
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, blocks, fill
from course_lib.report.nodes import BOX, Boxes, Stairs, place_stairs

NODES_SHOWN = 8


def nodes_to_draw(placement: Placement, at_most: int) -> Whole:
    """Return the nodes to draw: evenly chosen, but for the last, which holds what happened to be left over."""
    if placement.nodes_used <= at_most:
        return np.arange(placement.nodes_used)
    return np.linspace(0, placement.nodes_used - 2, at_most).round().astype(np.int64)


class SidecarPicture(Picture[SidecarStudy]):
    """Above: some of the nodes with their pods. Below: nodes needed by the size of the sidecar, in steps."""

    def __init__(self) -> None:
        super().__init__(5.6)
        above, below = self.figure.subplots(2, 1, height_ratios=[1, 1.1])
        self.boxes = Boxes(above, NODES_SHOWN, NODE)
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
        nodes = nodes_to_draw(study.placement, NODES_SHOWN)
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


ALIKE = "all alike, CPU binds"


def describe_sidecar(study: SidecarStudy) -> Description:
    """Say how many nodes are needed with these sidecars, and what is stranded."""
    cpu, memory = study.sidecar
    more, strand = study.requested_more, study.stranded_share
    words = (
        f"{len(study.pods)} pods, {study.workload}. A sidecar of {cpu}m and {memory // MIB}Mi in each raises the"
        f" requested CPU by {more[0]:.0%} and the requested memory by {more[1]:.0%}; the nodes needed go from"
        f" {study.nodes_before} to {study.nodes} ({study.nodes / study.nodes_before - 1:+.0%})."
        f" {strand[0]:.0%} of their CPU and {strand[1]:.0%} of their memory are stranded."
    )
    known = np.flatnonzero(~np.isnan(study.curve))
    rows = tuple(
        (f"{SIDECAR_STOPS_MILLICORES[at]}m", f"{study.curve[at]:.0f}", f"{study.by_sum[at]:.1f}")
        for at in known
        if at % 2 == 0 or len(known) == 1
    )
    header = ("CPU of each sidecar", "nodes needed", "sum / capacity")
    return Description(words, Table("Nodes needed at each size of sidecar", header, rows))


def veil_sidecar(study: SidecarStudy) -> SidecarStudy:
    """Leave of the curve only the point drawn."""
    here = study.sidecar[0] == SIDECAR_STOPS_MILLICORES
    return replace(study, curve=np.where(here, study.curve, np.nan))


def reveal_sidecar(guess: float | None) -> str:
    """Set the learner's guess beside the nodes needed."""
    study, less = sidecar_study(ALIKE, 100, 128), sidecar_study(ALIKE, 90, 128)
    alone = "" if guess is None else f"You predicted {guess:g}. "
    return (
        f"{alone}{study.nodes - study.nodes_before} nodes are added to {study.nodes_before}: the requested CPU grows by"
        f" {study.requested_more[0]:.0%}, the nodes by {study.nodes / study.nodes_before - 1:.0%}. With 90m instead of"
        f" 100m it would be {less.nodes - less.nodes_before}: a node holds eight of those pods, but only seven of the"
        " larger ones. Nodes come in steps. The sliders are yours now."
    )


sidecar = Explorer(
    name="sidecar",
    chapter=CHAPTER,
    compute=sidecar_study,
    picture=SidecarPicture,
    describe=describe_sidecar,
    controls=(
        Choice("workload", "Pods", tuple(WORKLOADS), ALIKE),
        Slider("sidecar_millicores", "CPU of each sidecar", 0, 200, 10, 0, "m"),
        Slider("sidecar_mib", "Memory of each sidecar", 0, 256, 4, 128, "Mi"),
    ),
    prediction=Prediction(
        "144 pods request 400m and 1Gi each. Nodes can give 3.92 cores and 13 GiB, so a node holds nine pods, and the"
        " pods fill 16 nodes. Now every pod gets a sidecar of 100m and 128Mi: a quarter more CPU. How many nodes does"
        " that add?",
        low=0,
        high=16,
        step=1,
        unit="nodes",
        reveal=reveal_sidecar,
        veil=veil_sidecar,
    ),
)
