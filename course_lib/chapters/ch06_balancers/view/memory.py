"""What Peak EWMA believes of a pod."""

from __future__ import annotations

import math

import numpy as np

from course_lib import theme
from course_lib.chapters.ch06_balancers.setting import CHAPTER
from course_lib.chapters.ch06_balancers.study.memory import (
    LASTS_S,
    PEAK_AT_S,
    PEAK_S,
    USUAL_S,
    WHEN_S,
    MemoryStudy,
    memory_study,
)
from course_lib.framework.explorer.controls import Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend


class MemoryPicture(Picture[MemoryStudy]):
    """What Peak EWMA believes of one pod over time, with and without looks."""

    def __init__(self) -> None:
        super().__init__(3.9)
        axes = self.figure.subplots()
        axes.set(xlim=(0, LASTS_S), ylim=(0, PEAK_S * 1.08), xlabel="seconds", ylabel="seconds of latency")
        axes.grid(alpha=0.3)
        axes.axhline(USUAL_S, color=theme.INK, lw=1, ls=":", label="what the pod takes, except for one answer")
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
        return title_of(study)


def title_of(study: MemoryStudy) -> str:
    """Say for how long the peak is remembered."""
    rest = LASTS_S - PEAK_AT_S
    lasts = f"forgotten after {study.back_s:.0f} s" if np.isfinite(study.back_s) else f"still felt after {rest:.0f} s"
    looks = f"{study.looks_a_second:g} {'look' if study.looks_a_second == 1 else 'looks'} a second"
    return f"Decay {study.decay_s:g} s, {looks}: the peak is {lasts}"


def describe_memory(study: MemoryStudy) -> Description:
    """Say how long a peak is remembered."""
    rest = LASTS_S - PEAK_AT_S

    def lasts(back_s: float) -> str:
        return f"{back_s:.1f} s" if math.isfinite(back_s) else f"more than {rest:.0f} s"

    look = "look" if study.looks_a_second == 1 else "looks"
    words = (
        f"One answer takes 2 s, all others 0.2 s, one every half second. With a decay of {study.decay_s:g} s and"
        f" {study.looks_a_second:g} {look} a second the estimate is near 0.2 s again after {lasts(study.back_s)}; if"
        f" looking changed nothing, after {lasts(study.unread_back_s)}."
    )
    times = range(0, int(LASTS_S) + 1, 3)
    rows = tuple(
        (f"{when_s} s", f"{study.believed_s[at]:.2f} s", f"{study.unread_s[at]:.2f} s")
        for when_s, at in ((when_s, when_s * 20) for when_s in times)
    )
    return Description(words, Table("What is believed of the pod", ("at", "estimate", "without looks"), rows))


memory = Explorer(
    name="memory",
    chapter=CHAPTER,
    compute=memory_study,
    picture=MemoryPicture,
    describe=describe_memory,
    controls=(
        Slider("decay_s", "Decay time", 1, 20, 1, 10, "s"),
        Slider("looks_a_second", "Looks at this pod a second", 0, 50, 1, 0),
    ),
)
