"""What Peak EWMA believes of a pod."""

from __future__ import annotations

import numpy as np

from course_lib import theme
from course_lib.chapters.ch06_balancers.study.memory import LASTS_S, PEAK_AT_S, PEAK_S, USUAL_S, WHEN_S, MemoryStudy
from course_lib.framework.picture import Picture, add_legend


class MemoryPicture(Picture[MemoryStudy]):
    """What Peak EWMA believes of one pod over time, with and without looks."""

    def __init__(self) -> None:
        super().__init__(3.9)
        axes = self.figure.subplots()
        axes.set(xlim=(0, LASTS_S), ylim=(0, PEAK_S * 1.08), xlabel="seconds", ylabel="seconds of latency")
        axes.grid(alpha=0.3)
        axes.axhline(USUAL_S, color=theme.INK, lw=1, ls=":", label="what the pod takes, but for one answer")
        self.unread = axes.plot(WHEN_S, WHEN_S, lw=2, color=theme.OVERHEAD.colour, ls="--",
                                label="estimate, if looking changed nothing")[0]  # fmt: skip
        self.believed = axes.plot(WHEN_S, WHEN_S, lw=2, color=theme.POD.colour, label="estimate")[0]
        add_legend(axes, "upper right")
        self.entitle(axes)
        self.freeze(self.unread, self.believed)

    def paint(self, study: MemoryStudy) -> str:
        """Move what shows the study, and return the title."""
        self.believed.set_ydata(study.believed_s)
        self.unread.set_ydata(study.unread_s)
        return remembered(study)


def remembered(study: MemoryStudy) -> str:
    """Say for how long the peak is remembered."""
    rest = LASTS_S - PEAK_AT_S
    lasts = f"forgotten after {study.back_s:.0f} s" if np.isfinite(study.back_s) else f"still felt after {rest:.0f} s"
    looks = f"{study.looks_a_second:g} {'look' if study.looks_a_second == 1 else 'looks'} a second"
    return f"Decay {study.decay_s:g} s, {looks}: the peak is {lasts}"
