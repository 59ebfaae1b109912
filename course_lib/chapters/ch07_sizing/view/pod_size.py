"""Nodes over the number of pods that share the same work."""

from __future__ import annotations

from course_lib import theme
from course_lib.chapters.ch07_sizing.setting import CHAPTER
from course_lib.chapters.ch07_sizing.study.pod_size import (
    FEWEST,
    MOST,
    NODE,
    SIDECARS,
    WORK,
    PodSizeStudy,
    pod_size_study,
)
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_dot, add_legend, add_line, below
from course_lib.plural import counted

MOST_NODES = 24.0


class PodSizePicture(Picture[PodSizeStudy]):
    """The nodes needed, beside what CPU and memory would take if pods could be cut in pieces."""

    def __init__(self) -> None:
        super().__init__(4.4)
        axes = self.figure.subplots()
        axes.set(xlim=(FEWEST - 1, MOST * 1.05), xscale="log", ylim=(0, MOST_NODES), ylabel="nodes")
        axes.set_xlabel("pods that share the work")
        axes.set_xticks([8, 12, 20, 50, 100, 200, 400], ["8", "12", "20", "50", "100", "200", "400"])
        axes.minorticks_off()
        axes.grid(alpha=0.3)
        self.nodes = add_line(axes, theme.POD, "nodes needed", marker="", drawstyle="steps-mid")
        self.cpu = add_line(axes, theme.WAITING, "CPU, in nodes", marker="", lw=1.5)
        self.memory = add_line(axes, theme.OVERHEAD, "memory, in nodes", marker="", lw=1.5)
        self.best = add_dot(axes, theme.OPTIMUM, "fewest nodes", ms=5)
        self.here = add_dot(axes, theme.POD)
        add_legend(axes, below(0.16), ncols=2)
        self.entitle(axes)
        self.freeze(self.nodes, self.cpu, self.memory, self.best, self.here)

    def paint(self, study: PodSizeStudy) -> str:
        """Move what shows the study, and return the title."""
        pods = [each.pods for each in study.tried]
        self.nodes.set_data(pods, [each.nodes for each in study.tried])
        self.cpu.set_data(pods, [each.requested.cores / NODE.cores for each in study.tried])
        self.memory.set_data(pods, [each.requested.gib / NODE.gib for each in study.tried])
        self.best.set_data([each.pods for each in study.best], [each.nodes for each in study.best])
        self.here.set_data([study.here.pods], [study.here.nodes])
        fewest, here = study.best[0].nodes, study.here
        found = "the fewest" if here.nodes == fewest else f"{fewest:.0f} would do"
        size = f"{here.pod.cores:.2f} cores and {here.pod.gib:.2f} GiB"
        return f"{here.pods} pods of {size}: {here.nodes:.0f} nodes, {found}"


def describe_pod_size(study: PodSizeStudy) -> Description:
    """Say what is requested, how much of it is the work, and which numbers of pods need the fewest nodes."""
    here, best = study.here, study.best
    words = (
        f"Work of {WORK.cores:.0f} cores and {WORK.gib:.0f} GiB is shared by {here.pods} pods, so each requests"
        f" {here.pod.cores:.2f} cores and {here.pod.gib:.2f} GiB. A node of {NODE.cores:.0f} cores and"
        f" {NODE.gib:.0f} GiB holds {here.per_node} of them: {here.binds} is what runs out first. That takes"
        f" {counted(int(here.nodes), 'node')}; if pods could be cut in pieces,"
        f" {in_nodes(here.requested.cores, NODE.cores)} for their CPU and {in_nodes(here.requested.gib, NODE.gib)} for"
        f" their memory. The fewest are {best[0].nodes:.0f}, with {best_text(study)}."
    )
    carried = {
        "CPU, cores": (WORK.cores, 0.0, study.sidecar.cores),
        "memory, GiB": (WORK.gib, study.base.gib, study.sidecar.gib),
    }
    rows = tuple((what, *amounts_text(here.pods, *each)) for what, each in carried.items())
    header = ("requested", "work", "base of all pods", "sidecars", "together (share that is work)")
    return Description(words, Table(f"What {here.pods} pods request", header, rows))


def in_nodes(amount: float, node: float) -> str:
    """Return an amount as a multiple of a node's.

    >>> in_nodes(110.0, 16.0)
    '6.9'
    """
    return f"{amount / node:.1f}"


def amounts_text(pods: int, work: float, base: float, sidecar: float) -> tuple[str, str, str, str]:
    """Return the work, what all pods carry besides, and the sum."""
    total = work + pods * (base + sidecar)
    return f"{work:.0f}", f"{pods * base:,.1f}", f"{pods * sidecar:.1f}", f"{total:,.1f} ({work / total:.0%})"


def best_text(study: PodSizeStudy) -> str:
    """Name the numbers of pods with the fewest nodes: one, a range, or the ends of several ranges."""
    numbers = [each.pods for each in study.best]
    if len(numbers) == 1:
        return f"{numbers[0]} pods"
    whole = len(numbers) == numbers[-1] - numbers[0] + 1
    return f"{'any number' if whole else 'some numbers'} of pods from {numbers[0]} to {numbers[-1]}"


pod_size = Explorer(
    name="pod_size",
    chapter=CHAPTER,
    compute=pod_size_study,
    picture=PodSizePicture,
    describe=describe_pod_size,
    controls=(
        Slider("pods", "Pods that share the work", FEWEST, MOST, 1, 100),
        Slider("base_mib", "Base memory of each pod", 0, 2048, 64, 256, "MiB"),
        Choice("sidecar", "Sidecar in each pod", tuple(SIDECARS), "Istio, default values"),
    ),
)
