"""What packing costs: a loop beside a tree."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch02_rocks.setting import CHAPTER
from course_lib.chapters.ch02_rocks.study.cost import CostStudy, cost_study
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend


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


def describe_cost(study: CostStudy) -> Description:
    """Say how often a loop looks where a tree looks once."""
    loop, tree, n = study.loop[study.here], study.tree[study.here], study.n[study.here]
    words = (
        f"To pack {n:,} rocks by {study.rule.replace('_', ' ')}, a loop over the boxes looks at {loop:,} boxes; a tree"
        f" over them at {tree:,}. {comparison_text(loop, tree)}"
    )
    rows = zip(study.n, study.loop, study.tree, strict=True)
    listed = tuple((f"{rocks:,}", f"{one:,}", f"{other:,}") for rocks, one, other in list(rows)[::4])
    return Description(words, Table("Boxes looked at", ("rocks", "loop", "tree"), listed))


def comparison_text(loop: int, tree: int) -> str:
    """Say which of the two looks less often, and how much."""
    if loop > tree:
        return f"The tree looks at {loop / tree:,.1f} times fewer."
    return f"The loop looks at {tree / loop:,.1f} times fewer, because it never goes back to a box."


cost = Explorer(
    name="cost",
    chapter=CHAPTER,
    compute=cost_study,
    picture=CostPicture,
    describe=describe_cost,
    controls=(
        Choice("rule", "Rule", ("next_fit", "first_fit_decreasing", "best_fit_decreasing"), "first_fit_decreasing"),
        Slider("power", "Rocks, as a power of ten", 1, 5, 0.25, 3),
    ),
)
