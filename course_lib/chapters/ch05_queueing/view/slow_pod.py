"""One slow pod among ten, under three balancers: who gets the requests, and how many each holds."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch05_queueing.setting import CHAPTER, PODS
from course_lib.chapters.ch05_queueing.study.slow_pod import (
    LASTS_S,
    OBJECTIVE_S,
    SPREAD,
    TIMES_S,
    SlowStudy,
    slow_study,
)
from course_lib.chapters.ch05_queueing.view.wording import ms
from course_lib.framework.explorer.controls import Choice, Slider
from course_lib.framework.explorer.explorer import Explorer
from course_lib.framework.explorer.screen import Description
from course_lib.framework.html import Table
from course_lib.framework.picture import Picture, add_legend, blocks, fill

WIDTH = 0.8
MOST_PERCENT, MOST_HELD = 15.0, 8000.0


class SlowPicture(Picture[SlowStudy]):
    """Left the share of the requests that each pod gets; right what the slow pod holds, and another."""

    def __init__(self) -> None:
        super().__init__(4.0)
        left, right = self.figure.subplots(1, 2)
        left.set(xlim=(0.3, PODS + 0.7), ylim=(0, MOST_PERCENT), xlabel="pod (the first is slow)")
        left.set(ylabel="share of all requests", xticks=range(1, PODS + 1))
        left.yaxis.set_major_formatter("{x:.0f}%")
        self.slow, self.others = blocks(left, theme.WAITING, "the slow pod"), blocks(left, theme.POD, "the others")
        add_legend(left, "upper right", ncols=2)
        self.lines = self._held(right)
        self.entitle()
        self.freeze(self.slow, self.others, *self.lines)

    def _held(self, axes: Axes) -> list[Any]:
        axes.set_yscale("symlog", linthresh=1)
        axes.set(xlim=(0, LASTS_S), ylim=(0, MOST_HELD), xlabel="seconds", ylabel="requests in flight")
        axes.set_yticks([0, 1, 10, 100, 1000], ["0", "1", "10", "100", "1,000"])
        axes.grid(alpha=0.3)
        marks = ((theme.WAITING, "at the slow pod"), (theme.POD, "at another, on average"))
        styles = [({"color": mark.colour, "linestyle": mark.dash, "lw": 2}, label) for mark, label in marks]
        lines = [axes.plot([], [], label=label, **style)[0] for style, label in styles]  # type: ignore[arg-type]
        add_legend(axes, "upper left")
        return lines

    def paint(self, study: SlowStudy) -> str:
        """Move what shows the study, and return the title."""
        percents = 100 * study.counts / study.counts.sum()
        left = np.arange(1, PODS + 1) - WIDTH / 2
        fill(self.slow, left[:1], 0, WIDTH, percents[:1])
        fill(self.others, left[1:], 0, WIDTH, percents[1:])
        for line, held in zip(self.lines, (study.slow_holds, study.others_hold), strict=True):
            line.set_data(TIMES_S, held)
        late = f"{study.late:.1%} of all requests take longer than {1000 * OBJECTIVE_S:.0f} ms"
        return f"{study.spread.capitalize()}: {late}"


def describe_slow(study: SlowStudy) -> Description:
    """Say what the slow pod gets and holds, and what that does to all requests."""
    grows = ", a number that grows as long as the traffic lasts" if study.grows else ""
    words = (
        f"{study.spread.capitalize()}, with one of ten pods at {study.speed:.0%} of its speed: that pod gets"
        f" {study.counts[0] / study.counts.sum():.1%} of the requests, and after {LASTS_S:.0f} s it has"
        f" {study.slow_holds[-1]:,.0f} in flight{grows}. Of all requests, {study.late:.1%} take longer than"
        f" {ms(OBJECTIVE_S)}; half are answered within {ms(study.median_s)}, 99 of 100 within {ms(study.p99_s)}."
    )
    rows = (
        ("gets", f"{study.counts[0]:,}", f"{study.counts[1:].mean():,.0f}"),
        *(
            (f"has after {second} s", f"{study.slow_holds[2 * second]:,.0f}", f"{study.others_hold[2 * second]:.1f}")
            for second in (10, 20, 40, 60)
        ),
    )
    return Description(words, Table("The slow pod and the others", ("requests", "the slow pod", "another pod"), rows))


slow_pod = Explorer(
    name="slow_pod",
    chapter=CHAPTER,
    compute=slow_study,
    picture=SlowPicture,
    describe=describe_slow,
    controls=(
        Choice("spread", "How requests are spread", SPREAD, SPREAD[0]),
        Slider("speed_percent", "Speed of the slow pod", 10, 100, 10, 20, "%"),
        Slider("utilisation_percent", "Traffic, as a share of what ten healthy pods can do", 10, 85, 5, 50, "%"),
    ),
)
