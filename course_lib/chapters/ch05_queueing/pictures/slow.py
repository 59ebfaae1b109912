"""Ten pods, one slow: who gets the requests, and how many each holds as time goes by."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_lib import theme
from course_lib.chapters.ch05_queueing.setting import PODS
from course_lib.chapters.ch05_queueing.study.slow import LASTS_S, OBJECTIVE_S, TIMES_S, SlowStudy
from course_lib.framework.canvas import blocks, fill
from course_lib.framework.picture import Picture, add_legend

WIDTH = 0.8
MOST_PERCENT, MOST_HELD = 15.0, 8000.0


class SlowPicture(Picture[SlowStudy]):
    """Left the share of the requests that each pod gets; right what the slow pod holds, and another."""

    def __init__(self) -> None:
        super().__init__(4.0)
        left, right = self.figure.subplots(1, 2)
        left.set(xlim=(0.3, PODS + 0.7), ylim=(0, MOST_PERCENT), xlabel="pod (the first is slow)")
        left.set(ylabel="of all requests", xticks=range(1, PODS + 1))
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
