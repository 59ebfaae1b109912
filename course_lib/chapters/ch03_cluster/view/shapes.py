"""Which nodes suit which pods."""

from __future__ import annotations

import numpy as np

from course_lib import theme
from course_lib.chapters.ch03_cluster.setting import CHAPTER
from course_lib.chapters.ch03_cluster.study.shapes import COUNTS, GIB_A_CORE, NODE_CORES, ShapeStudy, shape_study
from course_lib.framework.explorer.controls import Choice
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, blocks, fill

FEWEST = "the fewest possible"
MOST_CORES = 500


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


def describe_shapes(study: ShapeStudy) -> Description:
    """Say how many nodes each rule takes, and how far from the fewest that is."""
    fewest, (cpu, memory), opened = study.fewest, study.useful, study.nodes["kubernetes_default"]
    known = "proven" if fewest.is_proven else f"not proven: at least {fewest.lower_bound} are needed"
    words = (
        f"{len(study.pods)} {study.workload} pods need {fewest.nodes} nodes of {study.node_cores} cores ({known}); the"
        f" scheduler takes {opened} by default. On the fewest nodes {cpu:.0%} of the CPU and {memory:.0%} of the"
        " memory are requested."
        + (" A node takes no more than 110 pods, and here that is the limit." if study.limited_by_number else "")
    )
    rows = tuple((rule.replace("_", " "), str(n), f"{n / fewest.nodes - 1:+.1%}") for rule, n in study.nodes.items())
    return Description(words, Table("Nodes needed", ("rule", "nodes", "compared with the fewest possible"), rows))


shapes = Explorer(
    name="shapes",
    chapter=CHAPTER,
    compute=shape_study,
    picture=ShapePicture,
    describe=describe_shapes,
    controls=(
        Choice("workload", "Pods", tuple(COUNTS), "large"),
        Choice("node_cores", "Cores per node", NODE_CORES, "8"),
        Choice("gib_a_core", "GiB of memory per core", GIB_A_CORE, "4"),
    ),
)
