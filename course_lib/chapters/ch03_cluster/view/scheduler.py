"""Pods come one by one to eight nodes."""

from __future__ import annotations

import numpy as np

from course_lib import theme
from course_lib.chapters.ch03_cluster.setting import CHAPTER, NODE
from course_lib.chapters.ch03_cluster.study.scheduler import ARRIVING, NODES_GIVEN, ScheduleStudy, schedule_study
from course_lib.cluster.placing import RULES
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, blocks
from course_lib.report.nodes import BOX, Boxes, place_stairs


class SchedulePicture(Picture[ScheduleStudy]):
    """Eight nodes, and the pods that have come so far; the last one stands out."""

    def __init__(self) -> None:
        super().__init__(3.0)
        axes = self.figure.subplots()
        self.boxes = Boxes(axes, NODES_GIVEN, NODE)
        axes.set_xticks(np.arange(NODES_GIVEN) + BOX / 2, labels=[str(node + 1) for node in range(NODES_GIVEN)])
        axes.tick_params(axis="x", length=0)
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


GIB = 2**30
SCORES = "Nodes as they are, and their scores with the next pod on them (–: no room, or no more pods)"


def next_pod_text(study: ScheduleStudy) -> str:
    """Say what the next pod requests, for which the scores are."""
    if study.next_pod is None:
        return ""
    asked, there = ((amounts[0], f"{amounts[1] / GIB:g} GiB") for amounts in (study.next_pod, NODE))
    return f" The next pod requests {asked[0]}m and {asked[1]}; a node can give {there[0]}m and {there[1]}."


def describe_schedule(study: ScheduleStudy) -> Description:
    """Say where the pods are, and how the nodes score for the next one."""
    placed, rule = study.placement, study.rule.replace("_", " ")
    waits = f" Waiting, because they fit on no node: {placed.waiting}." if placed.waiting else ""
    last = placed.node_of[-1]
    where = "has to wait" if last < 0 else f"went to node {last + 1}"
    words = (
        f"Rule: {rule}. Pod {len(placed.requests)} of {len(ARRIVING)} {where}."
        f" Empty nodes: {study.empty} of {len(placed.allocatable)}.{waits}{next_pod_text(study)}"
    )
    shares = placed.used / NODE
    scored = [
        ["–"] * 5 if each is None else [*map(str, each), str(each[0] + each[2]), f"{left:.0%}"]
        for each, left in zip(study.scores, study.left_over, strict=True)
    ]
    rows = tuple(
        (str(node + 1), f"{cpu:.0%}", f"{memory:.0%}", *scores)
        for node, ((cpu, memory), scores) in enumerate(zip(shares, scored, strict=True))
    )
    scores = ("least allocated", "most allocated", "balanced", "default: least + balanced", "best fit: left over")
    header = ("node", "CPU requested", "memory requested", *scores)
    return Description(words, Table(SCORES, header, rows))


scheduler = Explorer(
    name="scheduler",
    chapter=CHAPTER,
    compute=schedule_study,
    picture=SchedulePicture,
    describe=describe_schedule,
    controls=(
        Choice("rule", "Rule", RULES, "kubernetes_default"),
        Slider("placed", "Pods so far", 1, len(ARRIVING), 1, 16),
    ),
)
