"""What a failing pod gets, by balancer."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch06_balancers.setting import CHAPTER
from course_lib.chapters.ch06_balancers.study.failing import RETRIES, WAYS, FailingStudy, failing_study
from course_lib.chapters.ch06_balancers.study.field import FIVE
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, below, blocks, fill, use_percents


class FailingPicture(Picture[FailingStudy]):
    """By balancer, the share of requests sent to the failing pod, and the share that failed in the end."""

    def __init__(self) -> None:
        super().__init__(3.9)
        axes = self.figure.subplots()
        axes.set(xlim=(0, 1), ylim=(len(FIVE) - 0.4, -0.6), xlabel="share of all requests")
        axes.set_yticks(range(len(FIVE)), list(FIVE))
        use_percents(axes.xaxis)
        axes.axvline(0.1, color=theme.INK, lw=1, ls=":", label="an even share")
        self.sent = blocks(axes, theme.WAITING, "sent to the failing pod at the first try")
        self.lost = blocks(axes, theme.CARBON, "failed in the end")
        self._edges(axes)
        self.entitle()
        self.freeze(self.sent, self.lost, *self.figures)

    def _edges(self, axes: Axes) -> None:
        self.figures = [axes.text(0, row + shift, " ", va="center", fontsize=9)
                        for shift in (-0.2, 0.2) for row in range(len(FIVE))]  # fmt: skip
        add_legend(axes, below(0.18), ncols=3)

    def paint(self, study: FailingStudy) -> str:
        """Move what shows the study, and return the title."""
        rows, shares = np.arange(len(FIVE)), [*study.sent.values(), *study.lost.values()]
        fill(self.sent, 0, rows - 0.38, list(study.sent.values()), 0.36)
        fill(self.lost, 0, rows + 0.02, list(study.lost.values()), 0.36)
        for text, share in zip(self.figures, shares, strict=True):
            text.set(x=share + 0.01, text=f"{share:.1%}")
        most = max(study.sent, key=lambda name: study.sent[name])
        return f"{study.utilisation:.0%} busy, pod 0 {study.way}: it gets {study.sent[most]:.0%} under {most}"


def describe_failing(study: FailingStudy) -> Description:
    """Say who sends how much to the failing pod."""
    most = max(study.sent, key=lambda name: study.sent[name])
    least = min(study.sent, key=lambda name: study.sent[name])
    tried = {0: "no retry", 1: "1 retry"}.get(study.retries, f"{study.retries} retries")
    words = (
        f"Pod 0 of ten {study.way}; {study.utilisation:.0%} busy, {tried}. It gets {study.sent[most]:.1%} of the"
        f" requests under {most} and {study.sent[least]:.1%} under {least}; an even share is 10%. In the end"
        f" {study.lost[most]:.1%} and {study.lost[least]:.1%} fail."
    )
    rows = tuple((name, f"{share:.1%}", f"{study.lost[name]:.1%}") for name, share in study.sent.items())
    return Description(
        words, Table("Requests and the failing pod", ("balancer", "sent there", "failed in the end"), rows)
    )


failing = Explorer(
    name="failing",
    chapter=CHAPTER,
    compute=failing_study,
    picture=FailingPicture,
    describe=describe_failing,
    controls=(
        Slider("utilisation_percent", "Utilisation of the healthy pods", 10, 90, 5, 80, "%"),
        Choice("way", "Pod 0", WAYS, WAYS[0]),
        Choice("retries", "Retries", RETRIES, "0"),
    ),
)
