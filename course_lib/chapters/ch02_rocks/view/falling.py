"""Rocks fall into boxes."""

from __future__ import annotations

import numpy as np

from course_lib import theme
from course_lib.chapters.ch02_rocks.setting import CHAPTER
from course_lib.chapters.ch02_rocks.study.falling import FALLING, FallStudy, fall_study
from course_lib.chapters.ch02_rocks.view.boxes import GAP, bottoms
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import BESIDE, Picture, add_legend, blocks, fill
from course_lib.plural import counted
from course_lib.rocks import RULES


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


def describe_fall(study: FallStudy) -> Description:
    """Say which rock fell last, where to, and list the boxes."""
    so_far, rule = study.so_far, study.packing.rule.replace("_", " ")
    words = (
        f"{counted(study.placed, 'rock')} with {rule}: {counted(len(so_far), 'box', 'boxes')},"
        f" {so_far.efficiency:.0%} filled. The last rock, {so_far.sizes[-1]:.0f}, fell into box"
        f" {so_far.box_of[-1] + 1}. With this rule, all {FALLING} rocks take {len(study.packing)} boxes."
    )
    rows: dict[int, list[str]] = {}
    for size, box in zip(so_far.sizes, so_far.box_of.tolist(), strict=True):
        rows.setdefault(box, []).append(f"{size:.0f}")
    listed = tuple((str(box + 1), " ".join(sizes)) for box, sizes in sorted(rows.items()))
    return Description(words, Table("Boxes and their rocks", ("box", "rocks, in the order placed"), listed))


falling = Explorer(
    name="falling",
    chapter=CHAPTER,
    compute=fall_study,
    picture=FallPicture,
    describe=describe_fall,
    controls=(
        Choice("rule", "Rule", RULES, "next_fit"),
        Slider("mean_size", "Mean rock size", 5, 50, 1, 40, "of 100"),
        Slider("spread_percent", "Spread of the sizes", 0, 100, 10, 80, "%"),
        Slider("placed", "Rocks that have fallen", 1, FALLING, 1, 12),
    ),
)
