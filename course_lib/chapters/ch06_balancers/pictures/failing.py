"""What a failing pod gets, by balancer."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from course_lib import theme
from course_lib.chapters.ch06_balancers.study import FIVE
from course_lib.chapters.ch06_balancers.study.failing import FailingStudy
from course_lib.framework.canvas import Canvas, blocks, fill


class FailingPicture:
    """By balancer, the share of requests sent to the failing pod, and the share that failed in the end."""

    def __init__(self) -> None:
        self.canvas = Canvas(8.0, 3.9)
        axes = self.canvas.figure.subplots()
        axes.set(xlim=(0, 1), ylim=(len(FIVE) - 0.4, -0.6), xlabel="share of all requests")
        axes.set_yticks(range(len(FIVE)), list(FIVE))
        axes.xaxis.set_major_formatter(PercentFormatter(1.0))
        axes.axvline(0.1, color=theme.INK, lw=1, ls=":", label="an even share")
        self.sent = blocks(axes, theme.WAITING, "sent to the failing pod at the first try")
        self.lost = blocks(axes, theme.CARBON, "failed in the end")
        self._edges(axes)
        self.title = self.canvas.headline()
        self.canvas.freeze([self.sent, self.lost, *self.figures, self.title])

    def _edges(self, axes: Axes) -> None:
        self.figures = [axes.text(0, row + shift, " ", va="center", fontsize=9)
                        for shift in (-0.2, 0.2) for row in range(len(FIVE))]  # fmt: skip
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3, frameon=False)

    def draw(self, study: FailingStudy) -> bytes:
        """Return the study as PNG."""
        rows, shares = np.arange(len(FIVE)), [*study.sent.values(), *study.lost.values()]
        fill(self.sent, 0, rows - 0.38, list(study.sent.values()), 0.36)
        fill(self.lost, 0, rows + 0.02, list(study.lost.values()), 0.36)
        for text, share in zip(self.figures, shares, strict=True):
            text.set(x=share + 0.01, text=f"{share:.1%}")
        most = max(study.sent, key=lambda name: study.sent[name])
        self.title.set_text(
            f"{study.utilisation:.0%} busy, pod 0 {study.way}: it gets {study.sent[most]:.0%} under {most}"
        )
        return self.canvas.png()
