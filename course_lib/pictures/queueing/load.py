"""Mean and p99 over the utilisation: the curve, and the straight line that one would expect."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from course_lib import theme
from course_lib.pictures.canvas import Canvas
from course_lib.studies.queueing.load import FROM, LoadStudy, load_study

MOST_MS = {"mean": 215.0, "p99": 990.0}


class LoadPicture:
    """Left the mean, right p99, on scales of their own; each with its curve and the straight line through 45%."""

    def __init__(self) -> None:
        self.canvas = Canvas(9.0, 4.0)
        left, right = self.canvas.figure.subplots(1, 2)
        at_first = load_study(100 * FROM)
        self.mean = self._panel(left, "mean", theme.POD, at_first.here_mean_s)
        self.p99 = self._panel(right, "p99", theme.WAITING, at_first.here_p99_s)
        left.legend(loc="upper left", frameon=False)
        right.legend(loc="upper left", frameon=False)
        self.title = self.canvas.headline()
        self.canvas.freeze([*self.mean, *self.p99, self.title])

    def _panel(self, axes: Axes, name: str, mark: theme.Mark, first_s: float) -> tuple[Line2D, Line2D]:
        axes.set(xlim=(0, 1), ylim=(0, MOST_MS[name]), xlabel="utilisation", ylabel=f"{name} latency, ms")
        axes.xaxis.set_major_formatter(PercentFormatter(1.0))
        axes.grid(alpha=0.3)
        axes.plot([FROM], [1000 * first_s], "x", color=theme.INK, ms=9, mew=2, label="at 45%")
        straight: dict[str, Any] = {"color": theme.FAINT, "lw": 1.5, "linestyle": ":"}
        axes.plot([0, 1], [0, 1000 * first_s / FROM], label="if it rose in step with the load", **straight)
        style: dict[str, Any] = {"color": mark.colour, "linestyle": mark.dash, "lw": 2.5}
        curve = axes.plot([], [], label=f"{name}, one worker", **style)[0]
        return curve, axes.plot([], [], mark.marker, color=mark.colour, ms=11)[0]

    def draw(self, study: LoadStudy) -> bytes:
        """Return the study as PNG."""
        panels = ((self.mean, study.mean_s, study.here_mean_s), (self.p99, study.p99_s, study.here_p99_s))
        for (curve, dot), values_s, here_s in panels:
            curve.set_data(study.utilisations, 1000 * np.asarray(values_s))
            dot.set_data([study.utilisation], [1000 * here_s])
        times = f"{study.growth:.1f} times the latency of 45%, for {study.busier:.1f} times the traffic"
        self.title.set_text(f"At {study.utilisation:.0%}: {times}")
        return self.canvas.png()
