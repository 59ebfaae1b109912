"""Mean and p99 over the utilisation: the curve, and the straight line that one would expect."""

from __future__ import annotations

from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from course_lib import theme
from course_lib.chapters.ch05_queueing.study.load import FROM, LoadStudy, load_study
from course_lib.framework.picture import Picture, add_dot, add_legend, use_percents

MOST_MS = {"mean": 215.0, "p99": 990.0}


class Panel(NamedTuple):
    """What moves in one half; straight line, curve and legend are there once the learner has predicted."""

    straight: Line2D
    curve: Line2D
    legend: Legend
    dot: Line2D


class LoadPicture(Picture[LoadStudy]):
    """Left the mean, right p99, on scales of their own; each with its curve and the straight line through 45%."""

    def __init__(self) -> None:
        super().__init__(4.0)
        left, right = self.figure.subplots(1, 2)
        at_first = load_study(100 * FROM)
        self.mean = self._panel(left, "mean", theme.POD, at_first.here_mean_s)
        self.p99 = self._panel(right, "p99", theme.WAITING, at_first.here_p99_s)
        self.entitle()
        self.freeze(*self.mean, *self.p99)

    def _panel(self, axes: Axes, name: str, mark: theme.Mark, first_s: float) -> Panel:
        axes.set(xlim=(0, 1), ylim=(0, MOST_MS[name]), xlabel="utilisation", ylabel=f"{name} latency, ms")
        use_percents(axes.xaxis)
        axes.grid(alpha=0.3)
        axes.plot([FROM], [1000 * first_s], "x", color=theme.INK, ms=9, mew=2, label="at 45%")
        rises: dict[str, Any] = {"color": theme.FAINT, "lw": 1.5, "linestyle": ":"}
        straight = axes.plot([0, 1], [0, 1000 * first_s / FROM], label="if it rose in step with the load", **rises)[0]
        style: dict[str, Any] = {"color": mark.colour, "linestyle": mark.dash, "lw": 2.5}
        curve = axes.plot([], [], label=f"{name}, one worker", **style)[0]
        legend = add_legend(axes, "upper left")
        return Panel(straight, curve, legend, add_dot(axes, mark))

    def paint(self, study: LoadStudy) -> str:
        """Move what shows the study, and return the title."""
        panels = ((self.mean, study.mean_s, study.here_mean_s), (self.p99, study.p99_s, study.here_p99_s))
        for panel, values_s, here_s in panels:
            panel.curve.set_data(study.utilisations, 1000 * values_s)
            panel.dot.set_data([study.utilisation], [1000 * here_s])
            for artist in (panel.straight, panel.curve, panel.legend):
                artist.set_visible(len(study.utilisations) > 1)
        return f"At {study.utilisation:.0%}: {said(study)}"


def said(study: LoadStudy) -> str:
    """Return what is found at the utilisation, as the end of a title."""
    if study.utilisation == FROM:
        return f"{1000 * study.here_mean_s:.1f} ms on average, 99 of 100 within {1000 * study.here_p99_s:.1f} ms"
    return f"{study.growth:.1f} times the latency of {FROM:.0%}, for {study.busier:.1f} times the traffic"
